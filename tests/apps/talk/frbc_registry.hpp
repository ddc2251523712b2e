#pragma once
// A registry of a conversation about a battery with one inverter, which can charge and idle.

#include <s2/registry.hpp>

namespace s2::app {

inline const Id inverter{"20000000-0000-4000-8000-000000000001"};
inline const Id charge{"20000000-0000-4000-8000-000000000002"};
inline const Id idle{"20000000-0000-4000-8000-000000000003"};
inline const Time noon{1'718'971'200, 0};  // 2024-06-21T12:00:00Z

inline frbc::SystemDescription battery_description() {
  const auto mode = [](const Id& id, const char* label, double rate) {
    frbc::OperationMode made;
    made.id = id;
    made.diagnostic_label = label;
    made.elements = {{{0, 100}, {0, rate}, {{0, rate * 1000, CommodityQuantity::electric_power_l1}}, {}}};
    return made;
  };
  frbc::ActuatorDescription actuator;
  actuator.id = inverter;
  actuator.diagnostic_label = "inverter";
  actuator.supported_commodities = {Commodity::electricity};
  actuator.operation_modes = {mode(charge, "charge", 0.01), mode(idle, "idle", 0)};
  frbc::SystemDescription description;
  description.message_id = Id("20000000-0000-4000-8000-000000000004");
  description.valid_from = noon;
  description.actuators = {actuator};
  description.storage.fill_level_range = {0, 100};
  return description;
}

inline Registry battery_registry() {
  Registry registry(Start::connected);
  registry.standing.active = ControlType::fill_rate_based_control;
  registry.take(battery_description(), EnergyManagementRole::rm, noon);
  return registry;
}

inline frbc::Instruction charge_instruction(const char* id) {
  frbc::Instruction instruction;
  instruction.message_id = Id("20000000-0000-4000-8000-000000000005");
  instruction.id = Id(id);
  instruction.actuator_id = inverter;
  instruction.operation_mode = charge;
  instruction.operation_mode_factor = 1;
  instruction.execution_time = noon;
  return instruction;
}

}  // namespace s2::app
