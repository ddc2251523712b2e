// When to ping, and when to give up.

#include <s2/transport/websocket.hpp>
#include <transport/websocket/keep_alive.hpp>

#include <gtest/gtest.h>

namespace s2::transport::websocket {
namespace {

using std::chrono::seconds;
using Step = KeepAlive::Step;

const Moment start{seconds{1000}};

// C-240
TEST(KeepAlive, PingsEveryInterval) {
  KeepAlive keep_alive(seconds{30}, seconds{60}, start);
  EXPECT_EQ(keep_alive.next(), start + seconds{30});
  EXPECT_EQ(keep_alive.wake(start + seconds{29}), Step::wait);
  EXPECT_EQ(keep_alive.wake(start + seconds{30}), Step::ping);
  keep_alive.heard(start + seconds{31});
  EXPECT_EQ(keep_alive.next(), start + seconds{60});
  EXPECT_EQ(keep_alive.wake(start + seconds{60}), Step::ping);
}

// C-241
TEST(KeepAlive, GivesUpWhenNothingFollowsAPing) {
  KeepAlive keep_alive(seconds{30}, seconds{60}, start);
  EXPECT_EQ(keep_alive.wake(start + seconds{30}), Step::ping);
  EXPECT_EQ(keep_alive.wake(start + seconds{60}), Step::ping);
  EXPECT_EQ(keep_alive.next(), start + seconds{90});
  EXPECT_EQ(keep_alive.wake(start + seconds{89}), Step::wait);
  EXPECT_EQ(keep_alive.wake(start + seconds{90}), Step::gone);
}

// C-240, C-241, C-242
TEST(KeepAlive, UnlessToldOtherwiseTheTimesAndSizesAreThoseOfS2Connect) {
  EXPECT_EQ(WebsocketOptions{}.ping_interval, seconds{30});
  EXPECT_EQ(WebsocketOptions{}.peer_timeout, seconds{60});
  EXPECT_GE(WebsocketOptions{}.frame_bytes, 1024U * 1024U);
}

TEST(KeepAlive, ASignOfLifeStartsTheWaitAnew) {
  KeepAlive keep_alive(seconds{30}, seconds{60}, start);
  EXPECT_EQ(keep_alive.wake(start + seconds{30}), Step::ping);
  keep_alive.heard(start + seconds{59});
  EXPECT_EQ(keep_alive.wake(start + seconds{60}), Step::ping);
  EXPECT_EQ(keep_alive.wake(start + seconds{119}), Step::ping);
  EXPECT_EQ(keep_alive.wake(start + seconds{120}), Step::gone);
}

TEST(KeepAlive, WithoutPingsSilenceItselfCounts) {
  KeepAlive keep_alive(seconds{0}, seconds{60}, start);
  EXPECT_EQ(keep_alive.next(), start + seconds{60});
  keep_alive.heard(start + seconds{10});
  EXPECT_EQ(keep_alive.wake(start + seconds{60}), Step::wait);
  EXPECT_EQ(keep_alive.next(), start + seconds{70});
  EXPECT_EQ(keep_alive.wake(start + seconds{70}), Step::gone);
}

TEST(KeepAlive, WithoutTimeoutItNeverGivesUp) {
  KeepAlive pinging(seconds{30}, seconds{0}, start);
  for (int i = 1; i < 100; ++i) EXPECT_EQ(pinging.wake(start + seconds{30 * i}), Step::ping);
  KeepAlive resting(seconds{0}, seconds{0}, start);
  EXPECT_EQ(resting.next(), std::nullopt);
  EXPECT_EQ(resting.wake(start + seconds{1'000'000}), Step::wait);
}

}  // namespace
}  // namespace s2::transport::websocket
