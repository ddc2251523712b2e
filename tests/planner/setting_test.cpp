// Operation modes as lines.

#include "fake_battery.hpp"

#include <planner/setting.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using enum CommodityQuantity;

frbc::OperationMode mode(NumberRange rate, std::vector<PowerRange> powers) {
  return {Id{"mode"}, {}, {{{0, 100}, rate, std::move(powers), {}}}, false};
}

frbc::SystemDescription described(std::vector<frbc::OperationMode> modes) {
  auto description = test::describe({});
  description.actuators.front().operation_modes = std::move(modes);
  return description;
}

TEST(Setting, ResolvesTheChargerOfTheWalkthrough) {
  const auto charger = mode({0.00065, 0.0051}, {{1400, 11000, electric_power_3_phase_symmetric}});
  const Setting setting = setting_at(charger, 40);
  EXPECT_NEAR(setting.factor_for(7200), 0.6041667, 1e-7);
  EXPECT_NEAR(setting.rate_at(setting.factor_for(7200)), 0.00333854, 1e-8);
}

TEST(Setting, ARangeMayDescend) {
  const auto descending = mode({0, -0.0025}, {{0, -5000, electric_power_l1}});
  EXPECT_DOUBLE_EQ(setting_at(descending, 40).factor_for(-1500), 0.3);
  EXPECT_EQ(setting_at(descending, 40).factor_for(200), 0) << "the nearest end";
}

TEST(Setting, APointHasFactorZero) {
  const auto point = mode({0, 0}, {{3000, 3000, electric_power_l1}});
  EXPECT_EQ(setting_at(point, 40).factor_for(1e6), 0);
}

TEST(Setting, PhasesAddUp) {
  const auto uneven =
      mode({0, 1}, {{0, 2000, electric_power_l1}, {0, 1000, electric_power_l2}, {0, 5, heat_flow_rate}});
  EXPECT_EQ(setting_at(uneven, 40).power_at(1), 3000);
}

TEST(Setting, ModesThatBurnFuelOrAreAbnormalAreNotUsable) {
  auto description = test::describe({});
  auto& actuator = description.actuators.front();
  EXPECT_EQ(usable_settings(actuator, 50).size(), 3U);
  actuator.operation_modes[0].abnormal_condition_only = true;
  actuator.operation_modes[1].elements[0].power_ranges.push_back({0, 0.1, natural_gas_flow_rate});
  EXPECT_EQ(usable_settings(actuator, 50).size(), 1U);
  EXPECT_TRUE(usable_settings(actuator, 101).empty()) << "no band there";
}

TEST(Ability, IsFoundInEveryStyle) {
  for (int style = 0; style < test::style_count; ++style) {
    test::BatteryNature nature;
    nature.style = static_cast<test::Style>(style);
    if (nature.style == test::Style::descending) nature.efficiency = 1;
    const Ability ability = ability_at(test::describe(nature), 50);
    EXPECT_DOUBLE_EQ(ability.charge.most_w, 5000) << style;
    EXPECT_DOUBLE_EQ(ability.discharge.most_w, 5000) << style;
    EXPECT_DOUBLE_EQ(ability.charge.fill_per_wh(5000), 0.01 * nature.efficiency) << style;
    EXPECT_DOUBLE_EQ(ability.discharge.fill_per_wh(5000), 0.01 / nature.efficiency) << style;
    EXPECT_EQ(ability.rest_w, 0) << style;
  }
}

TEST(Ability, ActuatorsAddUp) {
  auto description = described({mode({0, 0.01}, {{0, 2000, electric_power_l1}})});
  description.actuators.push_back(description.actuators.front());
  EXPECT_EQ(ability_at(description, 50).charge.most_w, 4000);
  EXPECT_EQ(ability_at(description, 50).discharge.most_w, 0);
}

TEST(Ability, LossesDependOnThePower) {
  const Side side{500, 0.01, 1000, 0.03, 0};
  EXPECT_DOUBLE_EQ(side.fill_per_wh(1000), 0.03 / 1000 * 3600);
  EXPECT_DOUBLE_EQ(side.fill_per_wh(100), 0.01 / 500 * 3600) << "not below its smallest power";
  EXPECT_EQ(Side{}.fill_per_wh(100), 0);
}

}  // namespace
}  // namespace s2::planner
