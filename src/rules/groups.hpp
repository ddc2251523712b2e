#pragma once
// Groups of message types that session rules treat alike.

#include "rule.hpp"

namespace s2::rules {

/// The checks of an entry.
using Checks = decltype(Entry::checks);

/// F(value, context, finder) for the reports of an active operation mode.
template <auto F>
constexpr Checks for_mode_statuses() {
  return {in_session<ombc::Status, F>(), in_session<frbc::ActuatorStatus, F>(), in_session<ddbc::ActuatorStatus, F>()};
}

/// … for the reports of a timer.
template <auto F>
constexpr Checks for_timer_statuses() {
  return {in_session<ombc::TimerStatus, F>(), in_session<frbc::TimerStatus, F>(), in_session<ddbc::TimerStatus, F>()};
}

/// … for the reports of an active operation mode and of a timer.
template <auto F>
constexpr Checks for_mode_and_timer_statuses() {
  return {in_session<ombc::Status, F>(),         in_session<frbc::ActuatorStatus, F>(),
          in_session<ddbc::ActuatorStatus, F>(), in_session<ombc::TimerStatus, F>(),
          in_session<frbc::TimerStatus, F>(),    in_session<ddbc::TimerStatus, F>()};
}

/// … for the descriptions that have operation modes.
template <auto F>
constexpr Checks for_mode_descriptions() {
  return {in_session<ombc::SystemDescription, F>(), in_session<frbc::SystemDescription, F>(),
          in_session<ddbc::SystemDescription, F>()};
}

/// … for the instructions that ask for an operation mode.
template <auto F>
constexpr Checks for_mode_instructions() {
  return {in_session<ombc::Instruction, F>(), in_session<frbc::Instruction, F>(), in_session<ddbc::Instruction, F>()};
}

/// … for the seven instructions.
template <auto F>
constexpr Checks for_instructions() {
  return {in_session<pebc::Instruction, F>(),
          in_session<ppbc::ScheduleInstruction, F>(),
          in_session<ppbc::StartInterruptionInstruction, F>(),
          in_session<ppbc::EndInterruptionInstruction, F>(),
          in_session<ombc::Instruction, F>(),
          in_session<frbc::Instruction, F>(),
          in_session<ddbc::Instruction, F>()};
}

}  // namespace s2::rules
