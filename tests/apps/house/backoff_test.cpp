#include <house/backoff.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

// The longest delays chance can give.
Backoff longest() {
  return Backoff([] { return 1.0; });
}

TEST(Backoff, GrowsFromTwoSecondsByDoublingUpToTenMinutes) {
  Backoff backoff = longest();
  for (const int seconds : {2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600}) {
    EXPECT_EQ(backoff.next(), Duration(seconds * 1000));
  }
}

TEST(Backoff, IsSpreadByChanceDownToNothing) {
  Backoff backoff([] { return 0.25; });
  EXPECT_EQ(backoff.next(), Duration(500));
  EXPECT_EQ(backoff.next(), Duration(1000));
}

TEST(Backoff, IsShortAgainOnceTheConnectionProvedItself) {
  Backoff backoff = longest();
  backoff.next();
  backoff.next();
  backoff.reset();
  EXPECT_EQ(backoff.next(), Backoff::base);
}

TEST(Backoff, ThePeerIsObeyedAtOnceButNotAgainAndAgain) {
  Backoff backoff = longest();
  EXPECT_EQ(backoff.at_once(), Duration(0));
  EXPECT_EQ(backoff.at_once(), Duration(4000));
}

}  // namespace
}  // namespace s2::house
