// NUM: numbers and ranges.

#include "rule.hpp"

#include <algorithm>

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

// The official test tool sends a band from 0 to 0, so a lenient reader forgives it for leakage.
void empty_leakage_band(const frbc::LeakageBehaviourElement& element, Finder& find) {
  const auto& r = element.fill_level_range;
  if (r.start_of_range >= r.end_of_range) find.at_forgivable("fill_level_range", shown(r));
}

template <class T>
void costs_descend(const T& element, Finder& find) {
  const auto& r = element.running_costs;
  if (r && r->start_of_range > r->end_of_range) find.at("running_costs", shown(*r));
}

bool ascends_above_zero_kelvin(const PowerRange& r) {
  return r.start_of_range <= r.end_of_range && r.commodity_quantity != CommodityQuantity::heat_temperature;
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

// NUM-012: the members that are given in the unit of the commodity_quantity beside them.
template <class T>
void colder_than_cold(const T& value, Finder& find) {
  if (value.commodity_quantity != CommodityQuantity::heat_temperature) return;
  for (const Field& field : type_of<T>().fields) {
    if (&field.type() != &type_of<double>() || field.list) continue;
    const auto* number = static_cast<const double*>(field.read(&value));
    if (number && *number < absolute_zero_celsius) find.at(field.name, shown(*number));
  }
}

void limit_range_is_cold(const pebc::AllowedLimitRange& range, Finder& find) {
  const auto& r = range.range_boundary;
  const bool is_temperature = range.commodity_quantity == CommodityQuantity::heat_temperature;
  if (is_temperature && std::min(r.start_of_range, r.end_of_range) < absolute_zero_celsius)
    find.at("range_boundary", shown(r));
}

void envelope_is_cold(const pebc::PowerEnvelope& envelope, Finder& find) {
  if (envelope.commodity_quantity != CommodityQuantity::heat_temperature) return;
  for (std::size_t i = 0; i < envelope.power_envelope_elements.size(); ++i) {
    const auto& element = envelope.power_envelope_elements[i];
    if (std::min(element.lower_limit, element.upper_limit) < absolute_zero_celsius)
      find.at("power_envelope_elements", i);
  }
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
      each<frbc::LeakageBehaviourElement, empty_leakage_band>()}},
    {{"NUM-008", warning, message, noted, "derived", "a storage has room between the ends of its fill-level range"},
     {each<frbc::StorageDescription, empty_band<frbc::StorageDescription>>()}},
    {{"NUM-009", warning, message, noted, "S2 JSON, running_costs", "running costs are a range from low to high"},
     {each<frbc::OperationModeElement, costs_descend<frbc::OperationModeElement>>(),
      each<ombc::OperationMode, costs_descend<ombc::OperationMode>>(),
      each<ddbc::OperationMode, costs_descend<ddbc::OperationMode>>()}},
    {{"NUM-010", warning, message, noted, "observed: s2-python refuses it",
      "a power range that starts above its end is legal, but some peers refuse it"},
     {each_unless<PowerRange, power_descends, ascends_above_zero_kelvin>()}},
    {{"NUM-011", warning, message, noted, "derived", "a demand rate is a range from low to high"},
     {each<ddbc::PresentDemandStatus, demand_descends<ddbc::PresentDemandStatus>>(),
      each<ddbc::SystemDescription, demand_descends<ddbc::SystemDescription>>()}},
    {{"NUM-012", warning, message, noted, "S2 JSON, CommodityQuantity", "a temperature is not below -273.15 degC"},
     {each<PowerValue, colder_than_cold<PowerValue>>(),
      each<PowerForecastValue, colder_than_cold<PowerForecastValue>>(),
      each_unless<PowerRange, colder_than_cold<PowerRange>, ascends_above_zero_kelvin>(),
      each<pebc::EnergyConstraint, colder_than_cold<pebc::EnergyConstraint>>(),
      each<pebc::AllowedLimitRange, limit_range_is_cold>(), each<pebc::PowerEnvelope, envelope_is_cold>()}},
};

}  // namespace

Family numbers() { return family; }

}  // namespace s2::rules
