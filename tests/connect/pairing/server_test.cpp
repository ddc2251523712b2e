// A pairing server: the mandatory second, both branches, the end, the operations of the LAN.

#include "server_fixture.hpp"

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

// C-147, C-150, C-151, C-152
TEST_F(PairingServerTest, TheAnswerComesAfterASecondWithAllItsFields) {
  const auto asked = question();
  const auto id = send(request("requestPairing", encode(asked)));
  pass(Limits::pairing_delay - Duration(1));
  EXPECT_FALSE(answer_to(id));
  EXPECT_EQ(server().next_deadline(), start + Limits::pairing_delay);
  pass(Duration(1));
  ASSERT_TRUE(answer_to(id));
  const auto body = decode<RequestPairingResponse>(answer_to(id)->body);
  ASSERT_TRUE(body) << body.error().finding.text;
  EXPECT_EQ(body->pairing_attempt_id.size(), Limits::attempt_id_characters_min);
  EXPECT_EQ(body->selected_hmac_hashing_algorithm, HmacHashingAlgorithm::sha256);
  EXPECT_EQ(body->server_node_description, rm.node);
  EXPECT_EQ(body->server_endpoint_description.deployment, Deployment::lan);
  EXPECT_TRUE(
      is_answer(crypto, body->client_hmac_challenge_response, asked.client_hmac_challenge, Secret(label), leaf));
  EXPECT_EQ(body->server_hmac_challenge.bytes.size(), Limits::challenge_bytes_min);
}

