// The tables of the DDBC components.

#include <s2/model/ddbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ddbc::OperationMode>() {
  using T = ddbc::OperationMode;
  static constexpr Field rows[] = {
      row<&T::id>("Id", "unique in its actuator"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::power_ranges>("power_ranges", {.unit = Unit::of_quantity, .items = {1, 10}},
                            "power per quantity; start belongs to factor 0, end to factor 1; one per quantity"),
      row<&T::supply_range>("supply_range", {.unit = Unit::demand_rate},
                            "supply rate; start belongs to factor 0, end to factor 1"),
      row<&T::running_costs>(
          "running_costs", {.unit = Unit::currency_per_second},
          "cost of being in this mode without energy cost; the range is uncertainty, not tied to the factor"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type = describe<T>("DDBC.OperationMode", "one way an actuator can run", rows);
  return type;
}

template <>
const Type& type_of<ddbc::ActuatorDescription>() {
  using T = ddbc::ActuatorDescription;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
      row<&T::supported_commodities>("supported_commodites", {.items = {1, 4}}, "commodities the operation modes use"),
      row<&T::operation_modes>("operation_modes", {.items = {1, 100}}, "operation modes of this scope"),
      row<&T::transitions>("transitions", {.items = {0, 1000}}, "moves between the operation modes of this scope"),
      row<&T::timers>("timers", {.items = {0, 1000}}, "timers used by the transitions of this scope"),
  };
  static constexpr Type type = describe<T>("DDBC.ActuatorDescription", "something that supplies the demand", rows);
  return type;
}

template <>
const Type& type_of<ddbc::AverageDemandRateForecastElement>() {
  using T = ddbc::AverageDemandRateForecastElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::demand_rate_upper_limit>("demand_rate_upper_limit", {.unit = Unit::demand_rate},
                                       "upper bound of the 100 % band"),
      row<&T::demand_rate_upper_95ppr>("demand_rate_upper_95PPR", {.unit = Unit::demand_rate},
                                       "upper bound of the 95 % band"),
      row<&T::demand_rate_upper_68ppr>("demand_rate_upper_68PPR", {.unit = Unit::demand_rate},
                                       "upper bound of the 68 % band"),
      row<&T::demand_rate_expected>("demand_rate_expected", {.unit = Unit::demand_rate}, "most likely demand rate"),
      row<&T::demand_rate_lower_68ppr>("demand_rate_lower_68PPR", {.unit = Unit::demand_rate},
                                       "lower bound of the 68 % band"),
      row<&T::demand_rate_lower_95ppr>("demand_rate_lower_95PPR", {.unit = Unit::demand_rate},
                                       "lower bound of the 95 % band"),
      row<&T::demand_rate_lower_limit>("demand_rate_lower_limit", {.unit = Unit::demand_rate},
                                       "lower bound of the 100 % band"),
  };
  static constexpr Type type =
      describe<T>("DDBC.AverageDemandRateForecastElement", "expected demand over one span of time", rows);
  return type;
}

}  // namespace s2
