// What a communication client makes of the answers it gets.

#include "connect/sessions/client_fixture.hpp"

namespace s2::connect {
namespace {

using tests::node;
using tests::start;

class ClientAnswers : public tests::SessionClientTest {
 protected:
  // Up to the answer to initiateSession.
  void begin() {
    client.start(now);
    agree();
    EXPECT_EQ(call().target, "v1/initiateSession");
  }

  Problem delayed_by() {
    const auto found = events<SessionDelayed>();
    return found.empty() ? Problem{} : found.back().why;
  }

  bool is_waiting() { return client.stage() == SessionStage::waiting; }
};

// C-035, C-036
TEST_F(ClientAnswers, WithoutACommonApiVersionNothingElseIsAsked) {
  client.start(now);
  reply("", 200, R"(["v2", "v3"])");
  EXPECT_TRUE(is_waiting());
  EXPECT_EQ(delayed_by(), Problem::api_versions);
  wake();
  reply("", 200, R"(["v2", "v1"])");
  EXPECT_EQ(call().target, "v1/initiateSession");
}

TEST_F(ClientAnswers, AMissingIndexIsTakenForV1OnlyWhenAskedTo) {
  client.start(now);
  reply("", 404);
  EXPECT_EQ(delayed_by(), Problem::no_such_service);
  options.assume_v1 = true;
  restart();
  client.start(now);
  reply("", 404);
  EXPECT_EQ(call().target, "v1/initiateSession");
}

// C-205, C-293
TEST_F(ClientAnswers, ThePendingTokenIsStoredBesideTheOldOneBeforeItIsConfirmed) {
  begin();
  store.around_write = [&] { EXPECT_FALSE(client.next_call()); };
  answer(200, session("fresh"));
  EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"active", "fresh"}));
  EXPECT_TRUE(memory->find(pair).value()->tokens[1].pending);
  EXPECT_EQ(call().target, "v1/confirmAccessToken");
}

// C-205
TEST_F(ClientAnswers, WhatCannotBeStoredIsNotConfirmed) {
  begin();
  store.writes_fail = true;
  answer(200, session("fresh"));
  EXPECT_FALSE(client.next_call());
  EXPECT_TRUE(is_waiting());
  EXPECT_EQ(delayed_by(), Problem::store_failed_here);
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"active"});
}

// C-204, C-008
TEST_F(ClientAnswers, AnAnswerThatWasNotAskedForIsNotTaken) {
  const std::string other_protocol =
      R"({"selectedCommunicationProtocol":"Telepathy","selectedS2MessageVersion":"v1.0.0","accessToken":"a"})";
  for (const std::string& body : {session("fresh", "v2.0.0"), session("fresh", "1.0.0"), session(""), other_protocol,
                                  std::string("{}"), std::string("no JSON")}) {
    restart();
    begin();
    answer(200, body);
    EXPECT_TRUE(is_waiting()) << body;
    EXPECT_EQ(delayed_by(), Problem::not_understood_here);
    EXPECT_EQ(stored_tokens(), std::vector<std::string>{"active"});
  }
}

// C-213, C-214
TEST_F(ClientAnswers, AllTokensAreTriedTheNewestFirst) {
  auto pairing = paired();
  pairing.tokens.push_back({Secret("pending"), true, start});
  ASSERT_TRUE(memory->put(pairing));
  now = start + Limits::late_confirmation + Duration(1);
  begin();
  EXPECT_EQ(bearer(), "pending");
  answer(401);
  EXPECT_EQ(call().target, "v1/initiateSession");
  EXPECT_EQ(bearer(), "active");
  answer(200, session("fresh"));
  EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"active", "fresh"}));
}

// C-215, C-230
TEST_F(ClientAnswers, WhenNoTokenIsAcceptedTheUserIsToldAndNothingIsTriedAgain) {
  begin();
  answer(401);
  EXPECT_EQ(client.stage(), SessionStage::not_accepted);
  EXPECT_EQ(events<NotAccepted>().size(), 1U);
  EXPECT_FALSE(client.next_deadline());
  EXPECT_FALSE(client.next_call());
}