// C-148, C-149, C-301
TEST_F(PairingServerTest, RequestsForOneNodeAreAnsweredOneASecondAndFourMayWait) {
  std::vector<RequestId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(send(request("requestPairing", encode(question()))));
  ASSERT_TRUE(answer_to(ids[4]));
  EXPECT_EQ(answer_to(ids[4])->status, 503);
  EXPECT_EQ(answer_to(ids[4])->retry_after, Duration(1'000));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_FALSE(answer_to(ids[i]));
    pass(Limits::pairing_delay);
    EXPECT_EQ(answer_to(ids[i]).value_or(Response{}).status, 200) << i;
  }
}

// C-148
TEST_F(PairingServerTest, RequestsForDifferentNodesDoNotWaitForEachOther) {
  ASSERT_TRUE(rm.endpoint.host({.description = node(2, Role::rm), .alias = NodeIdAlias{"B2"}}));
  rm.endpoint.set_static(node_id(2), Secret(label));
  auto one = question();
  one.node_id = rm.node.id;
  auto other = question();
  other.node_id_alias = NodeIdAlias{"B2"};
  const auto first = send(request("requestPairing", encode(one)));
  const auto second = send(request("requestPairing", encode(other)));
  pass(Limits::pairing_delay);
  EXPECT_EQ(answer_to(first)->status, 200);
  EXPECT_EQ(answer_to(second)->status, 200);
}

// C-148
TEST_F(PairingServerTest, GoingAwayDoesNotMakeRoomForMore) {
  for (int i = 0; i < 20; ++i) {
    const auto id = send(request("requestPairing", encode(question())));
    server().closed(id);
  }
  EXPECT_EQ(open(question()).status, 503);
  pass(Duration(4'000));
  EXPECT_EQ(open(question()).status, 200);
}

// C-166, C-171, C-172, C-175, C-176
TEST_F(PairingServerTest, BranchBStoresWhereTheClientServesItsSessions) {
  const Opened attempt = opened();
  EXPECT_EQ(post_details(attempt), Response{.status = 204});
  EXPECT_FALSE(rm.store.find({rm.node.id, client.id}).value());
  EXPECT_EQ(finalise(attempt, true), Response{.status = 204});
  const auto pairing = rm.store.find({rm.node.id, client.id}).value();
  ASSERT_TRUE(pairing);
  EXPECT_EQ(pairing->communicates_as, CommunicationRole::client);
  EXPECT_EQ(pairing->state, PairingState::paired);
  EXPECT_EQ(pairing->session_url, "https://hub.local:8443/session/");
  EXPECT_EQ(pairing->tokens.front().token, hub_details().access_token);
  EXPECT_EQ(pairing->pin, (Pin{"hub.local", {print(42)}, ""}));
  ASSERT_TRUE(last<Paired>());
  EXPECT_EQ(last<Paired>()->pairing, *pairing);
  EXPECT_FALSE(last<Paired>()->hand_over);
}

// C-159, C-162, C-163, C-176
TEST_F(PairingServerOfCemTest, BranchAHandsOutATokenThatCountsWhenThePairingIsFinalised) {
  const Opened attempt = opened();
  const Response response = request_details(attempt);
  ASSERT_EQ(response.status, 200);
  const auto details = decode<ConnectionDetails>(response.body).value();
  EXPECT_EQ(details.initiate_session_url, rm.endpoint.facts().session_url->text());
  EXPECT_EQ(details.access_token.size(), 44U);
  EXPECT_EQ(details.certificate_fingerprint->sha256, rm.endpoint.facts().root);
  EXPECT_TRUE(rm.store.all().value().empty());
  EXPECT_EQ(finalise(attempt, true).status, 204);
  const auto pairing = rm.store.find({rm.node.id, client.id}).value();
  ASSERT_TRUE(pairing);
  EXPECT_EQ(pairing->communicates_as, CommunicationRole::server);
  EXPECT_EQ(pairing->tokens.front().token, details.access_token);
}

// C-162
TEST_F(PairingServerOfCemTest, EveryPairingGetsATokenOfItsOwn) {
  const Response one = request_details(opened());
  pass(Limits::attempt_life);
  client = node(10, Role::rm);
  const Response other = request_details(opened());
  EXPECT_NE(decode<ConnectionDetails>(one.body)->access_token, decode<ConnectionDetails>(other.body)->access_token);
}

// C-005, C-020, C-160, C-170
TEST_F(PairingServerTest, TheBearerIsCheckedBeforeTheBody) {
  const Opened attempt = opened();
  for (const std::string target : {"requestConnectionDetails", "postConnectionDetails", "finalizePairing"}) {
    EXPECT_EQ(ask(request(target, "{")), unauthorized()) << target;
    EXPECT_EQ(ask(request(target, "{", Secret(std::string(32, 'x')))), unauthorized()) << target;
    EXPECT_EQ(error_in(ask(request(target, "{", attempt.id))), PairingError::parsing_error) << target;
    EXPECT_EQ(error_in(ask(request(target, "", attempt.id))), PairingError::parsing_error) << target;
  }
}

// C-185
TEST_F(PairingServerTest, ABodyThatDoesNotParseLeavesTheAttemptAlive) {
  const Opened attempt = opened();
  EXPECT_EQ(ask(request("postConnectionDetails", "[", attempt.id)).status, 400);
  EXPECT_EQ(post_details(attempt).status, 204);
  EXPECT_EQ(ask(request("finalizePairing", "{}}", attempt.id)).status, 400);
  EXPECT_EQ(finalise(attempt, true).status, 204);
}

// C-027, C-167
TEST_F(PairingServerTest, DetailsForTheLanNeedTheFingerprintAndAUrl) {
  const Opened attempt = opened();
  auto details = hub_details();
  const auto send_details = [&] {
    return ask(
        request("postConnectionDetails", encode(PostConnectionDetailsRequest{attempt.answer, details}), attempt.id));
  };
  details.certificate_fingerprint.reset();
  EXPECT_EQ(error_in(send_details()), PairingError::parsing_error);
  details.certificate_fingerprint = CertificateFingerprint{};
  EXPECT_EQ(error_in(send_details()), PairingError::parsing_error);
  details = hub_details();
  details.initiate_session_url = "http://hub.local/";
  EXPECT_EQ(error_in(send_details()), PairingError::parsing_error);
  details.initiate_session_url = hub_details().initiate_session_url + "v1/";
  EXPECT_EQ(error_in(send_details()), PairingError::parsing_error);
  details = hub_details();
  details.access_token = {};
  EXPECT_EQ(send_details().status, 400);
  details = hub_details();
  EXPECT_EQ(send_details().status, 204);
}

// C-027
TEST_F(PairingServerTest, AUrlForSessionsThatNamesTheVersionIsTakenWhenAskedTo) {
  options.url.strip_version = true;
  const Opened attempt = opened();
  auto details = hub_details();
  details.initiate_session_url += "v1/";
  const std::string body = encode(PostConnectionDetailsRequest{attempt.answer, details});
  EXPECT_EQ(ask(request("postConnectionDetails", body, attempt.id)).status, 204);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_EQ(last<Paired>()->pairing.session_url, hub_details().initiate_session_url);
}

// C-169
TEST_F(PairingServerTest, AHostOfTheWanIsNotPinnedAndMayLackTheFingerprint) {
  auto asked = question();
  asked.client_endpoint_description.deployment = Deployment::wan;
  const Opened attempt = opened(asked);
  auto details = hub_details();
  details.initiate_session_url = "https://cem.example.com/session";
  details.certificate_fingerprint.reset();
  const std::string body = encode(PostConnectionDetailsRequest{attempt.answer, details});
  EXPECT_EQ(ask(request("postConnectionDetails", body, attempt.id)).status, 204);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_FALSE(last<Paired>()->pairing.pin);
  EXPECT_EQ(last<Paired>()->pairing.session_url, "https://cem.example.com/session/");
}

// C-175
TEST_F(PairingServerTest, WhatCannotBeStoredIsNotConfirmed) {
  const Opened attempt = opened();
  post_details(attempt);
  rm.store.writes_fail = true;
  EXPECT_EQ(finalise(attempt, true).status, 500);
  EXPECT_EQ(last<PairingFailed>()->why, Problem::store_failed_here);
  rm.store.writes_fail = false;
  EXPECT_EQ(finalise(attempt, true), unauthorized());
  EXPECT_TRUE(rm.store.all().value().empty());
}

// C-174
TEST_F(PairingServerTest, FinalizePairingWithoutSuccessLeavesTheAttemptAlive) {
  const Opened attempt = opened();
  post_details(attempt);
  EXPECT_EQ(error_in(ask(request("finalizePairing", "{}", attempt.id))), PairingError::parsing_error);
  EXPECT_EQ(finalise(attempt, true).status, 204);
}

// C-183
TEST_F(PairingServerOfCemTest, TheSameRequestAgainGetsTheSameAnswerEvenAfterTheEnd) {
  const Opened attempt = opened();
  const Response first = request_details(attempt);
  EXPECT_EQ(request_details(attempt), first);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_EQ(request_details(attempt), first);
  EXPECT_EQ(rm.store.all().value().size(), 1U);
  pass(Limits::attempt_life);
  EXPECT_EQ(finalise(attempt, true), unauthorized());
}

// C-183
TEST_F(PairingServerTest, AnotherBodyInARepeatedStepIsTheWrongOrder) {
  const Opened attempt = opened();
  post_details(attempt);
  auto details = hub_details();
  details.access_token = Secret("another");
  const std::string body = encode(PostConnectionDetailsRequest{attempt.answer, details});
  EXPECT_EQ(error_in(ask(request("postConnectionDetails", body, attempt.id))), PairingError::other);
  EXPECT_EQ(finalise(attempt, true), unauthorized());
}

// C-184
TEST_F(PairingServerTest, TheSameRequestPairingGetsTheSameAnswerWhileItsAttemptLives) {
  const auto asked = question();
  const Response first = open(asked);
  EXPECT_EQ(ask(request("requestPairing", encode(asked))), first);
  EXPECT_EQ(server().attempts(), 1U);
  pass(Limits::attempt_life);
  EXPECT_NE(open(asked).body, first.body);
}

// C-180, C-186
TEST_F(PairingServerTest, AnAttemptEndsAfterFifteenSeconds) {
  const Opened attempt = opened();
  pass(Limits::attempt_life - Duration(1));
  EXPECT_EQ(post_details(attempt).status, 204);
  EXPECT_EQ(server().next_deadline(), start + Limits::pairing_delay + Limits::attempt_life);
  pass(Duration(1));
  EXPECT_EQ(finalise(attempt, true), unauthorized());
  EXPECT_EQ(last<PairingFailed>()->why, Problem::attempt_expired);
  EXPECT_EQ(server().attempts(), 0U);
  EXPECT_FALSE(server().next_deadline());
}

// C-070
TEST_F(PairingServerTest, ADynamicTokenIsUsedUpAndAStaticOneIsNot) {
  rm.endpoint.issue(rm.node.id, Secret("ABCD234567"), now + Limits::token_life);
  const Opened attempt = opened(question(), "ABCD234567");
  post_details(attempt);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_EQ(post_details(opened(question(), label)).status, 204);
}

TEST_F(PairingServerTest, WhoWaitsWithATokenThatIsUsedUpIsRefused) {
  rm.endpoint.leave(rm.node.id);
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node}));
  rm.endpoint.issue(rm.node.id, Secret("ABCD234567"), now + Limits::token_life);
  const Opened attempt = opened(question(), "ABCD234567");
  client.id = node_id(10);
  const auto late = send(request("requestPairing", encode(question())));
  post_details(attempt);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  pass(Limits::pairing_delay);
  EXPECT_EQ(error_in(*answer_to(late)), PairingError::no_valid_pairing_token_on_pairing_server);
}

