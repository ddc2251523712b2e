// Operation modes as lines of power and fill rate.

#include "setting.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

double between(const NumberRange& range, double factor) {
  return range.start_of_range + factor * (range.end_of_range - range.start_of_range);
}

NumberRange electric_range(const std::vector<PowerRange>& ranges) {
  std::vector<PowerValue> start, end;
  for (const auto& range : ranges) {
    start.push_back({range.commodity_quantity, range.start_of_range});
    end.push_back({range.commodity_quantity, range.end_of_range});
  }
  return {flow_of(start).value_or(Flow{}).total, flow_of(end).value_or(Flow{}).total};
}

bool burns_fuel(const frbc::OperationModeElement& element) {
  return std::any_of(element.power_ranges.begin(), element.power_ranges.end(), [](const PowerRange& range) {
    using enum CommodityQuantity;
    const bool fuel = range.commodity_quantity == natural_gas_flow_rate ||
                      range.commodity_quantity == hydrogen_flow_rate || range.commodity_quantity == oil_flow_rate;
    return fuel && (range.start_of_range != 0 || range.end_of_range != 0);
  });
}

// One end of a setting, seen in one direction (+1 charging, -1 discharging).
struct End {
  double power;
  double rate;
};

End end_of(const Setting& setting, double factor, double direction) {
  return {direction * setting.power_at(factor), direction * setting.rate_at(factor)};
}

// The settings of one actuator in one direction: from the end with the smallest power to that with the largest.
struct BestSide {
  Side side;
  const Setting* setting = nullptr;
};

BestSide best_side(const std::vector<Setting>& settings, double direction) {
  BestSide best;
  for (const auto& setting : settings) {
    for (const double factor : {0.0, 1.0}) {
      const End far = end_of(setting, factor, direction);
      if (far.rate <= 0 || far.power <= best.side.most_w) continue;
      End near = end_of(setting, 1 - factor, direction);
      // A mode that goes on into the other direction begins at rest.
      if (near.power <= 0 || near.rate <= 0) near = {0, 0};
      best = {{near.power, near.rate, far.power, far.rate, setting.running_cost}, &setting};
    }
  }
  return best;
}

void add(Side& sum, const Side& part) {
  sum.least_w += part.least_w;
  sum.least_rate += part.least_rate;
  sum.most_w += part.most_w;
  sum.most_rate += part.most_rate;
  sum.cost += part.cost;
}

// What an actuator does when no power is asked of it.
End rest_of(const std::vector<Setting>& settings) {
  End rest{0, 0};
  double least = INFINITY;
  for (const auto& setting : settings) {
    const double factor = setting.factor_for(0);
    const double size = std::abs(setting.power_at(factor));
    if (size >= least) continue;
    least = size;
    rest = end_of(setting, factor, +1);
  }
  return rest;
}

}  // namespace

double Setting::power_at(double factor) const { return between(power, factor); }

double Setting::rate_at(double factor) const { return between(rate, factor); }

double Setting::factor_for(double wanted_w) const {
  const double span = power.end_of_range - power.start_of_range;
  const double factor = (wanted_w - power.start_of_range) / span;
  if (!std::isfinite(factor)) return 0;
  return std::clamp(factor, 0.0, 1.0);
}

Setting setting_at(const frbc::OperationMode& mode, double level) {
  const auto* element = element_at(mode.elements, level);
  if (!element) return {};
  const NumberRange costs = element->running_costs.value_or(NumberRange{});
  return {&mode, electric_range(element->power_ranges), element->fill_rate,
          (costs.start_of_range + costs.end_of_range) / 2, wiring_of(element->power_ranges)};
}

std::vector<Setting> usable_settings(const frbc::ActuatorDescription& actuator, double level) {
  std::vector<Setting> settings;
  for (const auto& mode : actuator.operation_modes) {
    const auto* element = element_at(mode.elements, level);
    if (mode.abnormal_condition_only || !element || burns_fuel(*element)) continue;
    settings.push_back(setting_at(mode, level));
  }
  return settings;
}

double Side::fill_per_wh(double power_w) const {
  if (most_w <= 0) return 0;
  constexpr double seconds_per_hour = 3600;
  const double power = std::clamp(power_w, std::min(least_w, most_w), most_w);
  const double share = most_w > least_w ? (power - least_w) / (most_w - least_w) : 1;
  const double rate = least_rate + share * (most_rate - least_rate);
  return (power > 0 ? rate / power : most_rate / most_w) * seconds_per_hour;
}

double Ability::rating_w() const { return std::max(charge.most_w, discharge.most_w); }

Ability ability_at(const frbc::SystemDescription& description, double level) {
  Ability sum;
  double largest = 0;
  for (const auto& actuator : description.actuators) {
    const auto settings = usable_settings(actuator, level);
    const BestSide charge = best_side(settings, +1), discharge = best_side(settings, -1);
    add(sum.charge, charge.side);
    add(sum.discharge, discharge.side);
    const End rest = rest_of(settings);
    sum.rest_w += rest.power;
    sum.rest_rate += rest.rate;
    const BestSide& larger = charge.side.most_w > discharge.side.most_w ? charge : discharge;
    if (larger.setting && larger.side.most_w > largest) {
      largest = larger.side.most_w;
      sum.wiring = larger.setting->wiring;
    }
  }
  return sum;
}

}  // namespace s2::planner
