// Which settings describe an appliance that can exist.

#include <s2/devices.hpp>

#include <cmath>
#include <string_view>

namespace s2::devices {
namespace {

Finding wrong(std::string_view member, std::string text) {
  return {"S2CPP-DEVICE", Severity::error, "/" + std::string(member), "", std::move(text)};
}

bool is_efficiency(double value) { return value > 0 && value <= 1; }

bool is_power(double value) { return std::isfinite(value) && value > 0; }

// Power and capacity beyond these belong to no home.
constexpr double largest_w = 1e9;
constexpr double largest_wh = 1e12;

// The electronics must need less than the smallest power at which the inverter runs.
constexpr double largest_standby_share = 0.02;

}  // namespace

std::optional<Finding> flaw_of(const BatterySettings& s) {
  if (!is_power(s.capacity_wh) || s.capacity_wh > largest_wh) return wrong("capacity_wh", "a capacity above 0 Wh");
  if (!is_power(s.power_w) || s.power_w > largest_w) return wrong("power_w", "a power above 0 W");
  if (!(s.initial_percent >= 0 && s.initial_percent <= 100)) return wrong("initial_percent", "a level of 0 to 100 %");
  if (!(s.min_percent >= 0 && s.min_percent < s.max_percent)) {
    return wrong("min_percent", "a lowest level of at least 0 % and below the highest");
  }
  if (!(s.max_percent <= 100)) return wrong("max_percent", "a highest level of at most 100 %");
  if (!is_efficiency(s.cell_efficiency)) return wrong("cell_efficiency", "an efficiency above 0 and at most 1");
  if (!(s.inverter_efficiency >= 0.8 && s.inverter_efficiency <= 1)) {
    return wrong("inverter_efficiency", "an efficiency of 0.8 to 1");
  }
  if (!(s.standby_w >= 0 && s.standby_w <= largest_standby_share * s.power_w)) {
    return wrong("standby_w", "an own use of 0 W to 2 % of the power");
  }
  if (s.transition < Duration{0}) return wrong("transition", "a time that is not negative");
  return std::nullopt;
}

std::optional<Finding> flaw_of(const PvSettings& s) {
  if (!is_power(s.peak_w) || s.peak_w > largest_w) return wrong("peak_w", "a power above 0 W");
  if (s.curtailment_lag < Duration{0}) return wrong("curtailment_lag", "a time that is not negative");
  return std::nullopt;
}

}  // namespace s2::devices