// C-188
TEST_F(PairingServerOfCemTest, ACemIsPairedWithManyRms) {
  for (std::uint8_t number = 10; number < 13; ++number) {
    client = node(number, Role::rm);
    const Opened attempt = opened();
    request_details(attempt);
    ASSERT_EQ(finalise(attempt, true).status, 204);
    EXPECT_FALSE(last<Paired>()->settled.left);
  }
  EXPECT_EQ(rm.store.of(rm.node.id).value().size(), 3U);
}

// C-188, C-189, C-190
TEST_F(PairingServerTest, AnRmLeavesItsOldCemWhenTheNewPairingIsStored) {
  ASSERT_TRUE(rm.store.put(as_client(rm.node, node(8, Role::cem), "old token", "old.local")));
  const Opened attempt = opened();
  post_details(attempt);
  EXPECT_EQ(rm.store.find({rm.node.id, node_id(8)}).value()->state, PairingState::paired);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_EQ(rm.store.find({rm.node.id, node_id(8)}).value()->state, PairingState::unpairing);
  ASSERT_TRUE(last<Paired>()->settled.left);
  EXPECT_EQ(last<Paired>()->settled.left->pair.peer, node_id(8));
}

// C-191, C-192
TEST_F(PairingServerTest, TheSamePairAgainGetsANewTokenAndNoTombstone) {
  ASSERT_TRUE(rm.store.put(as_client(rm.node, client, "old token")));
  const Opened attempt = opened();
  post_details(attempt);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_TRUE(last<Paired>()->settled.is_renewal);
  const auto pairing = rm.store.find({rm.node.id, client.id}).value();
  EXPECT_EQ(pairing->tokens.size(), 1U);
  EXPECT_EQ(pairing->tokens.front().token, hub_details().access_token);
  EXPECT_FALSE(rm.store.is_unpaired({rm.node.id, client.id}).value());
}

