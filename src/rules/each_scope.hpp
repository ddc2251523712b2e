#pragma once
// Checks of what OMBC, FRBC and DDBC have in common, written once.

#include "rule.hpp"

namespace s2::rules {

/// A check of every scope of operation modes, transitions and timers: F(scope, finder), where the scope is an OMBC
/// description, or an FRBC or DDBC actuator.
template <auto F>
constexpr decltype(Entry::checks) each_scope() {
  return {each<ombc::SystemDescription, F>(), each<frbc::ActuatorDescription, F>(),
          each<ddbc::ActuatorDescription, F>()};
}

/// A check of every FRBC and DDBC actuator: F(actuator, finder).
template <auto F>
constexpr decltype(Entry::checks) each_actuator() {
  return {each<frbc::ActuatorDescription, F>(), each<ddbc::ActuatorDescription, F>()};
}

/// A check of everything that has a list of power ranges: F(mode or element, finder).
template <auto F>
constexpr decltype(Entry::checks) each_with_power_ranges() {
  return {each<ombc::OperationMode, F>(), each<frbc::OperationModeElement, F>(), each<ddbc::OperationMode, F>()};
}

/// A check of every report of an active operation mode: F(status, finder).
template <auto F>
constexpr decltype(Entry::checks) each_mode_status() {
  return {each<ombc::Status, F>(), each<frbc::ActuatorStatus, F>(), each<ddbc::ActuatorStatus, F>()};
}

}  // namespace s2::rules
