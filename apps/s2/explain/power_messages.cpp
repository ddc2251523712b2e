// What measurements and forecasts of power mean.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <rules/durations.hpp>
#include <rules/resolution/values.hpp>
#include <s2/resolve.hpp>

#include <map>

namespace s2::app {

void tell(const PowerMeasurement& m, const Setting&, Facts& facts) {
  facts.time("measured at", m.measurement_timestamp);
  std::vector<FactItem> items;
  for (const PowerValue& value : m.values) {
    items.push_back(
        {power_words(std::vector<PowerValue>{value}), JsonLine()
                                                          .member("quantity", name_of(value.commodity_quantity))
                                                          .raw("value", number_json(value.value))
                                                          .member("unit", unit_of(value.commodity_quantity))});
  }
  facts.list("values", std::move(items));
  const auto power = rules::electric_power(m.values);
  if (!power) return;
  facts.number("electric power", *power, "W");
  facts.say("direction", *power > 0 ? "consumes" : *power < 0 ? "produces" : "neither consumes nor produces");
}

void tell(const PowerForecast& m, const Setting&, Facts& facts) {
  const Duration length = rules::total_of(m.elements);
  std::map<CommodityQuantity, double> sums;  // of W times ms, or whatever the unit is
  for (const auto& element : m.elements) {
    for (const auto& value : element.power_values) {
      sums[value.commodity_quantity] += value.value_expected * static_cast<double>(element.duration.count());
    }
  }
  facts.say("covers", window_words(m.start_time, m.start_time + length));
  facts.number("elements", static_cast<double>(m.elements.size()));
  std::vector<FactItem> items;
  for (const auto& [quantity, sum] : sums) {
    const double mean = length > Duration{0} ? sum / static_cast<double>(length.count()) : 0;
    const std::string_view unit = unit_of(quantity);
    std::string text = "on average " + power_words(std::vector<PowerValue>{{quantity, mean}});
    JsonLine json;
    json.member("quantity", name_of(quantity)).raw("mean", number_json(mean)).member("unit", unit);
    if (unit == "W") {
      text += ", " + quantity_words(energy_kwh(mean, length), "kWh");
      json.raw("energy_kwh", number_json(energy_kwh(mean, length)));
    }
    items.push_back({std::move(text), std::move(json)});
  }
  facts.list("expected", std::move(items));
}

}  // namespace s2::app
