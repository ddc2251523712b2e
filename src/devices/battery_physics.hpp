#pragma once
// BatteryPhysics: cells behind an inverter. Knows nothing of S2.

#include <s2/devices.hpp>

namespace s2::devices {

/// Energy in the cells, and what becomes of power on its way in and out. Powers are AC at the grid connection, W:
/// positive charges, negative discharges.
///
/// Model. The electronics always draw standby_w. A running inverter loses in addition a fixed part and a part that
/// grows with the square of the power; at its rating both together are what inverter_efficiency says, a sixth of them
/// fixed, so that efficiency is best at about 40 % load and poor at a trickle. The cells lose (1 - cell_efficiency) of
/// what passes, each way. Nearly full cells take less power, nearly empty ones give less.
class BatteryPhysics {
 public:
  /// Cells at initial_percent.
  explicit BatteryPhysics(const BatterySettings& settings);

  /// State of charge, %.
  double level() const { return level_; }
  /// Energy in the cells, Wh.
  double energy_wh() const { return level_ / 100 * settings_.capacity_wh; }

  /// Largest power at which the cells can be charged at a level, W, positive.
  double charge_limit(double level) const;
  /// Largest power at which the cells can be discharged at a level, W, positive.
  double discharge_limit(double level) const;
  /// Smallest power at which the inverter runs, either way, W, positive.
  double smallest_power() const;
  /// Power drawn while neither charging nor discharging, W.
  double idle_power() const { return settings_.standby_w; }

  /// What reaches the cells (positive) or leaves them (negative), W, at an AC power.
  double cell_power(double ac_w) const;
  /// Change of the level at an AC power, %/s.
  double level_rate(double ac_w) const;

  /// Runs at an AC power for a time; the power is cut to the limits at the present level, which change slowly and are
  /// looked up once. The level stays within 0 and 100.
  void run(double ac_w, double seconds);
  /// Corrects the level by less than a millisecond's worth: the point at which charging is stopped is met exactly.
  void settle_at(double level) { level_ = level; }

 private:
  BatterySettings settings_;
  double level_;
};

}  // namespace s2::devices
