#pragma once
// Short ways to write the messages of a registry test.

#include <s2/registry.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::tests {

constexpr EnergyManagementRole cem = EnergyManagementRole::cem;
constexpr EnergyManagementRole rm = EnergyManagementRole::rm;
constexpr Time noon{1'782'043'200, 0};

/// A moment this many seconds after noon.
inline Time at(int seconds) { return noon + Duration(seconds * 1000); }

/// A conversation that begins connected, with details and this control type in force.
class Talk {
 public:
  explicit Talk(ControlType control_type) {
    says(rm, ResourceManagerDetails{});
    selects(control_type);
  }

  /// A side sends a message that is accepted; returns its message_id.
  Id says(EnergyManagementRole sender, Message message, Time now = noon) {
    const Id id("message-" + std::to_string(++count_));
    set_message_id(message, id);
    registry.take(message, sender, now);
    return id;
  }
  /// The CEM selects a control type, and the RM obeys.
  void selects(ControlType control_type, Time now = noon) {
    const Id id = says(cem, SelectControlType{Id(), control_type}, now);
    registry.answered(id, Kind::SelectControlType, ReceptionStatusValues::ok, now);
  }

  Registry registry{Start::connected};

 private:
  int count_ = 0;
};

/// A mode with this id that uses no power.
inline ombc::OperationMode ombc_mode(const char* id) {
  ombc::OperationMode mode;
  mode.id = Id(id);
  return mode;
}

/// An OMBC description with these modes and one timer t.
inline ombc::SystemDescription ombc_description(Time valid_from, std::initializer_list<const char*> modes) {
  ombc::SystemDescription description;
  description.valid_from = valid_from;
  for (const char* mode : modes) description.operation_modes.push_back(ombc_mode(mode));
  description.timers.push_back({Id("t"), {}, Duration(1000)});
  return description;
}

/// An instruction for a mode.
inline ombc::Instruction ombc_instruction(const char* id, const char* mode, Time execution_time) {
  ombc::Instruction instruction;
  instruction.id = Id(id);
  instruction.operation_mode_id = Id(mode);
  instruction.execution_time = execution_time;
  return instruction;
}

/// A report about an instruction.
inline InstructionStatusUpdate report(const char* instruction, InstructionStatus status) {
  return {Id(), Id(instruction), status, noon};
}

}  // namespace s2::tests
