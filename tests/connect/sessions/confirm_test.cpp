// confirmAccessToken: one transaction from the old token to the new one.

#include "connect/sessions/server_fixture.hpp"

#include <s2/connect/base64.hpp>

namespace s2::connect {
namespace {

using tests::start;

class ConfirmAccessToken : public tests::SessionServerTest {};

// C-207, C-210, C-294
TEST_F(ConfirmAccessToken, ThePendingTokenBecomesTheActiveOne) {
  const auto other = pending();
  const auto waiting = pending();
  const auto response = confirm(waiting);
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(active_token(), waiting);
  EXPECT_EQ(server.pending_tokens(), 0U);
  EXPECT_EQ(confirm(other).status, 401);
  EXPECT_EQ(initiate(ask(), "active").status, 401);
  EXPECT_EQ(initiate(ask(), waiting).status, 200);
}

// C-210, C-233, C-017
TEST_F(ConfirmAccessToken, TheDetailsNameTheWebSocketAndAFreshToken) {
  const auto body = decode<WebSocketCommunicationDetails>(confirm(pending()).body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->communication_protocol, CommunicationProtocol::web_socket);
  EXPECT_EQ(body->websocket_url, "wss://hub.local:8443/s2");
  EXPECT_EQ(from_base64(body->websocket_token.reveal())->size(), 32U);
}

// C-005, C-206
TEST_F(ConfirmAccessToken, ABodyIsIgnored) {
  EXPECT_EQ(call("v1/confirmAccessToken", pending(), "no JSON at all").status, 200);
}

// C-207, C-208
TEST_F(ConfirmAccessToken, APendingTokenIsGoodFor15Seconds) {
  const auto in_time = pending();
  now = start + Duration(15'000);
  EXPECT_EQ(confirm(in_time).status, 200);
  const auto late = pending(in_time);
  now = now + Duration(15'001);
  EXPECT_EQ(confirm(late).status, 401);
  EXPECT_EQ(active_token(), in_time);
  EXPECT_EQ(initiate(ask(), in_time).status, 200);
}

// C-208
TEST_F(ConfirmAccessToken, WhatIsNotPendingIsNotConfirmed) {
  EXPECT_EQ(confirm("active").status, 401);
  EXPECT_EQ(confirm("stranger").status, 401);
  const auto waiting = pending();
  EXPECT_EQ(confirm(waiting).status, 200);
  EXPECT_EQ(confirm(waiting).status, 401);
}

// C-209
TEST_F(ConfirmAccessToken, WhatCannotBeStoredStaysPending) {
  const auto waiting = pending();
  store.writes_fail = true;
  EXPECT_EQ(confirm(waiting).status, 500);
  EXPECT_EQ(active_token(), "active");
  EXPECT_EQ(server.communication_tokens(), 0U);
  store.writes_fail = false;
  EXPECT_EQ(confirm(waiting).status, 200);
}

// C-293
TEST_F(ConfirmAccessToken, TheNewTokenIsStoredBeforeTheAnswerLeaves) {
  const auto waiting = pending();
  int writes = 0;
  store.around_write = [&] {
    EXPECT_FALSE(server.next_answer());
    ++writes;
  };
  EXPECT_EQ(confirm(waiting).status, 200);
  EXPECT_EQ(writes, 2);
}

// C-291
TEST_F(ConfirmAccessToken, ARestartOfTheServerCostsOneRetry) {
  const auto waiting = pending();
  restart();
  EXPECT_EQ(confirm(waiting).status, 401);
  EXPECT_EQ(initiate(ask()).status, 200);
}

// C-191
TEST_F(ConfirmAccessToken, AGrantOfAnOlderPairingIsVoidEvenIfNobodyToldTheServer) {
  const auto waiting = pending();
  auto fresh = paired();
  fresh.tokens[0].token = Secret("fresh");
  ASSERT_TRUE(memory->put(fresh));
  EXPECT_EQ(confirm(waiting).status, 401);
  EXPECT_EQ(active_token(), "fresh");
}

}  // namespace
}  // namespace s2::connect
