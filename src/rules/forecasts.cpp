// PF: forecasts and their confidence bands.

#include "quantity_checks.hpp"
#include "rule.hpp"

#include <array>
#include <optional>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void quantity_twice(const PowerForecastElement& element, Finder& find) {
  report_twins("power_values", element.power_values, find);
}

void mixed_phases(const PowerForecastElement& element, Finder& find) {
  report_mixed_phases("power_values", element.power_values, find);
}

void other_quantities(const PowerForecast& m, Finder& find) {
  const auto& elements = m.elements;
  for (std::size_t i = 1; i < elements.size(); ++i) {
    if (QuantitySet::in(elements[i].power_values) == QuantitySet::in(elements[0].power_values)) continue;
    return find.along({"elements", i, "power_values"});
  }
}

// --- Confidence bands ------------------------------------------------------------------------------------------------

// The members of a band from the lowest name to the highest; nullptr for those that are absent.
using Band = std::array<const double*, 7>;

const double* number(const std::optional<double>& value) { return value ? &*value : nullptr; }

Band band_of(const PowerForecastValue& v) {
  return {number(v.value_lower_limit), number(v.value_lower_95ppr), number(v.value_lower_68ppr), &v.value_expected,
          number(v.value_upper_68ppr), number(v.value_upper_95ppr), number(v.value_upper_limit)};
}

Band band_of(const frbc::UsageForecastElement& v) {
  return {number(v.usage_rate_lower_limit), number(v.usage_rate_lower_95ppr), number(v.usage_rate_lower_68ppr),
          &v.usage_rate_expected,           number(v.usage_rate_upper_68ppr), number(v.usage_rate_upper_95ppr),
          number(v.usage_rate_upper_limit)};
}

Band band_of(const ddbc::AverageDemandRateForecastElement& v) {
  return {number(v.demand_rate_lower_limit), number(v.demand_rate_lower_95ppr), number(v.demand_rate_lower_68ppr),
          &v.demand_rate_expected,           number(v.demand_rate_upper_68ppr), number(v.demand_rate_upper_95ppr),
          number(v.demand_rate_upper_limit)};
}

struct Trend {
  bool rises = false;
  bool falls = false;
};

Trend trend_of(const Band& band) {
  Trend trend;
  const double* before = nullptr;
  for (const double* value : band) {
    if (!value) continue;
    trend.rises = trend.rises || (before && *value > *before);
    trend.falls = trend.falls || (before && *value < *before);
    before = value;
  }
  return trend;
}

constexpr auto out_of_order = [](const auto& value, Finder& find) {
  const Trend trend = trend_of(band_of(value));
  if (trend.rises && trend.falls) find.here();
};

constexpr auto upside_down = [](const auto& value, Finder& find) {
  const Trend trend = trend_of(band_of(value));
  if (trend.falls && !trend.rises) find.here();
};

template <auto F>
constexpr decltype(Entry::checks) each_band() {
  return {each<PowerForecastValue, F>(), each<frbc::UsageForecastElement, F>(),
          each<ddbc::AverageDemandRateForecastElement, F>()};
}

constexpr Entry family[] = {
    {{"PF-001", error, message, invalid_content, "S2 JSON, PowerForecastElement, power_values",
      "an element of a forecast has one value for each quantity"},
     {each<PowerForecastElement, quantity_twice>()}},
    {{"PF-003", warning, message, noted, "S2 JSON, PowerForecastValue",
      "a wide confidence band holds the narrower ones and the expected value"},
     each_band<out_of_order>()},
    {{"PF-004", warning, message, noted, "observed: official material orders production by its size",
      "the upper end of a confidence band is the greater number; this band is taken the other way round"},
     each_band<upside_down>()},
    {{"PF-005", warning, message, noted, "derived", "all elements of a forecast speak of the same quantities"},
     {each<PowerForecast, other_quantities>()}},
    {{"PF-006", warning, message, noted, "S2 JSON, issue 25",
      "power is forecast either of three equal phases together or of each phase"},
     {each<PowerForecastElement, mixed_phases>()}},
};

}  // namespace

Family forecasts() { return family; }

}  // namespace s2::rules
