// PM: the values of a PowerMeasurement.

#include "quantity_checks.hpp"
#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void quantity_twice(const PowerMeasurement& m, Finder& find) { report_twins("values", m.values, find); }

void mixed_phases(const PowerMeasurement& m, Finder& find) {
  QuantitySet seen;
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    seen.add(m.values[i].commodity_quantity);
    if (seen.mixes_phases()) {
      return find.at("values", i, "commodity_quantity", shown(m.values[i].commodity_quantity));
    }
  }
}

// Reported at the first phase that stands alone.
void no_l1(const PowerMeasurement& m, Finder& find) {
  if (!QuantitySet::in(m.values).lacks_l1()) return;
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    const CommodityQuantity quantity = m.values[i].commodity_quantity;
    if (quantity != CommodityQuantity::electric_power_l2 && quantity != CommodityQuantity::electric_power_l3) continue;
    return find.at("values", i, "commodity_quantity", shown(quantity));
  }
}

constexpr Entry family[] = {
    {{"PM-001", error, message, invalid_content, "S2 JSON, PowerMeasurement, values",
      "a measurement has one value for each quantity"},
     {each<PowerMeasurement, quantity_twice>()}},
    {{"PM-003", warning, message, noted, "S2 JSON, issue 25",
      "power is measured either of three equal phases together or of each phase"},
     {each<PowerMeasurement, mixed_phases>()}},
    {{"PM-004", warning, message, noted, "S2 JSON, CommodityQuantity", "a device with one phase uses L1"},
     {each<PowerMeasurement, no_l1>()}},
};

}  // namespace

Family measurements() { return family; }

}  // namespace s2::rules
