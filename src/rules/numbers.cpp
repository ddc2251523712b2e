// NUM: numbers and ranges.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// Rounding of a computed factor that is not held against its sender (rule catalogue, C.13).
constexpr double factor_tolerance = 1e-9;
constexpr double absolute_zero_celsius = -273.15;

// NUM-004 and NUM-005: the factor of every message that has one.
template <class T>
void factor_outside(const T& m, Finder& find) {
  const double factor = m.operation_mode_factor;
  if (factor < -factor_tolerance || factor > 1 + factor_tolerance) find.at("operation_mode_factor", shown(factor));
}

template <class T>
void factor_barely_outside(const T& m, Finder& find) {
  const double factor = m.operation_mode_factor;
  const bool outside = factor < 0 || factor > 1;
  if (outside && factor >= -factor_tolerance && factor <= 1 + factor_tolerance)
    find.at("operation_mode_factor", shown(factor));
}

void allowed_range(const pebc::AllowedLimitRange& range, Finder& find) {
  const auto& r = range.range_boundary;
  if (r.start_of_range > r.end_of_range) find.at("range_boundary", shown(r));
}

void target_range(const frbc::FillLevelTargetProfileElement& element, Finder& find) {
  const auto& r = element.fill_level_range;
  if (r.start_of_range > r.end_of_range) find.at("fill_level_range", shown(r));
}

template <class T>
void empty_band(const T& element, Finder& find) {
  const auto& r = element.fill_level_range;
  if (r.start_of_range >= r.end_of_range) find.at("fill_level_range", shown(r));
}

template <class T>
void costs_descend(const T& element, Finder& find) {
  const auto& r = element.running_costs;
  if (r && r->start_of_range > r->end_of_range) find.at("running_costs", shown(*r));
}

void power_descends(const PowerRange& r, Finder& find) {
  if (r.start_of_range > r.end_of_range) find.here(shown({r.start_of_range, r.end_of_range}));
}

template <class T>
void demand_descends(const T& m, Finder& find) {
  const auto check = [&find](const NumberRange& r) {
    if (r.start_of_range > r.end_of_range) find.at("present_demand_rate", shown(r));
  };
  if constexpr (requires { *m.present_demand_rate; }) {
    if (m.present_demand_rate) check(*m.present_demand_rate);
  } else {
    check(m.present_demand_rate);
  }
}

void colder_than_cold(const PowerValue& value, Finder& find) {
  if (value.commodity_quantity == CommodityQuantity::heat_temperature && value.value < absolute_zero_celsius)
    find.at("value", shown(value.value));
}

constexpr Entry family[] = {
    {{"NUM-001", error, message, invalid_content, "RFC 8259, 6", "a number fits an IEEE 754 double"}},
    {{"NUM-002", error, message, invalid_message, "S2 JSON, Duration",
      "a duration is a whole number of milliseconds, not negative"}},
    {{"NUM-003", error, message, invalid_content, "RFC 8259, 6", "a duration is at most 2^53-1 ms"}},
    {{"NUM-004", error, message, invalid_content, "S2 JSON, operation_mode_factor",
      "an operation mode factor lies between 0 and 1"},
     {each<ombc::Status, factor_outside<ombc::Status>>(), each<ombc::Instruction, factor_outside<ombc::Instruction>>(),
      each<frbc::ActuatorStatus, factor_outside<frbc::ActuatorStatus>>(),
      each<frbc::Instruction, factor_outside<frbc::Instruction>>(),
      each<ddbc::ActuatorStatus, factor_outside<ddbc::ActuatorStatus>>(),
      each<ddbc::Instruction, factor_outside<ddbc::Instruction>>()}},
    {{"NUM-005", warning, message, noted, "derived: rounding",
      "an operation mode factor lies between 0 and 1; this one is clamped"},
     {each<ombc::Status, factor_barely_outside<ombc::Status>>(),
      each<ombc::Instruction, factor_barely_outside<ombc::Instruction>>(),
      each<frbc::ActuatorStatus, factor_barely_outside<frbc::ActuatorStatus>>(),
      each<frbc::Instruction, factor_barely_outside<frbc::Instruction>>(),
      each<ddbc::ActuatorStatus, factor_barely_outside<ddbc::ActuatorStatus>>(),
      each<ddbc::Instruction, factor_barely_outside<ddbc::Instruction>>()}},
    {{"NUM-006", error, message, invalid_content,
      "S2 JSON, PEBC.AllowedLimitRange and FRBC.FillLevelTargetProfileElement",
      "the start of this range is not above its end"},
     {each<pebc::AllowedLimitRange, allowed_range>(), each<frbc::FillLevelTargetProfileElement, target_range>()}},
    {{"NUM-007", error, message, invalid_content, "S2 JSON, FRBC.OperationModeElement and FRBC.LeakageBehaviourElement",
      "a fill-level band starts below its end"},
     {each<frbc::OperationModeElement, empty_band<frbc::OperationModeElement>>(),
      each<frbc::LeakageBehaviourElement, empty_band<frbc::LeakageBehaviourElement>>()}},
    {{"NUM-008", warning, message, noted, "derived", "a storage has room between the ends of its fill-level range"},
     {each<frbc::StorageDescription, empty_band<frbc::StorageDescription>>()}},
    {{"NUM-009", warning, message, noted, "S2 JSON, running_costs", "running costs are a range from low to high"},
     {each<frbc::OperationModeElement, costs_descend<frbc::OperationModeElement>>(),
      each<ombc::OperationMode, costs_descend<ombc::OperationMode>>(),
      each<ddbc::OperationMode, costs_descend<ddbc::OperationMode>>()}},
    {{"NUM-010", warning, message, noted, "observed: s2-python refuses it",
      "a power range that starts above its end is legal, but some peers refuse it"},
     {each<PowerRange, power_descends>()}},
    {{"NUM-011", warning, message, noted, "derived", "a demand rate is a range from low to high"},
     {each<ddbc::PresentDemandStatus, demand_descends<ddbc::PresentDemandStatus>>(),
      each<ddbc::SystemDescription, demand_descends<ddbc::SystemDescription>>()}},
    {{"NUM-012", warning, message, noted, "S2 JSON, CommodityQuantity", "a temperature is not below -273.15 degC"},
     {each<PowerValue, colder_than_cold>()}},
};

}  // namespace

Family numbers() { return family; }

}  // namespace s2::rules