// C-213
TEST_F(ClientAnswers, A401ToAllIsNotTheLastWordWhileAConfirmationMayBeUnderWay) {
  begin();
  answer(200, session("fresh"));
  EXPECT_EQ(call().target, "v1/confirmAccessToken");
  client.failed(last_call.id, {CallFailure::broken, ""}, now);
  wake();
  agree();
  reply("v1/initiateSession", 401);
  reply("v1/initiateSession", 401);
  EXPECT_TRUE(is_waiting());
  EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"active", "fresh"}));
}

// C-216, C-230
TEST_F(ClientAnswers, NoLongerPairedEndsThePairingAndIsTold) {
  begin();
  answer(400, refusal(SessionError::no_longer_paired));
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_TRUE(memory->all().value().empty());
  const auto told = events<Unpaired>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].by_peer);
  EXPECT_FALSE(client.next_deadline());
}

// C-216
TEST_F(ClientAnswers, APairingThatCannotBeRemovedNowIsRemovedLaterWithoutAskingAgain) {
  begin();
  store.writes_fail = true;
  answer(400, refusal(SessionError::no_longer_paired));
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  wake();
  EXPECT_FALSE(memory->all().value().empty());
  store.writes_fail = false;
  wake();
  EXPECT_TRUE(memory->all().value().empty());
  EXPECT_FALSE(client.next_deadline());
  EXPECT_FALSE(client.next_call());
  EXPECT_EQ(events<Unpaired>().size(), 1U);
}

// C-217
TEST_F(ClientAnswers, OtherRefusalsAreTriedAgainLater) {
  const std::pair<SessionError, Problem> refusals[] = {
      {SessionError::incompatible_s2_message_versions, Problem::s2_versions},
      {SessionError::incompatible_communication_protocols, Problem::protocols},
      {SessionError::parsing_error, Problem::not_understood_there},
      {SessionError::other, Problem::refused_there}};
  for (const auto& [error, problem] : refusals) {
    restart();
    begin();
    answer(400, refusal(error));
    EXPECT_TRUE(is_waiting());
    EXPECT_EQ(delayed_by(), problem);
  }
}

// C-008, C-021, C-217
TEST_F(ClientAnswers, StrangeStatusesAreTriedAgainLater) {
  const std::pair<int, Problem> statuses[] = {{302, Problem::redirected},         {400, Problem::refused_there},
                                              {404, Problem::no_such_service},    {405, Problem::no_such_service},
                                              {418, Problem::refused_there},      {429, Problem::busy},
                                              {500, Problem::store_failed_there}, {503, Problem::busy}};
  for (const auto& [status, problem] : statuses) {
    restart();
    begin();
    answer(status, R"({"errorMessage":"SomethingNew"})");
    EXPECT_TRUE(is_waiting()) << status;
    EXPECT_EQ(delayed_by(), problem) << status;
  }
}

// C-019
TEST_F(ClientAnswers, RetryAfterIsHonoured) {
  begin();
  answer(unavailable(Duration(90'000)));
  EXPECT_GE(*client.next_deadline(), now + Duration(90'000));
}

// C-212
TEST_F(ClientAnswers, AfterTheConfirmationOnlyTheNewTokenIsKept) {
  client.start(now);
  get_ready("fresh");
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"fresh"});
  EXPECT_FALSE(memory->find(pair).value()->tokens[0].pending);
}

// C-210, C-231, C-234, C-235, C-280
TEST_F(ClientAnswers, TheWebSocketIsNamedWithItsTokenItsVersionAndItsPin) {
  client.start(now);
  get_ready();
  const auto ready = events<SessionReady>();
  ASSERT_EQ(ready.size(), 1U);
  EXPECT_EQ(ready[0].url, "wss://hub.local:8443/s2");
  EXPECT_EQ(ready[0].token.reveal(), "once");
  EXPECT_EQ(ready[0].version, "v1.0.0");
  EXPECT_EQ(ready[0].tls.trust, Trust::pinned_root);
  EXPECT_EQ(ready[0].until, now + Limits::communication_token_life);
}

// C-213
TEST_F(ClientAnswers, WhenTheAnswerToTheConfirmationIsLostAllTokensStay) {
  for (const int status : {0, 401, 500, 503}) {
    ASSERT_TRUE(memory->put(paired()));
    restart();
    begin();
    answer(200, session("fresh"));
    EXPECT_EQ(call().target, "v1/confirmAccessToken");
    if (status == 0) {
      client.failed(last_call.id, {CallFailure::timed_out, ""}, now);
    } else {
      answer(status);
    }
    EXPECT_TRUE(is_waiting()) << status;
    EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"active", "fresh"})) << status;
  }
}

