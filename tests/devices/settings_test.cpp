// Settings that cannot be are named.

#include <s2/devices.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace s2::devices {
namespace {

struct Flaw {
  std::string_view member;
  void (*make)(BatterySettings&);
};

const Flaw flaws[] = {
    {"/capacity_wh", [](BatterySettings& s) { s.capacity_wh = 0; }},
    {"/capacity_wh", [](BatterySettings& s) { s.capacity_wh = NAN; }},
    {"/power_w", [](BatterySettings& s) { s.power_w = -5; }},
    {"/initial_percent", [](BatterySettings& s) { s.initial_percent = 100.1; }},
    {"/min_percent", [](BatterySettings& s) { s.min_percent = 95; }},
    {"/max_percent", [](BatterySettings& s) { s.max_percent = 101; }},
    {"/cell_efficiency", [](BatterySettings& s) { s.cell_efficiency = 1.01; }},
    {"/inverter_efficiency", [](BatterySettings& s) { s.inverter_efficiency = 0.5; }},
    {"/standby_w", [](BatterySettings& s) { s.standby_w = 101; }},
    {"/transition", [](BatterySettings& s) { s.transition = Duration{-1}; }},
};

TEST(Settings, TheDefaultsHaveNoFlaw) {
  EXPECT_FALSE(flaw_of(BatterySettings{}));
  EXPECT_FALSE(flaw_of(PvSettings{}));
}

TEST(Settings, EveryFlawOfABatteryIsNamed) {
  for (const Flaw& flaw : flaws) {
    BatterySettings settings;
    flaw.make(settings);
    const auto found = flaw_of(settings);
    ASSERT_TRUE(found) << flaw.member;
    EXPECT_EQ(found->pointer, flaw.member);
    EXPECT_EQ(found->rule, "S2CPP-DEVICE");
  }
}

TEST(Settings, EveryFlawOfAPvSystemIsNamed) {
  PvSettings settings;
  settings.peak_w = 0;
  EXPECT_EQ(flaw_of(settings)->pointer, "/peak_w");
  settings = {};
  settings.curtailment_lag = Duration{-1};
  EXPECT_EQ(flaw_of(settings)->pointer, "/curtailment_lag");
}

}  // namespace
}  // namespace s2::devices
