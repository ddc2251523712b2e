#include <s2/base/backoff.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

TEST(Backoff, GrowsFromTwoSecondsByDoublingUpToTenMinutes) {
  Backoff backoff;
  for (const int seconds : {2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600}) {
    EXPECT_EQ(backoff.next(1.0), Duration(seconds * 1000));
  }
}

TEST(Backoff, IsSpreadByChanceDownToNothing) {
  Backoff backoff;
  EXPECT_EQ(backoff.next(0.25), Duration(500));
  EXPECT_EQ(backoff.next(0.25), Duration(1000));
  EXPECT_EQ(backoff.next(0.0), Duration(0));
}

TEST(Backoff, IsShortAgainOnceTheConnectionProvedItself) {
  Backoff backoff;
  backoff.next(1.0);
  backoff.next(1.0);
  backoff.lasted(Backoff::proof - Duration(1));
  EXPECT_EQ(backoff.next(1.0), 4 * Backoff::base);
  backoff.lasted(Backoff::proof);
  EXPECT_EQ(backoff.next(1.0), Backoff::base);
}

TEST(Backoff, ThePeerIsObeyedAtOnceButNotAgainAndAgain) {
  Backoff backoff;
  EXPECT_EQ(backoff.at_once(1.0), Duration(0));
  EXPECT_EQ(backoff.at_once(1.0), Duration(4000));
}

TEST(Backoff, NeverExceedsItsCapAfterManyAttempts) {
  Backoff backoff;
  for (int i = 0; i < 10'000; ++i) EXPECT_LE(backoff.next(2.0), Backoff::cap);
}

}  // namespace
}  // namespace s2
