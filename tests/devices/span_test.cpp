// Spans of time as physics wants them.

#include <devices/span.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace s2::devices {
namespace {

TEST(Span, SecondsBetweenKeepsFractionsAndSign) {
  EXPECT_DOUBLE_EQ(seconds_between({10, 500'000'000}, {12, 250'000'000}), 1.75);
  EXPECT_DOUBLE_EQ(seconds_between({12, 250'000'000}, {10, 500'000'000}), -1.75);
}

TEST(Span, ReachIsNeverLessThanAMillisecondAndNeverMoreThanADay) {
  EXPECT_EQ(reach(1.2341), Duration{1235});
  EXPECT_EQ(reach(0), Duration{1});
  EXPECT_EQ(reach(-5), Duration{1});
  EXPECT_EQ(reach(std::numeric_limits<double>::infinity()), std::chrono::hours(24));
}

TEST(Span, RoundedLeavesNoDigitsBehind) {
  EXPECT_EQ(rounded(0.1 + 0.2, 0.1), 0.3);
  EXPECT_EQ(rounded(-1234.56, 0.1), -1234.6);
  EXPECT_EQ(rounded(40.0004, 0.001), 40);
}

}  // namespace
}  // namespace s2::devices
