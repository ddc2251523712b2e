// The swings of a load.

#include <devices/household.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::devices {
namespace {

TEST(Household, KeepsTheMeanOfEveryStep) {
  for (const Day& day : embedded_days()) {
    const Household household(day.load_w, 7);
    for (std::size_t i = 0; i < day.load_w.values.size(); ++i) {
      double sum = 0;
      for (int minute = 0; minute < 30; ++minute) {
        const double power = household.power(day.start + day.load_w.step * static_cast<int>(i) +
                                             std::chrono::minutes(minute) + std::chrono::seconds(30));
        EXPECT_GE(power, 0);
        sum += power;
      }
      EXPECT_NEAR(sum / 30, day.load_w.values[i], 1e-9);
    }
  }
}

TEST(Household, NowAndThenSomebodyMakesTea) {
  const Series flat{Time{}, std::chrono::minutes(30), std::vector<double>(96, 800)};
  const Household household(flat, 7);
  int busy_minutes = 0;
  for (int minute = 0; minute < 2880; ++minute) {
    busy_minutes += household.power(Time{} + std::chrono::minutes(minute)) > 2000;
  }
  EXPECT_GE(busy_minutes, 3 * 10);
  EXPECT_LE(busy_minutes, 3 * 60);
  EXPECT_EQ(busy_minutes % 3, 0);
}

TEST(Household, OutsideTheSeriesAndInStepsTooShortThereAreNoSwings) {
  const Series flat{Time{}, std::chrono::minutes(30), {500, 600}};
  EXPECT_EQ(Household(flat, 7).power(Time{} - Duration{1}), 500);
  EXPECT_EQ(Household(flat, 7).power(Time{} + std::chrono::hours(1)), 600);
  const Series minutes{Time{}, std::chrono::minutes(1), {500, 600}};
  EXPECT_EQ(Household(minutes, 7).power(Time{} + std::chrono::minutes(1)), 600);
  EXPECT_EQ(Household(Series{}, 7).power(Time{}), 0);
}

}  // namespace
}  // namespace s2::devices
