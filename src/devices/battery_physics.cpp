#include "battery_physics.hpp"

#include <algorithm>
#include <cmath>

namespace s2::devices {
namespace {

constexpr double fixed_loss_share = 1.0 / 6;        // of the inverter loss at its rating
constexpr double smallest_power_share = 0.05;       // of the rating
constexpr double taper_above_percent = 80;          // charging: full power up to here …
constexpr double charge_share_when_full = 0.2;      // … and this share of it at 100 %
constexpr double taper_below_percent = 20;          // discharging: full power down to here …
constexpr double discharge_share_when_empty = 0.3;  // … and this share of it at 0 %

double inverter_loss(const BatterySettings& settings, double power_w) {
  const double at_rating = (1 - settings.inverter_efficiency) * settings.power_w;
  const double load = power_w / settings.power_w;
  return at_rating * (fixed_loss_share + (1 - fixed_loss_share) * load * load);
}

}  // namespace

BatteryPhysics::BatteryPhysics(const BatterySettings& settings)
    : settings_(settings), level_(std::clamp(settings.initial_percent, 0.0, 100.0)) {}

double BatteryPhysics::charge_limit(double level) const {
  const double into = std::clamp((level - taper_above_percent) / (100 - taper_above_percent), 0.0, 1.0);
  return settings_.power_w * (1 - (1 - charge_share_when_full) * into);
}

double BatteryPhysics::discharge_limit(double level) const {
  const double into = std::clamp((taper_below_percent - level) / taper_below_percent, 0.0, 1.0);
  return settings_.power_w * (1 - (1 - discharge_share_when_empty) * into);
}

double BatteryPhysics::smallest_power() const { return smallest_power_share * settings_.power_w; }

double BatteryPhysics::cell_power(double ac_w) const {
  if (ac_w >= smallest_power() - 1e-9) {
    const double dc_w = ac_w - settings_.standby_w - inverter_loss(settings_, ac_w);
    return std::max(0.0, dc_w) * settings_.cell_efficiency;
  }
  if (ac_w <= -smallest_power() + 1e-9) {
    const double dc_w = ac_w - settings_.standby_w - inverter_loss(settings_, -ac_w);
    return dc_w / settings_.cell_efficiency;
  }
  return 0;  // the inverter does not run; the electronics live on the grid
}

double BatteryPhysics::level_rate(double ac_w) const {
  constexpr double seconds_per_hour = 3600;
  return cell_power(ac_w) / settings_.capacity_wh * 100 / seconds_per_hour;
}

void BatteryPhysics::run(double ac_w, double seconds) {
  const double possible = std::clamp(ac_w, -discharge_limit(level_), charge_limit(level_));
  level_ = std::clamp(level_ + level_rate(possible) * seconds, 0.0, 100.0);
}

}  // namespace s2::devices
