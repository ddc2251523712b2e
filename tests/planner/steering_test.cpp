// Storages that follow the plan, the meter, the fuse and their level.

#include "fake_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace s2::planner::test {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Profile constant(double value) {
  return [value](Time) { return value; };
}

Home home_with(std::vector<Price> prices) {
  Home home;
  home.prices = std::move(prices);
  home.cycle_cost_eur_kwh = 0;
  return home;
}

Home flat(double price, double feed_in) {
  Home home = home_with({{at(0), price}, {at(23), price}});
  home.feed_in_at_price = false;
  home.feed_in_eur_kwh = feed_in;
  return home;
}

// Two levels: cheap until noon, dear from then on.
Home two_levels() { return home_with({{at(0), 0.10}, {at(12), 0.40}, {at(23), 0.40}}); }

TEST(Steering, ChargesCheapAndCoversTheLoadDear) {
  FakeHome home(two_levels(), constant(1'000));
  home.home.feed_in_at_price = false;
  home.batteries.emplace_back(BatteryNature{}, 50);
  home.run(at(0), at(24), Duration{60'000});
  EXPECT_THAT(home.objections, IsEmpty());
  EXPECT_THAT(home.reasons, Contains(HasSubstr("cheap hour: 10 ct")));
  EXPECT_THAT(home.reasons, Contains(EndsWith("covers the load: 40 ct")));
  // 12 kWh of load at 40 ct, of which the battery holds 7.92 kWh above its reserve; it buys 4 kWh / 0.95 for that.
  EXPECT_NEAR(home.cost, 0.1 * (12 + 4 / 0.95) + 0.4 * (12 - 7.92 * 0.95), 0.05);
  EXPECT_GE(home.lightest_w, -1) << "nothing is fed in";
}

TEST(Steering, SurplusIsStoredAndUsed) {
  FakeHome home(flat(0.30, 0.08), constant(500));
  home.batteries.emplace_back(BatteryNature{}, 20);
  home.panels.push_back({[](Time now) { return now >= at(10) && now < at(14) ? 2'500.0 : 0.0; }, 5'000, true, {}});
  home.run(at(0), at(24), Duration{60'000});
  EXPECT_THAT(home.reasons, Contains(HasSubstr("stores surplus: 2.0 kW")));
  EXPECT_THAT(home.reasons, Not(Contains(HasSubstr("cheap hour"))));
  EXPECT_LT(home.cost, home.uncontrolled_cost(at(0), at(24), Duration{60'000}) - 1);
}

TEST(Steering, FollowsALoadNobodyForecast) {
  FakeHome home(flat(0.30, 0.08),
                [](Time now) { return 1'000 + 400 * std::sin(static_cast<double>(now.seconds) / 600); });
  home.forecasts = false;
  home.batteries.emplace_back(BatteryNature{}, 80);
  double worst = 0;
  home.each_step = [&](Time now) {
    if (now > at(0, 2)) worst = std::max(worst, std::abs(home.grid_w(now)));
  };
  home.run(at(0), at(4), Duration{60'000});
  EXPECT_LE(worst, 110) << "no more than the smallest step of a 5 kW battery, and a little sine";
}

TEST(Steering, EqualPricesMoveNothing) {
  FakeHome home(flat(0.30, 0.08), constant(0));
  home.batteries.emplace_back(BatteryNature{}, 50);
  home.run(at(0), at(24), Duration{60'000});
  EXPECT_EQ(home.instructions, 0);
}

TEST(Steering, ASteadyHomeIsLeftAlone) {
  FakeHome home(flat(0.30, 0.08), constant(700));
  home.batteries.emplace_back(BatteryNature{}, 80);
  home.run(at(0), at(3), Duration{5'000});
  EXPECT_EQ(home.instructions, 1);
}

TEST(Steering, ANoisyLoadDoesNotMakeItChatter) {
  FakeHome home(flat(0.30, 0.08), [](Time now) { return 700.0 + 45.0 * static_cast<double>(now.seconds / 5 % 2); });
  home.batteries.emplace_back(BatteryNature{}, 80);
  home.run(at(0), at(2), Duration{5'000});
  EXPECT_LE(home.instructions, 1);
}

TEST(Steering, EvenAWildLoadIsFollowedAtABoundedPace) {
  FakeHome home(flat(0.30, 0.08), [](Time now) { return now.seconds / 5 % 2 == 0 ? 300.0 : 3'000.0; });
  home.batteries.emplace_back(BatteryNature{}, 80);
  home.run(at(0), at(2), Duration{1'000});
  EXPECT_LE(home.most_in_an_hour, 240);
}

TEST(Steering, TheFuseOutweighsACheapHour) {
  Home small = two_levels();
  small.fuse_w = 6'000;
  FakeHome home(small, [](Time now) { return now < at(6) ? 4'000.0 : 500.0; });
  home.batteries.emplace_back(BatteryNature{}, 10);
  home.run(at(0), at(12), Duration{60'000});
  EXPECT_LE(home.heaviest_w, 6'000);
  EXPECT_GT(home.highest_level, 85) << "it still fills";
}

TEST(Steering, ALoadAboveTheFuseIsHelped) {
  Home small = flat(0.30, 0.08);
  small.fuse_w = 5'000;
  FakeHome home(small, [](Time now) { return now < at(1) ? 1'000.0 : 6'000.0; });
  home.forecasts = false;
  home.batteries.emplace_back(BatteryNature{}, 80);
  home.run(at(0), at(1, 30), Duration{60'000});
  EXPECT_LE(home.heaviest_w, 5'000);
}

TEST(Steering, AnUnknownPhaseIsTakenForTheWorst) {
  Home small = two_levels();
  small.fuse_w = 9'000;  // 3 kW per phase
  FakeHome home(small, constant(1'000));
  home.load_quantity = CommodityQuantity::electric_power_l1;
  BatteryNature nature;
  nature.quantity = CommodityQuantity::electric_power_l1;
  home.batteries.emplace_back(nature, 10);
  home.run(at(0), at(12), Duration{60'000});
  EXPECT_LE(home.heaviest_w, 3'000);
  EXPECT_GT(home.highest_level, 85);
}

TEST(Steering, SeveralBatteriesShareTheSurplus) {
  FakeHome home(flat(0.30, 0.08), constant(0));
  for (const double level : {20.0, 20.0}) home.batteries.emplace_back(BatteryNature{}, level);
  home.panels.push_back({constant(8'000), 8'000, true, {}});
  double fed = 0;
  home.each_step = [&](Time now) {
    if (now == at(0, 20)) fed = home.grid_w(now);
  };
  home.run(at(0), at(1), Duration{60'000});
  EXPECT_NEAR(fed, 0, 1) << "5 kW and 3 kW";
}

TEST(Steering, OneBatteryDoesNotFeedAnother) {
  FakeHome home(home_with({{at(0), 0.50}, {at(1), 0.10}, {at(20), 0.10}}), constant(0));
  for (const double level : {90.0, 20.0}) home.batteries.emplace_back(BatteryNature{}, level);
  bool crossed = false;
  home.each_step = [&](Time) { crossed = crossed || home.batteries[0].power_w() * home.batteries[1].power_w() < 0; };
  home.run(at(0), at(4), Duration{60'000});
  EXPECT_FALSE(crossed);
}

TEST(Steering, ACarIsFullWhenItLeavesAndNotDearer) {
  FakeHome home(home_with({{at(0), 0.30}, {at(2), 0.10}, {at(4), 0.20}, {at(7), 0.05}, {at(12), 0.05}}), constant(300));
  BatteryNature car;
  car.style = Style::charger;
  car.capacity_wh = 40'000;
  car.power_w = 11'000;
  car.ready_at = at(7);
  home.batteries.emplace_back(car, 40);
  double level = 0;
  home.each_step = [&](Time now) {
    if (now < at(7)) level = home.batteries[0].level();
  };
  home.run(at(0), at(8), Duration{60'000});
  EXPECT_GT(level, 89);
  EXPECT_THAT(home.reasons, Contains(HasSubstr("needed soon: 10 ct")));
  EXPECT_LT(home.cost, 20 / 0.95 * 0.1 + 2.4 * 0.3 + 0.2) << "20 kWh at 10 ct and the load";
  EXPECT_THAT(home.objections, IsEmpty());
}

TEST(Steering, TheLevelStaysInsideAtAnyRhythm) {
  for (const int seconds : {5, 60, 300, 900}) {
    FakeHome home(two_levels(), constant(3'000));
    home.batteries.emplace_back(BatteryNature{}, 30);
    home.run(at(0), at(24), Duration{seconds * 1000});
    EXPECT_GE(home.lowest_level, 10) << seconds;
    EXPECT_LE(home.highest_level, 90 + 1e-6) << seconds;
    EXPECT_THAT(home.objections, IsEmpty()) << seconds;
  }
}

}  // namespace
}  // namespace s2::planner::test
