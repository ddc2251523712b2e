#include <house/wall_clock.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

TEST(WallClock, AtSpeedOneShowsTheTimeOfTheMachine) {
  const Time wall{1'800'000'000, 5};
  EXPECT_EQ(fast_time(wall, 1), wall);
}

TEST(WallClock, FastClocksOfAllProcessesMetAtTheSameMoment) {
  EXPECT_EQ(fast_time(WallClock::fast_epoch, 60), WallClock::fast_epoch);
  EXPECT_EQ(fast_time(WallClock::fast_epoch + Duration(1000), 60), WallClock::fast_epoch + Duration(60'000));
}

TEST(WallClock, TheFastestClockCanBeWrittenForDecades) {
  constexpr Time in_fifty_years{WallClock::fast_epoch.seconds + 50LL * 366 * 86'400, 0};
  EXPECT_LT(fast_time(in_fifty_years, WallClock::speed_max), last_time);
}

TEST(WallClock, AnAlarmRingsWhenItsMomentHasCome) {
  transport::Loop loop;
  WallClock clock(loop, WallClock::speed_max);
  const Time due = clock.now() + Duration(500);
  bool rang = false;
  clock.at(due, [&] {
    rang = true;
    EXPECT_GE(clock.now(), due);
    loop.stop();
  });
  loop.run();
  EXPECT_TRUE(rang);
}

}  // namespace
}  // namespace s2::house