// C-211, C-233
TEST_F(ClientAnswers, DetailsThatAreNotUnderstoodLeaveAllTokens) {
  for (const std::string& body : {std::string("{}"), details("ws://hub.local/s2"), details("wss://"),
                                  std::string(R"({"communicationProtocol":"Telepathy"})")}) {
    ASSERT_TRUE(memory->put(paired()));
    restart();
    begin();
    answer(200, session("fresh"));
    reply("v1/confirmAccessToken", 200, body);
    EXPECT_TRUE(is_waiting()) << body;
    EXPECT_EQ(stored_tokens().size(), 2U);
  }
}

TEST_F(ClientAnswers, AStoreThatCannotDropTheOldTokenDoesNotCostTheSession) {
  begin();
  answer(200, session("fresh"));
  store.writes_fail = true;
  reply("v1/confirmAccessToken", 200, details());
  EXPECT_EQ(client.stage(), SessionStage::connecting);
}

// C-013
TEST_F(ClientAnswers, AShortTokenIsTakenAsItIsAndTold) {
  begin();
  answer(200, session("short +/= token"));
  EXPECT_EQ(events<SessionNoted>().at(0).what, Problem::token_short);
  call();
  EXPECT_EQ(bearer(), "short +/= token");
  restart();
  begin();
  answer(200, session(std::string(43, 'A')));
  EXPECT_TRUE(events<SessionNoted>().empty());
}

TEST_F(ClientAnswers, TheServersNewDescriptionIsStored) {
  begin();
  auto renamed = cem;
  renamed.user_defined_name = "Cellar";
  InitiateSessionResponse response{.selected_s2_message_version = "v1.0.0",
                                   .access_token = Secret("fresh"),
                                   .server_node_description = renamed,
                                   .server_endpoint_description = EndpointDescription{"hub", {}, Deployment::wan}};
  answer(200, encode(response));
  EXPECT_EQ(memory->find(pair).value()->peer_node, renamed);
  EXPECT_EQ(memory->find(pair).value()->peer_endpoint.name, "hub");
  EXPECT_EQ(events<PeerUpdated>().size(), 1U);
}

TEST_F(ClientAnswers, TheServersNodeCannotBecomeAnother) {
  begin();
  InitiateSessionResponse response{.selected_s2_message_version = "v1.0.0", .access_token = Secret("fresh")};
  response.server_node_description = node(9, Role::cem);
  answer(200, encode(response));
  EXPECT_EQ(memory->find(pair).value()->peer_node, cem);
}

// C-282
TEST_F(ClientAnswers, ThePinnedRootIsKeptOnceItWasSeen) {
  tls.root = paired().pin->root;
  tls.root_der = "root";
  begin();
  EXPECT_EQ(last_call.tls.root_der, "root");
  answer(200, session("fresh"));
  EXPECT_EQ(memory->find(pair).value()->pin->root_der, "root");
}

TEST_F(ClientAnswers, AnswersToOtherCallsAreIgnored) {
  client.start(now);
  const auto index = call();
  client.answered(index.id + 1, {.status = 200, .body = R"(["v1"])"}, tls, now);
  client.failed(index.id + 1, {}, now);
  EXPECT_EQ(client.stage(), SessionStage::asking_versions);
  answer(200, R"(["v1"])");
  answer(200, R"(["v1"])");
  EXPECT_EQ(call().target, "v1/initiateSession");
}

// --- Provisional pairings

class ProvisionalPairing : public ClientAnswers {
 protected:
  void SetUp() override {
    ClientAnswers::SetUp();
    fresh = paired("provisional");
    fresh.state = PairingState::provisional;
    fresh.session_url = "https://other.local/session/";
    ASSERT_TRUE(memory->put(fresh));
    now = start + Limits::attempt_life + Duration(1);
  }

  Pairing fresh;
};

