// unpair at the communication server, by the peer and by the user.

#include "connect/sessions/server_fixture.hpp"

namespace s2::connect {
namespace {

using tests::node_id;
using tests::start;

class Unpair : public tests::SessionServerTest {};

// C-255, C-245, C-263
TEST_F(Unpair, ThePeerEndsThePairingWithEverythingThatBelongsToIt) {
  const auto session = open_session();
  const auto token = active_token();
  const auto unused = communication_token(pending(token));
  const auto current = active_token();
  const auto waiting = pending(current);
  EXPECT_EQ(unpair(current).status, 204);
  EXPECT_TRUE(memory->all().value().empty());
  EXPECT_EQ(server.pending_tokens(), 0U);
  EXPECT_EQ(server.communication_tokens(), 0U);
  EXPECT_FALSE(server.admit(unused, "", now));
  EXPECT_EQ(confirm(waiting).status, 401);
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].session, session.session);
  EXPECT_FALSE(closings[0].ask_to_return);
}

// C-255
TEST_F(Unpair, TheSessionIsClosedBeforeTheAnswerLeaves) {
  open_session();
  const auto body = encode(UnpairRequest{rm.id, cem.id});
  server.receive(9,
                 {.method = Method::post,
                  .target = "v1/unpair",
                  .bearer = Secret(active_token()),
                  .content_type = {},
                  .body = body,
                  .source = {},
                  .is_same_subnet = {},
                  .leaf = {}},
                 now);
  const auto event = server.next_event();
  ASSERT_TRUE(event);
  EXPECT_TRUE(std::holds_alternative<CloseSession>(*event));
  EXPECT_EQ(server.next_answer()->response.status, 204);
}

// C-252, C-262
TEST_F(Unpair, TheUserIsToldWhoItWas) {
  EXPECT_EQ(unpair().status, 204);
  const auto told = events<Unpaired>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].by_peer);
  EXPECT_EQ(told[0].pairing.peer_node, rm);
}

// C-256
TEST_F(Unpair, UnknownIdsOrTokensAreTurnedAwayAndSoIsTheSecondCall) {
  EXPECT_EQ(unpair("wrong").status, 401);
  const auto stranger = encode(UnpairRequest{node_id(9), cem.id});
  EXPECT_EQ(call("v1/unpair", "active", stranger).status, 401);
  const auto nobody = encode(UnpairRequest{rm.id, node_id(9)});
  EXPECT_EQ(call("v1/unpair", "active", nobody).status, 401);
  EXPECT_EQ(unpair().status, 204);
  EXPECT_EQ(unpair().status, 401);
}

// C-258
TEST_F(Unpair, WhatCannotBeStoredIsKept) {
  open_session();
  const auto token = active_token();
  store.writes_fail = true;
  EXPECT_EQ(unpair(token).status, 500);
  EXPECT_TRUE(events<CloseSession>().empty());
  EXPECT_EQ(active_token(), token);
  store.reads_fail = true;
  EXPECT_EQ(unpair(token).status, 500);
}

// C-258, C-005
TEST_F(Unpair, AMalformedBodyIsRefused) {
  EXPECT_EQ(error_in(call("v1/unpair", "active", "")), SessionError::parsing_error);
  EXPECT_EQ(error_in(call("v1/unpair", "active", R"({"clientNodeId": "1"})")), SessionError::parsing_error);
  EXPECT_EQ(active_token(), "active");
}

// C-177, C-263
TEST_F(Unpair, AProvisionalPairingIsEndedByItsToken) {
  auto fresh = paired();
  fresh.state = PairingState::provisional;
  fresh.tokens[0].token = Secret("fresh");
  ASSERT_TRUE(memory->put(fresh));
  EXPECT_EQ(unpair("fresh").status, 204);
  EXPECT_TRUE(memory->all().value().empty());
}

// C-259, C-260, C-261
TEST_F(Unpair, TheUserEndsThePairingAndThePeerIsAskedToComeBackToHearOfIt) {
  const auto session = open_session();
  ASSERT_TRUE(server.unpair(pair, now));
  EXPECT_TRUE(memory->all().value().empty());
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].session, session.session);
  EXPECT_TRUE(closings[0].ask_to_return);
  EXPECT_EQ(error_in(initiate(ask())), SessionError::no_longer_paired);
}

// C-259
TEST_F(Unpair, TheTombstoneIsSetInTheStepThatRemoves) {
  int writes = 0;
  store.around_write = [&] {
    const bool is_done = ++writes >= 2;
    EXPECT_EQ(memory->is_unpaired(pair).value(), is_done);
    EXPECT_EQ(memory->all().value().empty(), is_done);
  };
  ASSERT_TRUE(server.unpair(pair, now));
  EXPECT_GE(writes, 2);
}

TEST_F(Unpair, AStoreThatFailsIsToldToTheUserAndNothingHappens) {
  open_session();
  store.writes_fail = true;
  EXPECT_EQ(server.unpair(pair, now).error().rule, "S2CPP-STORE");
  EXPECT_TRUE(events<CloseSession>().empty());
}

TEST_F(Unpair, APairThatIsNotPairedIsNothingToUnpair) {
  ASSERT_TRUE(server.unpair({cem.id, node_id(9)}, now));
  EXPECT_FALSE(memory->is_unpaired({cem.id, node_id(9)}).value());
  EXPECT_TRUE(events<Unpaired>().empty());
}

// C-199
TEST_F(Unpair, TombstonesStandForAYearAndAreThenForgotten) {
  const Pair other{cem.id, node_id(9)};
  ASSERT_TRUE(server.unpair(pair, now));
  now = now + std::chrono::hours(24 * 365);
  ASSERT_TRUE(memory->put(tests::as_server(cem, tests::node(9, Role::rm), "token")));
  ASSERT_TRUE(server.unpair(other, now));
  EXPECT_EQ(error_in(initiate(ask())), SessionError::no_longer_paired);
  now = now + std::chrono::hours(24 * 2);
  ASSERT_TRUE(memory->put(tests::as_server(cem, tests::node(9, Role::rm), "token")));
  ASSERT_TRUE(server.unpair(other, now));
  EXPECT_EQ(initiate(ask()).status, 401);
}

}  // namespace
}  // namespace s2::connect
