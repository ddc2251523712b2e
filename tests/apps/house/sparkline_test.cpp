#include <house/sparkline.hpp>

#include <gtest/gtest.h>

#include <array>

namespace s2::house {
namespace {

TEST(Sparkline, GoesFromLowestToHighest) {
  constexpr std::array values{0.0, 50.0, 100.0, 200.0, -5.0};
  EXPECT_EQ(sparkline(values, 0, 100), "▁▅██▁");
}

TEST(Sparkline, AFlatSeriesIsALineAtTheBottom) {
  constexpr std::array values{3.0, 3.0};
  EXPECT_EQ(sparkline(values, 3, 3), "▁▁");
}

}  // namespace
}  // namespace s2::house
