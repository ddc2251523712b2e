// What a day costs when nobody controls anything.

#include <s2/devices.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

constexpr Time start{1'000'000, 0};

Series constant(double value) { return {start, std::chrono::hours(1), std::vector<double>(48, value)}; }

Day day(double price, double load_w, double pv_w) {
  Day out;
  out.start = start;
  out.price_eur_kwh = constant(price);
  out.load_w = constant(load_w);
  out.pv_w = constant(pv_w);
  return out;
}

TEST(UncontrolledCost, EnergyTimesPrice) { EXPECT_NEAR(uncontrolled_cost(day(0.10, 1000, 0)), 2.40, 1e-9); }

TEST(UncontrolledCost, WhatIsFedInIsPaidAtTheMarketPriceAndWithoutFee) {
  EXPECT_NEAR(uncontrolled_cost(day(0.10, 1000, 3000), 0.20), -4.80, 1e-9);
  EXPECT_NEAR(uncontrolled_cost(day(-0.10, 1000, 3000), 0.20), 4.80, 1e-9);
}

TEST(UncontrolledCost, TheFeeIsPaidOnWhatIsBought) {
  EXPECT_NEAR(uncontrolled_cost(day(0.10, 1000, 0), 0.20), 7.20, 1e-9);
}

TEST(UncontrolledCost, OwnUseCostsToo) { EXPECT_NEAR(uncontrolled_cost(day(0.10, 0, 0), 0, 100), 0.24, 1e-9); }

TEST(UncontrolledCost, OnlyTheFirstDayCounts) {
  auto two = day(0.10, 1000, 0);
  for (std::size_t hour = 24; hour < 48; ++hour) two.load_w.values[hour] = 1e6;
  EXPECT_NEAR(uncontrolled_cost(two), 2.40, 1e-9);
}

TEST(UncontrolledCost, ASunnyDayOfNegativePricesCostsAndAColdOneCostsMore) {
  const auto& days = embedded_days();
  const auto cost_of = [&](std::string_view name) {
    for (const auto& one : days) {
      if (one.name == name) return uncontrolled_cost(one);
    }
    return 0.0;
  };
  EXPECT_GT(cost_of("2024-05-12"), 0);
  EXPECT_GT(cost_of("2024-12-12"), 5);
}

}  // namespace
}  // namespace s2::devices
