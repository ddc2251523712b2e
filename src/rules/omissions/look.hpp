#pragma once
// What several openers look up.

#include "wait.hpp"

#include <rules/durations.hpp>
#include <s2/registry.hpp>

namespace s2::rules {

/// F(descriptions and states of the control type that a message with operation modes belongs to).
template <class F>
auto with_state(Kind kind, const Registry& registry, F f) {
  switch (*message_type_of(kind).control_type) {
    case ControlType::operation_mode_based_control:
      return f(registry.ombc);
    case ControlType::fill_rate_based_control:
      return f(registry.frbc);
    default:
      return f(registry.ddbc);
  }
}

/// Whether a report is about the instruction of a wait. Some RMs name its message (INST-003).
inline bool names(const InstructionStatusUpdate& update, const Wait& wait) {
  return update.instruction_id == wait.subject || update.instruction_id == wait.message;
}

/// How long the device needs for an instruction, on average.
inline Duration processing_delay(const Registry& registry) {
  return registry.details ? registry.details->instruction_processing_delay : Duration{};
}

}  // namespace s2::rules
