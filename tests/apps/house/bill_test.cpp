#include <house/bill.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

constexpr Duration hour{3'600'000};
constexpr Tariff tariff{.grid_fee_eur_kwh = 0.10, .feed_in_eur_kwh = 0, .feed_in_at_price = true};

TEST(Meter, BuysAtThePriceAndTheFeeAndFeedsInAtThePrice) {
  Meter meter(tariff);
  meter.add(2000, hour, 0.20);
  meter.add(-1000, hour, 0.20);
  EXPECT_DOUBLE_EQ(meter.bought_kwh(), 2);
  EXPECT_DOUBLE_EQ(meter.fed_in_kwh(), 1);
  EXPECT_NEAR(meter.cost_eur(), 2 * 0.30 - 0.20, 1e-12);
  EXPECT_DOUBLE_EQ(meter.peak_w(), 2000);
}

TEST(Meter, FeedingInAtANegativePriceCosts) {
  Meter meter(tariff);
  meter.add(-1000, hour, -0.05);
  EXPECT_NEAR(meter.cost_eur(), 0.05, 1e-12);
}

TEST(Meter, AFixedPaymentForFeedInKnowsNoMarket) {
  Meter meter({.grid_fee_eur_kwh = 0, .feed_in_eur_kwh = 0.08, .feed_in_at_price = false});
  meter.add(-1000, hour, -0.05);
  EXPECT_NEAR(meter.cost_eur(), -0.08, 1e-12);
}

TEST(Bill, WithoutControlTheBatteryRestsAndNothingIsCurtailed) {
  Bill bill(tariff, {10, 1});
  bill.add({.load = 500, .pv = -1000, .pv_free = -3000, .battery = 200}, hour, 0.20, 50);
  EXPECT_DOUBLE_EQ(bill.with().fed_in_kwh(), 0.3);
  EXPECT_DOUBLE_EQ(bill.without().fed_in_kwh(), 2.5);
  EXPECT_DOUBLE_EQ(bill.flows().curtailed, 2);
  EXPECT_DOUBLE_EQ(bill.flows().own_sun, 0.7);
  EXPECT_DOUBLE_EQ(bill.flows().own_sun_without, 0.5);
}

TEST(Bill, WhatTheBatteryLacksAtTheEndIsBoughtBack) {
  Bill bill(tariff, {10, 0.9});
  bill.add({}, Duration(0), 0.20, 60);
  bill.add({.load = 1000, .pv = 0, .pv_free = 0, .battery = -1000}, hour, 0.20, 50);
  EXPECT_DOUBLE_EQ(bill.stored_kwh(), -1);
  EXPECT_NEAR(bill.stored_eur(), -0.30 / 0.9, 1e-12);
  // The discharge itself saved 0.30; with the refill it was a loss, and the bill says so.
  EXPECT_NEAR(bill.saved_eur(), 0.30 - 0.30 / 0.9, 1e-12);
}

TEST(Bill, WhatIsLeftInTheBatteryIsWorthWhatFeedingItInEarns) {
  Bill bill(tariff, {10, 0.9});
  bill.add({}, Duration(0), 0.20, 50);
  bill.add({.load = 0, .pv = -1000, .pv_free = -1000, .battery = 1000}, hour, 0.20, 59);
  EXPECT_NEAR(bill.stored_eur(), 0.9 * 0.9 * 0.20, 1e-12);
}

}  // namespace
}  // namespace s2::house
