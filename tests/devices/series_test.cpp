// Values over time.

#include <s2/devices.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

constexpr Time start{1'000'000, 0};

Series hourly(std::vector<double> values) { return {start, std::chrono::hours(1), std::move(values)}; }
Time after(int minutes) { return start + std::chrono::minutes(minutes); }

TEST(Series, AValueHoldsOverItsStep) {
  const auto series = hourly({1, 2, 3});
  EXPECT_EQ(series.at(after(0)), 1);
  EXPECT_EQ(series.at(after(60) - Duration{1}), 1);
  EXPECT_EQ(series.at(after(60)), 2);
}

TEST(Series, OutsideTheNearestValueCounts) {
  const auto series = hourly({1, 2, 3});
  EXPECT_EQ(series.at(after(-600)), 1);
  EXPECT_EQ(series.at(after(6000)), 3);
  EXPECT_DOUBLE_EQ(series.mean(after(-60), after(0)), 1);
  EXPECT_DOUBLE_EQ(series.mean(after(240), after(300)), 3);
}

TEST(Series, AnEmptySeriesIsZero) {
  EXPECT_EQ(Series{}.at(start), 0);
  EXPECT_EQ(Series{}.mean(start, after(60)), 0);
}

TEST(Series, TheMeanWeighsStepsByTime) {
  const auto series = hourly({0, 10, 20});
  EXPECT_DOUBLE_EQ(series.mean(after(0), after(60)), 0);
  EXPECT_DOUBLE_EQ(series.mean(after(30), after(90)), 5);
  EXPECT_DOUBLE_EQ(series.mean(after(0), after(180)), 10);
  EXPECT_DOUBLE_EQ(series.mean(after(45), after(75)), 5);
  EXPECT_DOUBLE_EQ(series.mean(after(-180), after(360)), (0 * 180 + 0 * 60 + 10 * 60 + 20 * 60 + 20 * 180) / 540.0);
}

TEST(Series, TheMeanOfOddSpansAddsUp) {
  const auto series = hourly({3, 1, 4, 1, 5, 9, 2, 6});
  double sum = 0;
  for (int minute = 0; minute < 480; minute += 7) {
    const int until = std::min(minute + 7, 480);
    sum += series.mean(after(minute), after(until)) * (until - minute);
  }
  EXPECT_NEAR(sum, 60.0 * 31, 1e-6);
}

}  // namespace
}  // namespace s2::devices
