// Token buckets.

#include "people.hpp"

#include <s2/connect/rate_limit.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using tests::start;

// C-300
TEST(RateLimit, ABurstIsAdmittedAndThenOneAfterTheOther) {
  RateLimit limit({.burst = 3, .refill = Duration(1'000)});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.admit("192.168.1.20", start));
  EXPECT_FALSE(limit.admit("192.168.1.20", start));
  EXPECT_FALSE(limit.admit("192.168.1.20", start + Duration(999)));
  EXPECT_TRUE(limit.admit("192.168.1.20", start + Duration(1'000)));
  EXPECT_FALSE(limit.admit("192.168.1.20", start + Duration(1'000)));
  EXPECT_TRUE(limit.admit("192.168.1.21", start));
}

// C-300
TEST(RateLimit, ALongPauseFillsTheBucketAndNotMore) {
  RateLimit limit({.burst = 2, .refill = Duration(1'000)});
  EXPECT_TRUE(limit.admit("a", start));
  const Time later = start + Duration(3'600'000);
  EXPECT_TRUE(limit.admit("a", later));
  EXPECT_TRUE(limit.admit("a", later));
  EXPECT_FALSE(limit.admit("a", later));
}

TEST(RateLimit, AClockThatGoesBackTakesNothingAway) {
  RateLimit limit({.burst = 1, .refill = Duration(1'000)});
  EXPECT_TRUE(limit.admit("a", start));
  EXPECT_FALSE(limit.admit("a", start - Duration(5'000)));
  EXPECT_TRUE(limit.admit("a", start - Duration(4'000)));
}

// C-300
TEST(RateLimit, ANetworkOfIpv6IsOneSource) {
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("fe80::1"), network_of("fe80::2"));
  EXPECT_EQ(network_of("::ffff:192.168.1.20"), network_of("192.168.1.20"));
  EXPECT_EQ(network_of("192.168.1.20"), "192.168.1.20");
  EXPECT_EQ(network_of(""), "");
}

// C-300
TEST(RateLimit, WatchesABoundedNumberOfSources) {
  RateLimit limit({.burst = 1, .refill = Duration(1'000'000), .sources = 2});
  EXPECT_TRUE(limit.admit("a", start));
  EXPECT_TRUE(limit.admit("b", start));
  EXPECT_FALSE(limit.admit("a", start));
  EXPECT_TRUE(limit.admit("c", start));
  EXPECT_FALSE(limit.admit("a", start));
  EXPECT_TRUE(limit.admit("b", start)) << "b was seen longest ago and is forgotten";
}

}  // namespace
}  // namespace s2::connect
