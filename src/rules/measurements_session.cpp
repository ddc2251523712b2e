// PM: measurements against what the details announce.

#include "roles.hpp"
#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using enum CommodityQuantity;

bool announces(const ResourceManagerDetails& details, CommodityQuantity quantity) {
  const auto& announced = details.provides_power_measurement_types;
  return std::find(announced.begin(), announced.end(), quantity) != announced.end();
}

bool measures(const PowerMeasurement& m, CommodityQuantity quantity) {
  return std::any_of(m.values.begin(), m.values.end(),
                     [quantity](const PowerValue& value) { return value.commodity_quantity == quantity; });
}

void not_announced(const PowerMeasurement& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    const auto quantity = m.values[i].commodity_quantity;
    if (!announces(*details, quantity)) find.at("values", i, "commodity_quantity", shown(quantity));
  }
}

void against_role(const PowerMeasurement& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    const auto& [quantity, value] = m.values[i];
    if (contradicts_role(*details, quantity, value, context.tolerances().sign_w))
      find.at("values", i, "value", shown(value));
  }
}

void older_than_before(const PowerMeasurement& m, const Context& context, Finder& find) {
  const auto& measured = context.registry.measured;
  const bool is_older = std::any_of(measured.begin(), measured.end(), [&m](const Measured& before) {
    return m.measurement_timestamp < before.time && measures(m, before.value.commodity_quantity);
  });
  if (is_older) find.at("measurement_timestamp", format_time(m.measurement_timestamp));
}

void phase_missing(const PowerMeasurement& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  bool some = false;
  bool all = true;
  for (const auto phase : {electric_power_l1, electric_power_l2, electric_power_l3}) {
    if (!announces(*details, phase)) continue;
    const bool is_there = measures(m, phase);
    some = some || is_there;
    all = all && is_there;
  }
  if (some && !all) find.at("values");
}

constexpr Entry family[] = {
    {{"PM-002", error, session, invalid_content, "S2 JSON, ResourceManagerDetails, provides_power_measurement_types",
      "only quantities are measured that the details announce"},
     {in_session<PowerMeasurement, not_announced>()}},
    {{"PM-005", warning, session, noted, "S2 documentation, Common concepts, Power",
      "consumption is positive and production negative, as the role of the resource says"},
     {in_session<PowerMeasurement, against_role>()}},
    {{"PM-006", warning, session, noted, "derived", "measurements of a quantity come in the order of their timestamps"},
     {in_session<PowerMeasurement, older_than_before>()}},
    {{"PM-007", warning, session, noted, "S2 documentation, PV walkthrough",
      "all phases that the details announce are measured together"},
     {in_session<PowerMeasurement, phase_missing>()}},
};

}  // namespace

Family measurements_session() { return family; }

}  // namespace s2::rules
