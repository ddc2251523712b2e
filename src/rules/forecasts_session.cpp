// PF: forecasts against what the details announce.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void not_announced(const PowerForecast&, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (details && !details->provides_forecast) find.here();
}

constexpr Entry family[] = {
    {{"PF-002", warning, session, noted, "S2 JSON, ResourceManagerDetails, provides_forecast",
      "power is forecast when the details announce forecasts"},
     {in_session<PowerForecast, not_announced>()}},
};

}  // namespace

Family forecasts_session() { return family; }

}  // namespace s2::rules
