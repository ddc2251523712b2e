// SessionServer: operations, order of refusals, bounds.

#include "connect/sessions/server_fixture.hpp"

namespace s2::connect {
namespace {

class ServingSessions : public tests::SessionServerTest {};

// C-032
TEST_F(ServingSessions, TheIndexNamesTheVersions) {
  const auto response = call("", "");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"(["v1"])");
}

TEST_F(ServingSessions, OtherTargetsAndMethodsAreNotServed) {
  EXPECT_EQ(call("v1/requestToken", "active").status, 404);
  EXPECT_EQ(call("v2/initiateSession", "active").status, 404);
  Request request{.method = Method::get,
                  .target = "v1/unpair",
                  .bearer = {},
                  .content_type = {},
                  .body = {},
                  .source = {},
                  .is_same_subnet = {},
                  .leaf = {}};
  const auto response = send(request);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.allow, "POST");
}

// C-019, C-020
TEST_F(ServingSessions, WithoutABearerEveryOperationAnswers401BeforeItReads) {
  for (const char* target : {"v1/initiateSession", "v1/confirmAccessToken", "v1/unpair"}) {
    const auto response = call(target, "", "no JSON");
    EXPECT_EQ(response.status, 401) << target;
    EXPECT_TRUE(response.www_authenticate) << target;
  }
}

// C-022
TEST_F(ServingSessions, ABodyIsTakenUpToItsBoundAndNotBeyond) {
  std::string body = encode(ask());
  body.resize(Limits::request_bytes, ' ');
  EXPECT_EQ(call("v1/initiateSession", "active", body).status, 200);
  body += ' ';
  const auto response = call("v1/initiateSession", "active", body);
  EXPECT_EQ(response.status, 413);
  EXPECT_TRUE(response.close);
}

// C-019
TEST_F(ServingSessions, AServerThatStopsSaysWhenToComeBack) {
  server.stop();
  const auto response = initiate(ask());
  EXPECT_EQ(response.status, 503);
  EXPECT_TRUE(response.retry_after);
}

TEST_F(ServingSessions, WhoeverIsGoneIsNotAnswered) {
  server.receive(7,
                 {.method = Method::get,
                  .target = {},
                  .bearer = {},
                  .content_type = {},
                  .body = {},
                  .source = {},
                  .is_same_subnet = {},
                  .leaf = {}},
                 now);
  server.closed(7);
  EXPECT_FALSE(server.next_answer());
}

// C-302
TEST_F(ServingSessions, RefusalsAreToldUpToABoundAndWithoutTheBearer) {
  for (std::size_t i = 0; i < Limits::waiting_refusals + 1; ++i) confirm("stranger");
  const auto refusals = events<SessionRefused>();
  ASSERT_EQ(refusals.size(), Limits::waiting_refusals);
  EXPECT_EQ(refusals[0].why, Problem::token_refused);
  EXPECT_EQ(refusals[0].source, "192.0.2.1");
  confirm("stranger");
  EXPECT_EQ(events<SessionRefused>().size(), 1U);
}

// C-191, C-192
TEST_F(ServingSessions, APairThatWasPairedAnewLosesItsOldSessionAndItsOldTokens) {
  const auto session = open_session();
  const auto waiting = pending(active_token());
  auto fresh = paired();
  fresh.tokens[0].token = Secret("fresh");
  const auto outcome = settle(store, fresh);
  ASSERT_TRUE(outcome && outcome->is_renewal);
  server.settled(pair, *outcome);
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].session, session.session);
  EXPECT_EQ(closings[0].why, SessionEnding::renewed);
  EXPECT_FALSE(closings[0].ask_to_return);
  EXPECT_EQ(confirm(waiting).status, 401);
  EXPECT_EQ(initiate(ask(), "fresh").status, 200);
}

// C-190
TEST_F(ServingSessions, TheSessionWithACemThatWasLeftEndsWithReconnect) {
  open_session();
  server.settled({cem.id, tests::node_id(9)}, {.is_renewal = false, .left = paired()});
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].why, SessionEnding::left_here);
  EXPECT_TRUE(closings[0].ask_to_return);
}

TEST_F(ServingSessions, WhatIsTooOldIsForgottenInTime) {
  EXPECT_FALSE(server.next_deadline());
  communication_token(pending());
  pending(active_token());
  EXPECT_EQ(server.pending_tokens(), 1U);
  EXPECT_EQ(server.communication_tokens(), 1U);
  while (server.next_deadline()) server.wake(*server.next_deadline());
  EXPECT_EQ(server.pending_tokens(), 0U);
  EXPECT_EQ(server.communication_tokens(), 0U);
}

}  // namespace
}  // namespace s2::connect
