// The tables of: operation Mode Based Control: operating points the CEM can choose without limit in time.

#include <s2/model/ombc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ombc::OperationMode>() {
  using T = ombc::OperationMode;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::power_ranges>("power_ranges", {.unit = Unit::of_quantity, .items = {1, 10}},
                            "power per quantity; start belongs to factor 0, end to factor 1; one per quantity"),
      row<&T::running_costs>(
          "running_costs", {.unit = Unit::currency_per_second},
          "cost of being in this mode without energy cost; the range is uncertainty, not tied to the factor"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type = describe<T>("OMBC.OperationMode", "one way the device can run", rows);
  return type;
}

template <>
const Type& type_of<ombc::SystemDescription>() {
  using T = ombc::SystemDescription;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::valid_from>("valid_from", "start of validity; now or past means at once, future means scheduled"),
      row<&T::operation_modes>("operation_modes", {.items = {1, 100}}, "operation modes of this scope"),
      row<&T::transitions>("transitions", {.items = {0, 1000}}, "moves between the operation modes of this scope"),
      row<&T::timers>("timers", {.items = {0, 1000}}, "timers used by the transitions of this scope"),
  };
  static constexpr Type type =
      describe<T>("OMBC.SystemDescription", "operation modes, transitions and timers of the device", rows);
  return type;
}

template <>
const Type& type_of<ombc::Status>() {
  using T = ombc::Status;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
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
  static constexpr Type type = describe<T>("OMBC.Status", "active operation mode and factor", rows);
  return type;
}

template <>
const Type& type_of<ombc::TimerStatus>() {
  using T = ombc::TimerStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::timer_id>("timer_id", "timer concerned; declared in the system description"),
      row<&T::finished_at>("finished_at",
                           "when the timer finishes; future = still running, past = finished or never started"),
  };
  static constexpr Type type = describe<T>("OMBC.TimerStatus", "when a timer finishes", rows);
  return type;
}

template <>
const Type& type_of<ombc::Instruction>() {
  using T = ombc::Instruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::execution_time>("execution_time", "moment execution shall begin; in the past means as soon as possible"),
      row<&T::operation_mode_id>("operation_mode_id", "mode to activate"),
      row<&T::operation_mode_factor>("operation_mode_factor", {.unit = Unit::factor, .bounds = Bounds{0, 1}},
                                     "position inside the ranges of the mode"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
  };
  static constexpr Type type = describe<T>("OMBC.Instruction", "go to an operation mode with a factor", rows);
  return type;
}

}  // namespace s2
