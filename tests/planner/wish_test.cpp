// What a storage should do at this moment.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/wish.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

constexpr double buy = 0.3, sell = 0.1, wear = 0.01;

// A battery of 10 kWh, 100 units, 5 kW; a unit is a tenth of a kWh.
StorageView battery(double level = 50) {
  const auto description = test::describe({});
  return {nullptr, level, 10, 90, ability_at(description, level), {}};
}

// A plan for this slot in which a unit is worth so much to the rest of the plan.
PlannedNow planned(double power_w, double rest_w, double more = 0, double less = 1) {
  return {power_w, rest_w, more, less, 50, false};
}

OpenPower open_power(double rest_w, double planned_rest_w) {
  return {std::max(0.0, -rest_w), std::max(0.0, rest_w), std::max(0.0, -planned_rest_w), std::max(0.0, planned_rest_w)};
}

double wished(const PlannedNow& plan, double rest_w) {
  OpenPower open = open_power(rest_w, plan.rest_w);
  return wish_of(battery(), plan, buy, sell, wear, open).power.power;
}

TEST(Wish, BuysWhatThePlanBuysWhateverTheLoad) {
  EXPECT_EQ(wished(planned(3000, 500), 500), 3000);
  EXPECT_EQ(wished(planned(3000, 500), 900), 3000);
}

TEST(Wish, CoversTheLoadThatIs) {
  EXPECT_EQ(wished(planned(-1000, 1000), 700), -700);
  EXPECT_EQ(wished(planned(-1000, 1000), 1400), -1400);
  EXPECT_EQ(wished(planned(-1000, 1000), 9000), -5000) << "as far as it can";
}

TEST(Wish, CoversNoMoreThanPlannedWhereThePlanSavesEnergyForLater) {
  EXPECT_EQ(wished(planned(-400, 1000), 1400), -400);
  EXPECT_EQ(wished(planned(-400, 1000, 0, 0.001), 1400), -1400) << "but when energy is cheap to replace";
}

TEST(Wish, StoresTheSurplusThatIs) {
  EXPECT_EQ(wished(planned(1000, -1000), -600), 600);
  EXPECT_EQ(wished(planned(1000, -1000), -1500), 1500);
  EXPECT_EQ(wished(planned(0, 200, 0.02), -800), 800) << "unforeseen, and worth more than feeding in";
  EXPECT_EQ(wished(planned(0, 200, 0.001), -800), 0);
}

TEST(Wish, UnforeseenSurplusTakesThePlaceOfWhatWouldBeBought) {
  EXPECT_EQ(wished(planned(1000, 300, 0.02), -800), 1000);
  EXPECT_EQ(wished(planned(1000, 300, 0.02), -1800), 1800);
  EXPECT_EQ(wished(planned(1000, 300, 0.05), -800), 1800) << "unless both are worth it";
}

TEST(Wish, SellsBesidesTheLoad) {
  EXPECT_EQ(wished(planned(-3000, 1000), 1000), -3000);
  EXPECT_EQ(wished(planned(-3000, 1000), 400), -2400);
}

TEST(Wish, WhatOneStorageTakesOnIsNotOpenForTheNext) {
  OpenPower open = open_power(-2000, -2000);
  EXPECT_EQ(wish_of(battery(), planned(2000, -2000), buy, sell, wear, open).power.power, 2000);
  EXPECT_EQ(open.planned_surplus, 0);
}

Wish strong(double power) { return {{power, -INFINITY, INFINITY}, -INFINITY, INFINITY, false, "why"}; }

TEST(Wish, TheLevelTapersTheLastMinutes) {
  Wish wish = strong(5000);
  keep_level(wish, battery(50), Duration{60'000});
  EXPECT_EQ(wish.bounded().power, 5000);
  // A minute at 5 kW fills 0.79 units. What a storage at rest has no room for is not begun.
  wish = strong(5000);
  keep_level(wish, battery(89.6), Duration{60'000});
  EXPECT_EQ(wish.bounded().power, 0);
  EXPECT_EQ(wish.why, "full");
}

TEST(Wish, AReserveIsKeptAtTheLowerEnd) {
  Wish wish = strong(-5000);
  keep_level(wish, battery(10 + Threshold::restart_share * 80), Duration{60'000});
  EXPECT_EQ(wish.bounded().power, 0);
  EXPECT_EQ(wish.why, "empty");
}

TEST(Wish, TheFuseOutweighsTheWishAndTheLevelTheFuse) {
  const Fuse fuse(6000, 1);
  const Flow load = Wiring{}.carry(4000), overload = Wiring{}.carry(9000);
  Wish wish = strong(5000);
  keep_level(wish, battery(), Duration{60'000});
  keep_fuse(wish, fuse, load, load, {});
  EXPECT_NEAR(wish.bounded().power, 6000 * (1 - Threshold::fuse_reserve) - 4000, 1e-9);
  EXPECT_EQ(wish.why, "keeps the fuse: 6.0 kW");
  wish = strong(0);
  keep_level(wish, battery(), Duration{60'000});
  keep_fuse(wish, fuse, overload, overload, {});
  EXPECT_LT(wish.bounded().power, -3000) << "it helps";
  wish = strong(0);
  keep_level(wish, battery(10), Duration{60'000});
  keep_fuse(wish, fuse, overload, overload, {});
  EXPECT_EQ(wish.bounded().power, 0) << "with nothing left it cannot";
}

}  // namespace
}  // namespace s2::planner
