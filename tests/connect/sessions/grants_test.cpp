// Tokens in memory: age, number, and what ends them.

#include "connect/sessions/grants.hpp"

#include "connect/people.hpp"

#include <gtest/gtest.h>

namespace s2::connect::sessions {
namespace {

using namespace tests;

Sha256 token(std::uint8_t number) {
  Sha256 digest{};
  digest[0] = number;
  return digest;
}

Pair pair(std::uint8_t peer) { return {node_id(1), node_id(peer)}; }

Grant grant(std::uint8_t peer, Time since = start) { return {.pair = pair(peer), .version = "v1.0.0", .since = since}; }

TEST(Grants, AGrantIsGoodUpToItsLifeAndNotLonger) {
  Grants grants(Duration(15'000), 2);
  grants.add(token(1), grant(2));
  EXPECT_NE(grants.find(token(1), start + Duration(15'000)), nullptr);
  EXPECT_EQ(grants.find(token(1), start + Duration(15'001)), nullptr);
}

TEST(Grants, TheOldestOfAPairMakesRoom) {
  Grants grants(Duration(1'000), 2);
  for (std::uint8_t number = 1; number <= 3; ++number) grants.add(token(number), grant(2));
  grants.add(token(4), grant(3));
  EXPECT_EQ(grants.size(), 3U);
  EXPECT_EQ(grants.find(token(1), start), nullptr);
  EXPECT_NE(grants.find(token(2), start), nullptr);
}

TEST(Grants, APairThatAsksAllTheTimeTakesNoMoreMemory) {
  Grants grants(Duration(1'000), 2);
  Sha256 digest{};
  for (int i = 0; i < 10'000; ++i) {
    digest[0] = static_cast<std::uint8_t>(i);
    digest[1] = static_cast<std::uint8_t>(i >> 8);
    grants.add(digest, grant(2));
    ASSERT_LE(grants.size(), 2U);
    ASSERT_LE(grants.entries(), 2 * grants.size() + 16);
  }
  EXPECT_NE(grants.find(digest, start), nullptr);
}

TEST(Grants, APairEndsAlone) {
  Grants grants(Duration(1'000), 2);
  grants.add(token(1), grant(2));
  grants.add(token(2), grant(2));
  grants.add(token(3), grant(3));
  grants.erase(pair(2));
  EXPECT_EQ(grants.size(), 1U);
  grants.erase(token(3));
  grants.erase(token(3));
  EXPECT_EQ(grants.size(), 0U);
}

TEST(Grants, TheDeadlineIsWhenTheFirstIsTooOld) {
  Grants grants(Duration(1'000), 2);
  EXPECT_FALSE(grants.next_deadline());
  grants.add(token(1), grant(2));
  grants.add(token(2), grant(2, start + Duration(500)));
  ASSERT_TRUE(grants.next_deadline());
  const Time first = *grants.next_deadline();
  grants.purge(first - Duration(1));
  EXPECT_EQ(grants.size(), 2U);
  grants.purge(first);
  EXPECT_EQ(grants.size(), 1U);
  EXPECT_GT(*grants.next_deadline(), first);
  grants.purge(*grants.next_deadline());
  EXPECT_EQ(grants.size(), 0U);
  EXPECT_FALSE(grants.next_deadline());
}

}  // namespace
}  // namespace s2::connect::sessions
