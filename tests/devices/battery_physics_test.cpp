// Energy is conserved, losses are real, limits hold.

#include <devices/battery_physics.hpp>
#include <devices/chance.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

BatterySettings settings_at(double percent) {
  BatterySettings settings;
  settings.initial_percent = percent;
  return settings;
}

TEST(BatteryPhysics, IdleElectronicsLiveOnTheGridAndNotOnTheCells) {
  BatteryPhysics battery(settings_at(50));
  battery.run(battery.idle_power(), 86'400);
  EXPECT_EQ(battery.level(), 50);
}

TEST(BatteryPhysics, AtItsRatingTheEfficiencyIsWhatTheSettingsSay) {
  const BatterySettings settings;
  const BatteryPhysics battery(settings);
  const double in = battery.cell_power(settings.power_w);
  const double out = battery.cell_power(-settings.power_w);
  EXPECT_NEAR(in, (settings.power_w * settings.inverter_efficiency - settings.standby_w) * settings.cell_efficiency,
              1e-9);
  EXPECT_NEAR(out,
              -(settings.power_w * (2 - settings.inverter_efficiency) + settings.standby_w) / settings.cell_efficiency,
              1e-9);
}

TEST(BatteryPhysics, ARoundTripAtRatedPowerReturnsAboutNineTenths) {
  const BatterySettings settings = settings_at(30);
  BatteryPhysics battery(settings);
  battery.run(settings.power_w, 1800);
  const double drawn_wh = settings.power_w / 2;
  double given_wh = 0;
  while (battery.level() > 30) {
    battery.run(-settings.power_w, 1);
    given_wh += settings.power_w / 3600;
  }
  EXPECT_GT(given_wh / drawn_wh, 0.88);
  EXPECT_LT(given_wh / drawn_wh, 0.92);
}

TEST(BatteryPhysics, ATrickleIsLossyAndHalfLoadIsBest) {
  const BatteryPhysics battery{BatterySettings{}};
  const auto efficiency = [&](double ac_w) { return battery.cell_power(ac_w) / ac_w; };
  EXPECT_LT(efficiency(250), 0.85);
  EXPECT_GT(efficiency(2500), efficiency(250));
  EXPECT_GT(efficiency(2500), efficiency(5000));
}

TEST(BatteryPhysics, BelowItsSmallestPowerTheInverterDoesNotRun) {
  const BatteryPhysics battery{BatterySettings{}};
  EXPECT_EQ(battery.cell_power(0.99 * battery.smallest_power()), 0);
  EXPECT_EQ(battery.cell_power(-0.99 * battery.smallest_power()), 0);
  EXPECT_GT(battery.cell_power(battery.smallest_power()), 0);
  EXPECT_LT(battery.cell_power(-battery.smallest_power()), 0);
}

TEST(BatteryPhysics, NearlyFullCellsTakeLessAndNearlyEmptyOnesGiveLess) {
  const BatteryPhysics battery{BatterySettings{}};
  EXPECT_EQ(battery.charge_limit(80), 5000);
  EXPECT_NEAR(battery.charge_limit(90), 3000, 1e-9);
  EXPECT_NEAR(battery.charge_limit(100), 1000, 1e-9);
  EXPECT_EQ(battery.discharge_limit(20), 5000);
  EXPECT_NEAR(battery.discharge_limit(10), 3250, 1e-9);
  EXPECT_NEAR(battery.discharge_limit(0), 1500, 1e-9);
}

TEST(BatteryPhysics, WhateverIsAskedNoEnergyComesFromNothingAndNoLimitIsLeft) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const BatterySettings settings = settings_at(100 * chance(seed, 1'000'000));
    BatteryPhysics battery(settings);
    for (std::uint64_t step = 0; step < 500; ++step) {
      const double before_wh = battery.energy_wh();
      const double seconds = 600 * chance(seed, 2 * step);
      const double ac_w = 3 * settings.power_w * (2 * chance(seed, 2 * step + 1) - 1);
      const double possible_w =
          std::clamp(ac_w, -battery.discharge_limit(battery.level()), battery.charge_limit(battery.level()));
      battery.run(ac_w, seconds);
      const double stored_wh = battery.energy_wh() - before_wh;
      ASSERT_GE(battery.level(), 0) << seed;
      ASSERT_LE(battery.level(), 100) << seed;
      ASSERT_LE(stored_wh, std::max(0.0, possible_w) * seconds / 3600 + 1e-9)
          << "more stored than drawn, seed " << seed;
      if (possible_w < 0 && battery.level() > 0) {
        ASSERT_LE(stored_wh, possible_w * seconds / 3600 + settings.capacity_wh * 1e-9 +
                                 (possible_w > -battery.smallest_power() ? -possible_w * seconds / 3600 : 0))
            << "more given than taken from the cells, seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace s2::devices
