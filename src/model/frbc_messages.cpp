// The tables of the FRBC messages.

#include <s2/model/frbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<frbc::SystemDescription>() {
  using T = frbc::SystemDescription;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::valid_from>("valid_from", "start of validity; now or past means at once, future means scheduled"),
      row<&T::actuators>("actuators", {.items = {1, 10}}, "all actuators"),
      row<&T::storage>("storage", "the one storage of the system"),
  };
  static constexpr Type type = describe<T>("FRBC.SystemDescription", "actuators plus one storage", rows);
  return type;
}

template <>
const Type& type_of<frbc::StorageStatus>() {
  using T = frbc::StorageStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::present_fill_level>("present_fill_level", {.unit = Unit::fill_level}, "present fill level"),
  };
  static constexpr Type type = describe<T>("FRBC.StorageStatus", "present fill level", rows);
  return type;
}

template <>
const Type& type_of<frbc::ActuatorStatus>() {
  using T = frbc::ActuatorStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::actuator_id>("actuator_id", "actuator concerned; declared in the system description"),
      row<&T::active_operation_mode_id>("active_operation_mode_id", "operation mode that is active now"),
      row<&T::operation_mode_factor>("operation_mode_factor", {.unit = Unit::factor, .bounds = Bounds{0, 1}},
                                     "position inside the ranges of the mode"),
      row<&T::previous_operation_mode_id>(
          "previous_operation_mode_id",
          "mode active before; to be given unless the present mode is the first one known to the RM"),
      row<&T::transition_timestamp>(
          "transition_timestamp",
          "when the move from the previous mode began; same condition as previous_operation_mode_id"),
  };
  static constexpr Type type =
      describe<T>("FRBC.ActuatorStatus", "active operation mode and factor of one actuator", rows);
  return type;
}

template <>
const Type& type_of<frbc::TimerStatus>() {
  using T = frbc::TimerStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::timer_id>("timer_id", "timer concerned; declared in the system description"),
      row<&T::actuator_id>("actuator_id", "actuator concerned; declared in the system description"),
      row<&T::finished_at>("finished_at",
                           "when the timer finishes; future = still running, past = finished or never started"),
  };
  static constexpr Type type = describe<T>("FRBC.TimerStatus", "when a timer of one actuator finishes", rows);
  return type;
}

template <>
const Type& type_of<frbc::LeakageBehaviour>() {
  using T = frbc::LeakageBehaviour;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::valid_from>("valid_from", "start of validity; now or past means at once, future means scheduled"),
      row<&T::elements>("elements", {.items = {1, 288}}, "loss rate per band of the fill level; bands contiguous"),
  };
  static constexpr Type type = describe<T>("FRBC.LeakageBehaviour", "loss rate by fill level", rows);
  return type;
}

template <>
const Type& type_of<frbc::UsageForecast>() {
  using T = frbc::UsageForecast;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::start_time>("start_time", "begin of the first element"),
      row<&T::elements>("elements", {.items = {1, 288}}, "consecutive in time, starting at start_time"),
  };
  static constexpr Type type = describe<T>("FRBC.UsageForecast", "expected usage of the stored energy", rows);
  return type;
}

template <>
const Type& type_of<frbc::FillLevelTargetProfile>() {
  using T = frbc::FillLevelTargetProfile;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::start_time>("start_time", "begin of the first element"),
      row<&T::elements>("elements", {.items = {1, 288}}, "consecutive in time, starting at start_time"),
  };
  static constexpr Type type = describe<T>("FRBC.FillLevelTargetProfile", "fill levels to reach over time", rows);
  return type;
}

template <>
const Type& type_of<frbc::Instruction>() {
  using T = frbc::Instruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::actuator_id>("actuator_id", "actuator concerned; declared in the system description"),
      row<&T::operation_mode>("operation_mode", "mode to activate (no _id suffix here)"),
      row<&T::operation_mode_factor>("operation_mode_factor", {.unit = Unit::factor, .bounds = Bounds{0, 1}},
                                     "position inside the ranges of the mode"),
      row<&T::execution_time>("execution_time", "moment execution shall begin; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
  };
  static constexpr Type type =
      describe<T>("FRBC.Instruction", "put one actuator into an operation mode with a factor", rows);
  return type;
}

}  // namespace s2
