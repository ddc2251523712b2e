// When to connect again.

#include <s2/session/come_back.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

Ended ended(EndReason reason, std::optional<SessionRequestType> request, Duration lasted = Duration(0)) {
  return {reason, request, "", lasted};
}

TEST(ComeBack, AReconnectIsObeyedAtOnceWhoeverAskedForIt) {
  for (const auto reason : {EndReason::asked_by_peer, EndReason::asked_by_us}) {
    Backoff backoff;
    EXPECT_EQ(delay_before_return(ended(reason, SessionRequestType::reconnect), backoff, 1.0), Duration(0));
  }
}

TEST(ComeBack, AfterALossOrATerminationDelaysGrow) {
  Backoff backoff;
  EXPECT_EQ(delay_before_return(ended(EndReason::peer_gone, {}), backoff, 1.0), Duration(2'000));
  EXPECT_EQ(delay_before_return(ended(EndReason::asked_by_peer, SessionRequestType::terminate), backoff, 1.0),
            Duration(4'000));
  EXPECT_EQ(delay_before_return(ended(EndReason::handshake_timeout, SessionRequestType::terminate), backoff, 0.5),
            Duration(4'000));
}

TEST(ComeBack, APeerThatAsksAgainAndAgainIsNotObeyedAtOnce) {
  Backoff backoff;
  const auto asked = ended(EndReason::asked_by_peer, SessionRequestType::reconnect, Duration(100));
  EXPECT_EQ(delay_before_return(asked, backoff, 1.0), Duration(0));
  EXPECT_GT(delay_before_return(asked, backoff, 1.0), Duration(0));
}

TEST(ComeBack, ASessionThatLastedMakesDelaysShortAgain) {
  Backoff backoff;
  for (int i = 0; i < 5; ++i) (void)delay_before_return(ended(EndReason::peer_gone, {}), backoff, 1.0);
  EXPECT_EQ(delay_before_return(ended(EndReason::peer_gone, {}, Backoff::proof), backoff, 1.0), Backoff::base);
}

}  // namespace
}  // namespace s2
