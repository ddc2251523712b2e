// The tables of the FRBC components.

#include <s2/model/frbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<frbc::OperationModeElement>() {
  using T = frbc::OperationModeElement;
  static constexpr Field rows[] = {
      row<&T::fill_level_range>("fill_level_range", {.unit = Unit::fill_level},
                                "band of the fill level; start below end"),
      row<&T::fill_rate>("fill_rate", {.unit = Unit::fill_level_per_second},
                         "change of the fill level; start belongs to factor 0, end to factor 1"),
      row<&T::power_ranges>("power_ranges", {.unit = Unit::of_quantity, .items = {1, 10}},
                            "power per quantity; start belongs to factor 0, end to factor 1; one per quantity"),
      row<&T::running_costs>(
          "running_costs", {.unit = Unit::currency_per_second},
          "cost of being in this mode without energy cost; the range is uncertainty, not tied to the factor"),
  };
  static constexpr Type type =
      describe<T>("FRBC.OperationModeElement", "behaviour of a mode in one band of the fill level", rows);
  return type;
}

template <>
const Type& type_of<frbc::OperationMode>() {
  using T = frbc::OperationMode;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in its actuator"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::elements>("elements", {.items = {1, 100}}, "behaviour by fill level; bands contiguous"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type = describe<T>("FRBC.OperationMode", "one way an actuator can run", rows);
  return type;
}

template <>
const Type& type_of<frbc::ActuatorDescription>() {
  using T = frbc::ActuatorDescription;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::supported_commodities>("supported_commodities", {.items = {1, 4}}, "commodities the operation modes use"),
      row<&T::operation_modes>("operation_modes", {.items = {1, 100}}, "operation modes of this scope"),
      row<&T::transitions>("transitions", {.items = {0, 1000}}, "moves between the operation modes of this scope"),
      row<&T::timers>("timers", {.items = {0, 1000}}, "timers used by the transitions of this scope"),
  };
  static constexpr Type type =
      describe<T>("FRBC.ActuatorDescription", "something that fills or empties the storage", rows);
  return type;
}

template <>
const Type& type_of<frbc::StorageDescription>() {
  using T = frbc::StorageDescription;
  static constexpr Field rows[] = {
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::fill_level_label>("fill_level_label", "free text naming the fill-level unit"),
      row<&T::provides_leakage_behaviour>("provides_leakage_behaviour",
                                          "whether FRBC.LeakageBehaviour may be expected"),
      row<&T::provides_fill_level_target_profile>("provides_fill_level_target_profile",
                                                  "whether FRBC.FillLevelTargetProfile may be expected"),
      row<&T::provides_usage_forecast>("provides_usage_forecast", "whether FRBC.UsageForecast may be expected"),
      row<&T::fill_level_range>("fill_level_range", {.unit = Unit::fill_level},
                                "band the CEM shall keep; outside it the RM may ignore instructions unless abnormal"),
  };
  static constexpr Type type = describe<T>("FRBC.StorageDescription", "the storage and what is known of it", rows);
  return type;
}

template <>
const Type& type_of<frbc::LeakageBehaviourElement>() {
  using T = frbc::LeakageBehaviourElement;
  static constexpr Field rows[] = {
      row<&T::fill_level_range>("fill_level_range", {.unit = Unit::fill_level},
                                "band of the fill level; start below end"),
      row<&T::leakage_rate>("leakage_rate", {.unit = Unit::fill_level_per_second},
                            "loss; positive lowers the fill level"),
  };
  static constexpr Type type = describe<T>("FRBC.LeakageBehaviourElement", "loss in one band of the fill level", rows);
  return type;
}

template <>
const Type& type_of<frbc::UsageForecastElement>() {
  using T = frbc::UsageForecastElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::usage_rate_upper_limit>("usage_rate_upper_limit", {.unit = Unit::fill_level_per_second},
                                      "upper bound of the 100 % band"),
      row<&T::usage_rate_upper_95ppr>("usage_rate_upper_95PPR", {.unit = Unit::fill_level_per_second},
                                      "upper bound of the 95 % band"),
      row<&T::usage_rate_upper_68ppr>("usage_rate_upper_68PPR", {.unit = Unit::fill_level_per_second},
                                      "upper bound of the 68 % band"),
      row<&T::usage_rate_expected>("usage_rate_expected", {.unit = Unit::fill_level_per_second},
                                   "most likely usage rate (positive lowers the fill level)"),
      row<&T::usage_rate_lower_68ppr>("usage_rate_lower_68PPR", {.unit = Unit::fill_level_per_second},
                                      "lower bound of the 68 % band"),
      row<&T::usage_rate_lower_95ppr>("usage_rate_lower_95PPR", {.unit = Unit::fill_level_per_second},
                                      "lower bound of the 95 % band"),
      row<&T::usage_rate_lower_limit>("usage_rate_lower_limit", {.unit = Unit::fill_level_per_second},
                                      "lower bound of the 100 % band"),
  };
  static constexpr Type type = describe<T>("FRBC.UsageForecastElement", "expected usage over one span of time", rows);
  return type;
}

template <>
const Type& type_of<frbc::FillLevelTargetProfileElement>() {
  using T = frbc::FillLevelTargetProfileElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::fill_level_range>("fill_level_range", {.unit = Unit::fill_level},
                                "band to be in while the element is active; start not above end"),
  };
  static constexpr Type type =
      describe<T>("FRBC.FillLevelTargetProfileElement", "wanted fill level over one span of time", rows);
  return type;
}

}  // namespace s2