TEST_F(PairingServerTest, AStoppingServerAnswersEverybody) {
  const auto waiting = send(request("requestPairing", encode(question())));
  server().stop();
  collect();
  EXPECT_EQ(answer_to(waiting)->status, 503);
  EXPECT_EQ(ask(request("requestPairing", encode(question()))).status, 503);
}

TEST_F(PairingServerTest, WhoIsGoneIsNotAnswered) {
  const auto id = send(request("requestPairing", encode(question())));
  server().closed(id);
  pass(Limits::pairing_delay);
  EXPECT_FALSE(answer_to(id));
  EXPECT_EQ(server().attempts(), 0U);
}

// C-087
TEST_F(PairingServerTest, WithoutTheCertificateOfTheConnectionALanServerDoesNotPair) {
  Request unknown = request("requestPairing", encode(question()));
  unknown.leaf.reset();
  EXPECT_EQ(error_in(ask(unknown)), PairingError::other);
}

// C-079, C-084, C-086
TEST_F(PairingServerTest, AWanServerBindsToItsConfiguredName) {
  rm.endpoint.set_facts(facts_of(Deployment::wan, "rm.example.com", 1));
  auto asked = question();
  asked.client_endpoint_description.deployment = Deployment::wan;
  const auto body = decode<RequestPairingResponse>(open(asked).body).value();
  EXPECT_TRUE(is_answer(crypto, body.client_hmac_challenge_response, asked.client_hmac_challenge, Secret(label),
                        Domain{"rm.example.com"}));
}

