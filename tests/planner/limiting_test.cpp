// Production while feeding in costs money, and when a fuse is in the way.

#include "fake_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2::planner::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

Profile constant(double value) {
  return [value](Time) { return value; };
}

// Negative from ten to twelve.
Home negative_noon(double fee) {
  Home home;
  home.prices = {{at(8), 0.10}, {at(10), -0.023}, {at(12), 0.10}, {at(20), 0.10}};
  home.grid_fee_eur_kwh = fee;
  return home;
}

FakeHome sunny(double fee) {
  FakeHome home(negative_noon(fee), constant(1'200));
  home.panels.push_back({constant(4'000), 5'000, true, {}});
  return home;
}

TEST(Limiting, ProductionSuppliesTheLoadWhileFeedingInCosts) {
  FakeHome home = sunny(0.2);
  double at_noon = 1, before = 0, after = 0;
  home.each_step = [&](Time now) {
    if (now == at(9, 30)) before = home.grid_w(now);
    if (now == at(11)) at_noon = home.grid_w(now);
    if (now == at(12, 5)) after = home.grid_w(now);
  };
  home.run(at(9), at(13), Duration{60'000});
  EXPECT_EQ(before, -2'800);
  EXPECT_NEAR(at_noon, 0, 1);
  EXPECT_EQ(after, -2'800) << "the limit ended by itself";
  EXPECT_THAT(home.reasons, Contains(HasSubstr("10:00 feed-in costs 2.3 ct: curtailed to 1.2 kW")));
  EXPECT_EQ(home.instructions, 1);
  EXPECT_THAT(home.objections, IsEmpty());
}

TEST(Limiting, TheBatteryTakesWhatItCanFirst) {
  FakeHome home = sunny(0.2);
  home.batteries.emplace_back(BatteryNature{}, 10);
  double level = 0, grid = 1;
  home.each_step = [&](Time now) {
    if (now == at(11)) level = home.batteries[0].level(), grid = home.grid_w(now);
  };
  home.run(at(9), at(13), Duration{60'000});
  EXPECT_GT(level, 35) << "2.8 kW for an hour";
  EXPECT_GE(grid, -1);
  EXPECT_THAT(home.objections, IsEmpty());
}

TEST(Limiting, WhereDrawingIsPaidForNothingIsProduced) {
  FakeHome home = sunny(0);
  double at_noon = 0;
  home.each_step = [&](Time now) {
    if (now == at(11)) at_noon = home.grid_w(now);
  };
  home.run(at(9), at(13), Duration{60'000});
  EXPECT_EQ(at_noon, 1'200);
  EXPECT_THAT(home.reasons, Contains(HasSubstr("drawing earns 2.3 ct: curtailed to 0 W")));
}

TEST(Limiting, AtNightNobodyIsLimited) {
  FakeHome home(negative_noon(0.2), constant(1'200));
  home.panels.push_back({constant(0), 5'000, true, {}});
  home.run(at(9), at(13), Duration{60'000});
  EXPECT_EQ(home.instructions, 0);
}

TEST(Limiting, SeveralPanelsShareTheLimit) {
  FakeHome home = sunny(0.2);
  home.panels.push_back({constant(4'000), 5'000, true, {}});
  double at_noon = 1;
  home.each_step = [&](Time now) {
    if (now == at(11)) at_noon = home.grid_w(now);
  };
  home.run(at(9), at(12), Duration{60'000});
  EXPECT_NEAR(at_noon, 0, 1);
  EXPECT_NEAR(home.panels[0].limit_w(at(11)), 600, 1);
}

TEST(Limiting, TheFuseHoldsForProductionToo) {
  Home small;
  small.prices = {{at(8), 0.10}, {at(20), 0.10}};
  small.fuse_w = 3'000;
  FakeHome home(small, constant(500));
  home.panels.push_back({constant(5'000), 5'000, true, {}});
  home.run(at(9), at(10), Duration{60'000});
  EXPECT_GE(home.lightest_w, -3'000);
  EXPECT_THAT(home.reasons, Contains(HasSubstr("keeps the fuse of 3.0 kW: curtailed to 3.4 kW")));
  EXPECT_LE(home.instructions, 6) << "a limit for the fuse is renewed each quarter of an hour";
}

TEST(Limiting, FollowsALoadThatChanges) {
  FakeHome home = sunny(0.2);
  home.load_w = [](Time now) { return now < at(11) ? 1'200.0 : 2'400.0; };
  home.run(at(9), at(12), Duration{60'000});
  EXPECT_NEAR(home.panels[0].limit_w(at(11, 30)), 2'400, 1);
  EXPECT_EQ(home.instructions, 2);
}

}  // namespace
}  // namespace s2::planner::test
