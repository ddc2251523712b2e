// The tables of the components that several control types share.

#include <s2/model/common.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<NumberRange>() {
  using T = NumberRange;
  static constexpr Field rows[] = {
      row<&T::start_of_range>("start_of_range", "value at the start (factor 0 where a factor applies)"),
      row<&T::end_of_range>("end_of_range", "value at the end (factor 1 where a factor applies)"),
  };
  static constexpr Type type = describe<T>("NumberRange", "two numbers, ordered or not as the place says", rows);
  return type;
}

template <>
const Type& type_of<PowerRange>() {
  using T = PowerRange;
  static constexpr Field rows[] = {
      row<&T::start_of_range>("start_of_range", {.unit = Unit::of_quantity}, "power at factor 0"),
      row<&T::end_of_range>("end_of_range", {.unit = Unit::of_quantity}, "power at factor 1"),
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
  };
  static constexpr Type type = describe<T>("PowerRange", "power between factor 0 and factor 1", rows);
  return type;
}

template <>
const Type& type_of<PowerValue>() {
  using T = PowerValue;
  static constexpr Field rows[] = {
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
      row<&T::value>("value", {.unit = Unit::of_quantity}, "positive = consumption, negative = production"),
  };
  static constexpr Type type = describe<T>("PowerValue", "one measured value", rows);
  return type;
}

template <>
const Type& type_of<PowerForecastValue>() {
  using T = PowerForecastValue;
  static constexpr Field rows[] = {
      row<&T::value_upper_limit>("value_upper_limit", {.unit = Unit::of_quantity}, "upper bound of the 100 % band"),
      row<&T::value_upper_95ppr>("value_upper_95PPR", {.unit = Unit::of_quantity}, "upper bound of the 95 % band"),
      row<&T::value_upper_68ppr>("value_upper_68PPR", {.unit = Unit::of_quantity}, "upper bound of the 68 % band"),
      row<&T::value_expected>("value_expected", {.unit = Unit::of_quantity}, "most likely power"),
      row<&T::value_lower_68ppr>("value_lower_68PPR", {.unit = Unit::of_quantity}, "lower bound of the 68 % band"),
      row<&T::value_lower_95ppr>("value_lower_95PPR", {.unit = Unit::of_quantity}, "lower bound of the 95 % band"),
      row<&T::value_lower_limit>("value_lower_limit", {.unit = Unit::of_quantity}, "lower bound of the 100 % band"),
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
  };
  static constexpr Type type =
      describe<T>("PowerForecastValue", "expected power of one quantity with confidence bands", rows);
  return type;
}

template <>
const Type& type_of<PowerForecastElement>() {
  using T = PowerForecastElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::power_values>("power_values", {.unit = Unit::of_quantity, .items = {1, 10}}, "one value per quantity"),
  };
  static constexpr Type type = describe<T>("PowerForecastElement", "expected power over one span of time", rows);
  return type;
}

template <>
const Type& type_of<Role>() {
  using T = Role;
  static constexpr Field rows[] = {
      row<&T::role>("role", "what the resource does"),
      row<&T::commodity>("commodity", "with which commodity"),
  };
  static constexpr Type type = describe<T>("Role", "what a resource does with one commodity", rows);
  return type;
}

template <>
const Type& type_of<Timer>() {
  using T = Timer;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in its OMBC.SystemDescription / FRBC or DDBC actuator"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "running time after a (re)start"),
  };
  static constexpr Type type =
      describe<T>("Timer", "a span that transitions start and that blocks transitions while it runs", rows);
  return type;
}

template <>
const Type& type_of<Transition>() {
  using T = Transition;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in its OMBC.SystemDescription / FRBC or DDBC actuator"),
      row<&T::from>("from", "mode the move starts in"),
      row<&T::to>("to", "mode the move ends in"),
      row<&T::start_timers>("start_timers", {.items = {0, 1000}}, "timers (re)started when the move begins"),
      row<&T::blocking_timers>("blocking_timers", {.items = {0, 1000}},
                               "the move cannot begin while any of these runs"),
      row<&T::transition_costs>("transition_costs", {.unit = Unit::currency}, "cost of one move"),
      row<&T::transition_duration>("transition_duration", {.unit = Unit::milliseconds},
                                   "time until the device behaves like the to mode; absent = negligible (treat as 0)"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type = describe<T>("Transition", "a move between two operation modes", rows);
  return type;
}

}  // namespace s2
