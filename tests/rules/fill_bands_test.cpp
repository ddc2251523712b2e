// Bands of the fill level, and sums of durations.

#include <rules/durations.hpp>
#include <rules/fill_bands.hpp>

#include <s2/base/limits.hpp>
#include <s2/model/frbc.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace s2::rules {
namespace {

std::vector<frbc::LeakageBehaviourElement> bands(std::initializer_list<NumberRange> ranges) {
  std::vector<frbc::LeakageBehaviourElement> list;
  for (const auto& range : ranges) list.push_back({.fill_level_range = range, .leakage_rate = 0});
  return list;
}

TEST(FillBands, LevelsAreEqualUpToFourUlp) {
  double level = 0.1;
  for (int ulp = 0; ulp < 4; ++ulp) level = std::nextafter(level, 1);
  EXPECT_TRUE(nearly_equal(0.1, level));
  EXPECT_TRUE(nearly_equal(-level, -0.1));
  EXPECT_FALSE(nearly_equal(0.1, std::nextafter(level, 1)));
  EXPECT_TRUE(nearly_equal(0.0, -0.0));
  EXPECT_FALSE(nearly_equal(0, 1e-300));
  const double largest = std::numeric_limits<double>::max();
  EXPECT_TRUE(nearly_equal(largest, std::nextafter(largest, 0)));
  EXPECT_FALSE(nearly_equal(largest, -largest));
}

TEST(FillBands, CoverFromTheLowestToTheHighestInAnyOrder) {
  EXPECT_TRUE(cover(bands({{50, 100}, {0, 50}}), {0, 100}));
  EXPECT_TRUE(cover(bands({{-10, 110}}), {0, 100}));
  EXPECT_FALSE(cover(bands({{0, 99}}), {0, 100}));
  EXPECT_FALSE(cover(bands({{1, 100}}), {0, 100}));
}

TEST(Durations, ASumEndsAtTheEndlessDuration) {
  struct Element {
    Duration duration;
  };
  const std::vector<Element> elements(2000, {Duration(Limits::duration_ms)});
  EXPECT_EQ(total_of(elements), endless);
  EXPECT_EQ(total_of(std::vector<Element>(3, {Duration(5)})), Duration(15));
  EXPECT_GT(endless, last_time - first_time);
}

}  // namespace
}  // namespace s2::rules
