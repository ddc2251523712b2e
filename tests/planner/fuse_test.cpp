// What the fuses leave.

#include <planner/bounds.hpp>
#include <planner/fuse.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

constexpr double kept = 1 - Threshold::fuse_reserve;
const Wiring symmetric;
const Wiring single{{0, 0, 0}, 1};

TEST(Fuse, LeavesWhatTheRestDoesNotTake) {
  const Fuse fuse(9000, 3);
  EXPECT_NEAR(fuse.most(symmetric.carry(3000), symmetric), 9000 * kept - 3000, 1e-9);
  EXPECT_NEAR(fuse.least(symmetric.carry(3000), symmetric), -9000 * kept - 3000, 1e-9);
}

TEST(Fuse, AnUnknownPhaseIsTheWorstOne) {
  const Fuse fuse(9000, 3);
  EXPECT_NEAR(fuse.most(single.carry(2000), single), 3000 * kept - 2000, 1e-9);
  EXPECT_NEAR(fuse.least(single.carry(2000), single), -3000 * kept, 1e-9) << "the load may be elsewhere";
}

TEST(Fuse, AHomeOfOnePhaseHasButOne) {
  EXPECT_NEAR(Fuse(9000, 1).most(single.carry(2000), single), 9000 * kept - 2000, 1e-9);
}

TEST(Fuse, TooMuchLoadAsksForHelp) { EXPECT_LT(Fuse(3000, 1).most(symmetric.carry(4000), symmetric), -1000); }

TEST(Fuse, AHeavyPhaseCountsThoughTheSumIsSmall) {
  const Flow uneven{0, {2500, -2500, 0}, 0, 0};
  EXPECT_NEAR(Fuse(9000, 3).most(uneven, symmetric), 3 * (3000 * kept - 2500), 1e-9);
}

}  // namespace
}  // namespace s2::planner
