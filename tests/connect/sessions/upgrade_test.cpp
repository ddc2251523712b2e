// WebSockets at the communication server.

#include "connect/sessions/server_fixture.hpp"

namespace s2::connect {
namespace {

using tests::start;

class Upgrade : public tests::SessionServerTest {
 protected:
  bool is_admitted(const Secret& token) { return server.admit(token, "192.0.2.1", now).has_value(); }
};

// C-218, C-231, C-235
TEST_F(Upgrade, ACommunicationTokenOpensOneSessionOfItsPairAndVersion) {
  const auto token = communication_token(pending());
  const auto admitted = server.admit(token, "192.0.2.1", now);
  ASSERT_TRUE(admitted);
  EXPECT_EQ(admitted->pair, pair);
  EXPECT_EQ(admitted->version, "v1.0.0");
  EXPECT_EQ(admitted->session, 1U);
}

// C-236
TEST_F(Upgrade, AMissingUnknownOrUsedTokenOpensNothing) {
  EXPECT_EQ(server.admit({}, "", now).error().rule, "C-236");
  EXPECT_FALSE(is_admitted(Secret("active")));
  const auto token = communication_token(pending());
  EXPECT_TRUE(is_admitted(token));
  EXPECT_FALSE(is_admitted(token));
  EXPECT_EQ(events<SessionRefused>().size(), 3U);
}

// C-218, C-236
TEST_F(Upgrade, ACommunicationTokenIsGoodFor30Seconds) {
  const auto in_time = communication_token(pending());
  const auto late = communication_token(pending(active_token()));
  now = start + Duration(30'000);
  EXPECT_TRUE(is_admitted(in_time));
  now = start + Duration(30'001);
  EXPECT_FALSE(is_admitted(late));
}

// C-246
TEST_F(Upgrade, ANewerSessionOfThePairReplacesTheOlderOne) {
  const auto first = open_session();
  const auto second = open_session(active_token());
  auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].session, first.session);
  EXPECT_EQ(closings[0].why, SessionEnding::replaced);
  server.ended(first);
  open_session(active_token());
  closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].session, second.session);
}

// C-246
TEST_F(Upgrade, ASessionThatEndedIsNotReplaced) {
  server.ended(open_session());
  open_session(active_token());
  EXPECT_TRUE(events<CloseSession>().empty());
}

// C-263
TEST_F(Upgrade, ATokenOfAPairThatIsNotPairedAnyMoreOpensNothing) {
  const auto token = communication_token(pending());
  ASSERT_TRUE(memory->remove(pair, {}));
  EXPECT_FALSE(is_admitted(token));
}

// C-191
TEST_F(Upgrade, ATokenOfAnOlderPairingOfTheSameTwoOpensNothing) {
  const auto token = communication_token(pending());
  auto fresh = paired();
  fresh.since = now + Duration(1);
  ASSERT_TRUE(memory->put(fresh));
  EXPECT_FALSE(is_admitted(token));
}

TEST_F(Upgrade, AStoreThatFailsIsToldApartFromAWrongToken) {
  const auto token = communication_token(pending());
  store.reads_fail = true;
  EXPECT_EQ(server.admit(token, "", now).error().rule, "S2CPP-STORE");
}

// C-218
TEST_F(Upgrade, UnusedTokensOfAPairAreBounded) {
  const auto first = communication_token(pending());
  for (std::size_t i = 1; i < Limits::communication_tokens; ++i) communication_token(pending(active_token()));
  EXPECT_EQ(server.communication_tokens(), Limits::communication_tokens);
  communication_token(pending(active_token()));
  EXPECT_EQ(server.communication_tokens(), Limits::communication_tokens);
  EXPECT_FALSE(is_admitted(first));
}

}  // namespace
}  // namespace s2::connect
