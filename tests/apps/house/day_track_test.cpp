#include <house/day_track.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

constexpr Time midnight{0, 0};
constexpr Duration minute{60'000};

Powers load_of(double watts) { return {.load = watts, .pv = 0, .pv_free = 0, .battery = 0}; }

TEST(DayTrack, ASlotHoldsTheMeanOfItsSamples) {
  DayTrack track(midnight, 5 * minute);
  track.add(midnight, Duration(0), load_of(9999), 9, 9);  // no span, no weight
  track.add(midnight + minute, minute, load_of(100), 0.1, 50);
  track.add(midnight + 3 * minute, 2 * minute, load_of(400), 0.1, 51);
  ASSERT_EQ(track.slots().size(), 1U);
  EXPECT_DOUBLE_EQ(track.slots()[0].powers.load, 300);
  EXPECT_DOUBLE_EQ(track.slots()[0].fill_percent, 51);
}

TEST(DayTrack, ASampleBelongsToTheSlotItBeganIn) {
  DayTrack track(midnight, 5 * minute);
  track.add(midnight + 5 * minute, 5 * minute, load_of(100), 0.1, 50);
  EXPECT_EQ(track.slots().size(), 1U);
  track.add(midnight + 6 * minute, minute, load_of(100), 0.1, 50);
  EXPECT_EQ(track.slots().size(), 2U);
}

}  // namespace
}  // namespace s2::house