// --- The LAN ---------------------------------------------------------------------------------------------------------

// C-094, C-100
TEST_F(PairingServerTest, EndpointAndNodesAreTold) {
  Request asked = request("endpoint", "");
  asked.method = Method::get;
  EXPECT_EQ(decode<EndpointDescription>(ask(asked).body)->deployment, Deployment::lan);
  asked.target = "v1/nodes";
  EXPECT_EQ(decode_list<NodeDescription>(ask(asked).body).value(), std::vector{rm.node});
  rm.endpoint.leave(rm.node.id);
  EXPECT_EQ(ask(asked).body, "[]");
}

std::vector<Request> lan_requests() {
  std::vector<Request> all(4);
  all[0].target = "v1/endpoint";
  all[1].target = "v1/nodes";
  all[2].target = "v1/preparePairing";
  all[3].target = "v1/cancelPreparePairing";
  all[2].method = all[3].method = Method::post;
  return all;
}

// C-096, C-099
TEST_F(PairingServerTest, OperationsOfTheLanAreForTheOwnSubnetAndAreCheckedFirst) {
  for (Request one : lan_requests()) {
    EXPECT_EQ(ask(one), unauthorized()) << one.target << ": unknown is outside";
    one.is_same_subnet = false;
    EXPECT_EQ(ask(one), unauthorized()) << one.target;
  }
  Request far = request("requestPairing", encode(question()));
  far.is_same_subnet = false;
  EXPECT_FALSE(answer_to(send(far))) << "pairing itself is not restricted";
}

// C-095
TEST_F(PairingServerTest, TheWanAndStandInsDoNotHaveThem) {
  rm.endpoint.set_facts(facts_of(Deployment::wan, "rm.example.com", 1));
  for (Request one : lan_requests()) EXPECT_EQ(ask(one).status, 404) << one.target;
  EndpointFacts facts = facts_of(Deployment::lan, "pairing.maker.example", 1);
  facts.stands_in = true;
  rm.endpoint.set_facts(facts);
  for (Request one : lan_requests()) EXPECT_EQ(ask(one).status, 404) << one.target;
}

// C-103, C-105
TEST_F(PairingServerTest, PreparePairingAsksForTheCode) {
  PreparePairingRequest asked{client, {.name = "Hub", .logo_url = {}, .deployment = Deployment::lan}, rm.node.id};
  EXPECT_EQ(ask(request("preparePairing", encode(asked))).status, 204);
  ASSERT_TRUE(last<CodeRequested>());
  EXPECT_EQ(last<CodeRequested>()->peer_node, client);
  EXPECT_EQ(last<CodeRequested>()->until, now + Limits::code_shown);
  events.clear();
  asked.server_node_id = node_id(77);
  EXPECT_EQ(ask(request("preparePairing", encode(asked))).status, 204);
  EXPECT_FALSE(last<CodeRequested>());
  asked.server_node_id = rm.node.id;
  asked.client_node_description.role = Role::rm;
  EXPECT_EQ(error_in(ask(request("preparePairing", encode(asked)))), PairingError::invalid_combination_of_roles);
  EXPECT_EQ(error_in(ask(request("preparePairing", "{}"))), PairingError::parsing_error);
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node, .ready = false}));
  EXPECT_EQ(error_in(ask(request("preparePairing", encode(asked)))), PairingError::other);
}

// C-106
TEST_F(PairingServerTest, CancelPreparePairingIsTakenFromAnybodyInTheSubnet) {
  EXPECT_EQ(ask(request("cancelPreparePairing", encode(CancelPreparePairingRequest{client.id, rm.node.id}))).status,
            204);
  ASSERT_TRUE(last<CodeNotNeeded>());
  EXPECT_EQ(last<CodeNotNeeded>()->peer, client.id);
  events.clear();
  const CancelPreparePairingRequest unknown{node_id(55), node_id(56)};
  EXPECT_EQ(ask(request("cancelPreparePairing", encode(unknown))).status, 204);
  EXPECT_TRUE(events.empty());
}

}  // namespace
}  // namespace s2::connect
