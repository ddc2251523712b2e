// Prices and slots.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/tariff.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

Home home() {
  Home home;
  home.prices = {{at(11), -0.02}, {at(10), 0.10}, {at(12), 0.30}};
  home.grid_fee_eur_kwh = 0.05;
  return home;
}

TEST(Tariff, PricesHoldUntilTheNextAndMayComeInAnyOrder) {
  const Tariff tariff(home());
  EXPECT_EQ(tariff.market(at(10, 59)), 0.10);
  EXPECT_EQ(tariff.market(at(11)), -0.02);
  EXPECT_EQ(tariff.next_market(at(11)), 0.30);
  EXPECT_FALSE(tariff.next_market(at(12)));
}

TEST(Tariff, TheLastPriceHoldsForAnHour) {
  const Tariff tariff(home());
  EXPECT_EQ(tariff.market(at(12, 59)), 0.30);
  EXPECT_FALSE(tariff.market(at(13)));
  EXPECT_FALSE(tariff.market(at(9)));
}

TEST(Tariff, BuyingCostsTheFeeAsWell) {
  EXPECT_DOUBLE_EQ(Tariff(home()).buy(at(10)), 0.15);
  EXPECT_DOUBLE_EQ(Tariff(home()).sell(at(10)), 0.10);
}

TEST(Tariff, AFixedPaymentReplacesThePrice) {
  Home fixed = home();
  fixed.feed_in_at_price = false;
  fixed.feed_in_eur_kwh = 0.08;
  EXPECT_DOUBLE_EQ(Tariff(fixed).sell(at(11)), 0.08);
  EXPECT_EQ(Tariff(fixed).feed_in_costs_until(at(11)), at(11));
}

TEST(Tariff, FeedingInCostsUntilThePriceTurns) {
  EXPECT_EQ(Tariff(home()).feed_in_costs_until(at(11, 20)), at(12));
  EXPECT_EQ(Tariff(home()).feed_in_costs_until(at(10, 20)), at(10, 20));
}

TEST(Tariff, SlotsFollowTheClock) {
  const auto slots = Tariff(home()).slots(at(10, 50));
  ASSERT_EQ(slots.size(), 9U);
  EXPECT_EQ(slots[0].until, at(11));
  EXPECT_DOUBLE_EQ(slots[0].hours(), 10.0 / 60);
  EXPECT_EQ(slots[1].until, at(11, 15));
  EXPECT_DOUBLE_EQ(slots[1].sell, -0.02);
}

TEST(Tariff, WithoutPricesADayIsLookedAhead) {
  const Tariff tariff{Home{}};
  EXPECT_EQ(tariff.slots(at(0)).size(), 96U);
  EXPECT_GT(tariff.buy(at(0)), tariff.sell(at(0)));
}

TEST(Tariff, LooksNoFurtherThanItsBound) {
  Home far = home();
  far.prices.push_back({at(10) + Pace::slot * Bounds::slots, 0.2});
  EXPECT_EQ(Tariff(far).slots(at(10)).size(), Bounds::slots);
}

TEST(Tariff, RefillingNeverCostsLessThanNothing) {
  EXPECT_DOUBLE_EQ(Tariff(home()).cheapest(), 0.03);
  Home negative = home();
  negative.grid_fee_eur_kwh = 0;
  EXPECT_DOUBLE_EQ(Tariff(negative).cheapest(), 0);
}

}  // namespace
}  // namespace s2::planner