// C-177
TEST_F(ProvisionalPairing, IsTriedFirstAndPromotedWhenItIsAccepted) {
  begin();
  EXPECT_EQ(last_call.base.host(), "other.local");
  EXPECT_EQ(bearer(), "provisional");
  answer(200, session("fresh"));
  EXPECT_FALSE(memory->provisional(pair).value());
  EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"provisional", "fresh"}));
  const auto promoted = events<PairingPromoted>();
  ASSERT_EQ(promoted.size(), 1U);
  EXPECT_TRUE(promoted[0].settled.is_renewal);
}

// C-177
TEST_F(ProvisionalPairing, IsDroppedOn401AndTheOneBeforeGoesOn) {
  begin();
  answer(401);
  EXPECT_FALSE(memory->provisional(pair).value());
  EXPECT_EQ(events<PairingDropped>().size(), 1U);
  agree();
  reply("v1/initiateSession", 200, session("fresh"));
  EXPECT_EQ(stored_tokens(), (std::vector<std::string>{"active", "fresh"}));
}

// C-177
TEST_F(ProvisionalPairing, IsDroppedOn401AndThenThereMayBeNone) {
  ASSERT_TRUE(memory->remove(pair, {}));
  ASSERT_TRUE(memory->put(fresh));
  begin();
  answer(401);
  EXPECT_TRUE(memory->all().value().empty());
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
}

// C-177
TEST_F(ProvisionalPairing, IsDroppedWhenTheServerSaysNoLongerPaired) {
  begin();
  answer(400, refusal(SessionError::no_longer_paired));
  EXPECT_FALSE(memory->provisional(pair).value());
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"active"});
}

// C-177
TEST_F(ProvisionalPairing, IsKeptWhileItsAttemptMayLiveOrNothingIsHeard) {
  now = start + Limits::attempt_life;
  begin();
  answer(401);
  EXPECT_TRUE(is_waiting());
  EXPECT_TRUE(memory->provisional(pair).value());
  wake();
  call();
  client.failed(last_call.id, {CallFailure::unreachable, ""}, now);
  EXPECT_TRUE(memory->provisional(pair).value());
}

// C-263, C-256
TEST_F(ProvisionalPairing, IsUnpairedTogetherWithTheOneBefore) {
  ASSERT_TRUE(client.unpair(now));
  agree();
  reply("v1/unpair", 401);
  EXPECT_EQ(call().target, "v1/unpair");
  EXPECT_EQ(bearer(), "active");
  answer(204);
  EXPECT_TRUE(memory->all().value().empty());
}

TEST_F(ProvisionalPairing, AStoreThatFailsKeepsEverything) {
  begin();
  store.writes_fail = true;
  answer(401);
  EXPECT_TRUE(is_waiting());
  EXPECT_TRUE(memory->provisional(pair).value());
}

// --- What another engine stored meanwhile is not written over

class PairedMeanwhile : public ClientAnswers {
 protected:
  Pairing anew() {
    auto pairing = paired("anew");
    pairing.since = now + Duration(1);
    return pairing;
  }
};

// C-191
TEST_F(PairedMeanwhile, AnAcceptedOldTokenLeavesTheNewPairingAlone) {
  begin();
  ASSERT_TRUE(memory->put(anew()));
  answer(200, session("fresh"));
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"anew"});
  agree();
  EXPECT_EQ(call().target, "v1/initiateSession");
  EXPECT_EQ(bearer(), "anew");
}

// C-191
TEST_F(PairedMeanwhile, AConfirmedOldTokenLeavesTheNewPairingAlone) {
  begin();
  answer(200, session("fresh"));
  ASSERT_TRUE(memory->put(anew()));
  reply("v1/confirmAccessToken", 200, details());
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"anew"});
  EXPECT_EQ(client.stage(), SessionStage::asking_versions);
}

// C-191
TEST_F(PairedMeanwhile, NoLongerPairedIsAboutTheOldPairing) {
  begin();
  ASSERT_TRUE(memory->put(anew()));
  answer(400, refusal(SessionError::no_longer_paired));
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"anew"});
}

// C-191
TEST_F(PairedMeanwhile, UnpairingEndsTheOldPairingOnly) {
  ASSERT_TRUE(client.unpair(now));
  agree();
  ASSERT_TRUE(memory->put(anew()));
  reply("v1/unpair", 204);
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"anew"});
}

}  // namespace
}  // namespace s2::connect
