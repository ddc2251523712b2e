#include <house/day.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

constexpr Duration hour{3'600'000};

devices::Day some_day() {
  devices::Day day = find_day("").value();
  day.start = Time{1'715'464'800, 0};
  day.price_eur_kwh = {day.start, hour, {}};
  for (int i = 0; i < 48; ++i) day.price_eur_kwh.values.push_back(i);
  return day;
}

TEST(Day, IsFoundByNameAndTheFirstIsTheDefault) {
  const auto& days = devices::embedded_days();
  EXPECT_EQ(find_day("")->name, days.front().name);
  EXPECT_EQ(find_day(days.back().name)->name, days.back().name);
}

TEST(Day, AnUnknownNameIsAnsweredWithThoseThereAre) {
  const auto day = find_day("yesterday");
  ASSERT_FALSE(day);
  EXPECT_NE(day.error().text.find("there is no day 'yesterday'; there are "), std::string::npos);
  EXPECT_NE(day.error().text.find(devices::embedded_days().back().name), std::string::npos);
}

TEST(Day, IsMovedByWholeDaysToWhereNowIs) {
  const auto day = some_day();
  for (const auto now : {day.start, day.start + hour, day.start + 9 * day_length - hour, day.start - hour}) {
    const auto moved = repeated_from(day, now, 2);
    EXPECT_LE(moved.start, now);
    EXPECT_LT(now - moved.start, day_length);
    EXPECT_EQ((moved.start - day.start).count() % day_length.count(), 0);
  }
}

TEST(Day, RepeatsItsFirstTwentyFourHours) {
  const auto day = some_day();
  const auto moved = repeated_from(day, day.start, 3);
  EXPECT_EQ(moved.price_eur_kwh.values.size(), 72U);
  EXPECT_DOUBLE_EQ(moved.price_eur_kwh.at(day.start + 49 * hour), 1);
}

TEST(Day, GivesThePricesWithTheirBegins) {
  const auto day = some_day();
  const auto prices = prices_of(day);
  ASSERT_EQ(prices.size(), 48U);
  EXPECT_EQ(prices[5].from, day.start + 5 * hour);
  EXPECT_DOUBLE_EQ(prices[5].eur_per_kwh, 5);
}

TEST(Day, TellsTheHourOfItsOwnClock) {
  const auto day = some_day();
  EXPECT_EQ(clock_text(day, day.start + Duration(6 * 3'600'000 + 30 * 60'000)), "06:30");
  EXPECT_EQ(clock_text(day, day.start + day_length), "24:00");
}

}  // namespace
}  // namespace s2::house
