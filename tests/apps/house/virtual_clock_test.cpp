#include <house/virtual_clock.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::house {
namespace {

constexpr Time begin{1'000'000, 0};

TEST(VirtualClock, StandsStillUntilItIsToldToGoOn) {
  VirtualClock clock(begin);
  clock.at(begin + Duration(5000), [] {});
  EXPECT_EQ(clock.now(), begin);
  EXPECT_EQ(clock.next(), begin + Duration(5000));
}

TEST(VirtualClock, MovesFromAlarmToAlarmInTheOrderOfTimeAndThenOfSetting) {
  VirtualClock clock(begin);
  std::string order;
  clock.at(begin + Duration(2), [&] { order += 'c'; });
  clock.at(begin + Duration(1), [&] { order += 'a'; });
  clock.at(begin + Duration(1), [&] { order += 'b'; });
  while (clock.ring_next()) {
  }
  EXPECT_EQ(order, "abc");
  EXPECT_EQ(clock.now(), begin + Duration(2));
}

TEST(VirtualClock, AnAlarmForThePastRingsNow) {
  VirtualClock clock(begin);
  clock.at(begin - Duration(60'000), [] {});
  EXPECT_EQ(clock.next(), begin);
}

TEST(VirtualClock, ACancelledAlarmDoesNotRing) {
  VirtualClock clock(begin);
  const auto timer = clock.at(begin, [] { FAIL(); });
  clock.cancel(timer);
  clock.cancel(timer);
  EXPECT_FALSE(clock.ring_next());
}

TEST(Alarm, SettingItAnewForgetsWhatWasSet) {
  VirtualClock clock(begin);
  Alarm alarm(clock);
  int rung = 0;
  alarm.set(begin, [] { FAIL(); });
  alarm.set(begin + Duration(1), [&] { ++rung; });
  while (clock.ring_next()) {
  }
  EXPECT_EQ(rung, 1);
  EXPECT_FALSE(alarm.due());
}

TEST(Alarm, DiesWithItsOwner) {
  VirtualClock clock(begin);
  {
    Alarm alarm(clock);
    alarm.set(begin, [] { FAIL(); });
  }
  EXPECT_FALSE(clock.ring_next());
}

}  // namespace
}  // namespace s2::house
