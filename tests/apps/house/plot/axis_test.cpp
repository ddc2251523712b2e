#include <house/plot/axis.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

TEST(Axis, PutsValuesInProportion) {
  const Axis axis{-1, 3, 200, 0};
  EXPECT_DOUBLE_EQ(axis.at(-1), 200);
  EXPECT_DOUBLE_EQ(axis.at(3), 0);
  EXPECT_DOUBLE_EQ(axis.at(1), 100);
}

TEST(RoundTicks, AreRoundAndReachBothEnds) {
  EXPECT_THAT(round_ticks(-4.6, 5.9, 7), ElementsAre(-6, -4, -2, 0, 2, 4, 6));
  EXPECT_THAT(round_ticks(0, 100, 3), ElementsAre(0, 50, 100));
  EXPECT_THAT(round_ticks(-13.5, 9.5, 4), ElementsAre(-20, -10, 0, 10));
}

TEST(RoundTicks, AFlatSeriesStillHasAnAxis) {
  const auto ticks = round_ticks(0, 0, 4);
  EXPECT_GE(ticks.size(), 1U);
  EXPECT_THAT(ticks.front(), DoubleNear(0, 1e-6));
}

}  // namespace
}  // namespace s2::house
