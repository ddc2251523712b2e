// The tables of the DDBC messages.

#include <s2/model/ddbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ddbc::SystemDescription>() {
  using T = ddbc::SystemDescription;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::valid_from>("valid_from", "start of validity; now or past means at once, future means scheduled"),
      row<&T::actuators>("actuators", {.items = {1, 10}}, "all actuators"),
      row<&T::present_demand_rate>("present_demand_rate", {.unit = Unit::demand_rate, .only = Profile::v0_0_2_beta},
                                   "present demand; replaced by DDBC.PresentDemandStatus in v1.0.0"),
      row<&T::provides_average_demand_rate_forecast>("provides_average_demand_rate_forecast",
                                                     "whether a demand forecast may be expected"),
  };
  static constexpr Type type = describe<T>("DDBC.SystemDescription", "actuators that together satisfy a demand", rows);
  return type;
}

template <>
const Type& type_of<ddbc::PresentDemandStatus>() {
  using T = ddbc::PresentDemandStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::present_demand_rate>("present_demand_rate", {.unit = Unit::demand_rate},
                                   "demand that has to be met now, as a range"),
  };
  static constexpr Type type = describe<T>("DDBC.PresentDemandStatus", "present demand rate", rows);
  return type;
}

template <>
const Type& type_of<ddbc::ActuatorStatus>() {
  using T = ddbc::ActuatorStatus;
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
      describe<T>("DDBC.ActuatorStatus", "active operation mode and factor of one actuator", rows);
  return type;
}

template <>
const Type& type_of<ddbc::TimerStatus>() {
  using T = ddbc::TimerStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::timer_id>("timer_id", "timer concerned; declared in the system description"),
      row<&T::actuator_id>("actuator_id", "actuator concerned; declared in the system description"),
      row<&T::finished_at>("finished_at",
                           "when the timer finishes; future = still running, past = finished or never started"),
  };
  static constexpr Type type = describe<T>("DDBC.TimerStatus", "when a timer of one actuator finishes", rows);
  return type;
}

template <>
const Type& type_of<ddbc::AverageDemandRateForecast>() {
  using T = ddbc::AverageDemandRateForecast;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::start_time>("start_time", "begin of the first element"),
      row<&T::elements>("elements", {.items = {1, 288}}, "consecutive in time, starting at start_time"),
  };
  static constexpr Type type = describe<T>("DDBC.AverageDemandRateForecast", "expected average demand", rows);
  return type;
}

template <>
const Type& type_of<ddbc::Instruction>() {
  using T = ddbc::Instruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::execution_time>("execution_time", "moment execution shall begin; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
      row<&T::actuator_id>("actuator_id", "actuator concerned; declared in the system description"),
      row<&T::operation_mode_id>("operation_mode_id", "mode to activate"),
      row<&T::operation_mode_factor>("operation_mode_factor", {.unit = Unit::factor, .bounds = Bounds{0, 1}},
                                     "position inside the ranges of the mode"),
  };
  static constexpr Type type =
      describe<T>("DDBC.Instruction", "put one actuator into an operation mode with a factor", rows);
  return type;
}

}  // namespace s2
