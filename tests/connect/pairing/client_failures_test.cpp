// A pairing client that does not get there: what it does then, and what it says.

#include "client_fixture.hpp"
#include "connect/draft_peer.hpp"

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

constexpr std::string_view draft_code = "ABCD23456789";  // Base64 of nine bytes, as the drafts issued it

// C-036
TEST_F(PairingClientTest, StopsWithoutACommonVersion) {
  join();
  answer("", {.status = 200, .body = R"(["v2","v3"])"});
  expect_failed(Problem::api_versions);
  EXPECT_EQ(link->calls.size(), 1U);
}

TEST_F(PairingClientTest, StopsWhereThereIsNoS2Connect) {
  join();
  answer("", {.status = 200, .body = "<html>"});
  expect_failed(Problem::no_such_service);
  join();
  answer("", {.status = 404});
  expect_failed(Problem::no_such_service);
}

// C-155
TEST_F(PairingClientTest, AWrongCodeIsFoundBeforeOurResponseLeaves) {
  link.emplace(cem, rm, goal_for(cem, rm, "WRONG23456"));
  expect_called_off(Problem::code_wrong);
  EXPECT_EQ(link->count("ConnectionDetails"), 0);
}

// The server hears what it hears when the code is wrong.
// A-14, C-155
TEST_F(PairingClientTest, AServerThatSpeaksADraftIsCalledOffAndOurUserHearsWhy) {
  for (const Draft draft : all_drafts) {
    link.emplace(cem, rm, goal_for(cem, rm, draft_code));
    link->on_answer = [&](const Call& call, Response& given) {
      if (!call.target.ends_with("requestPairing")) return true;
      const auto asked = decode<RequestPairingRequest>(call.body).value();
      auto body = decode<RequestPairingResponse>(given.body).value();
      const Binding binding = binding_for(rm.url(), link->tls.leaf);
      body.client_hmac_challenge_response = draft_answer(draft, asked.client_hmac_challenge, draft_code, binding);
      given.body = encode(body);
      return true;
    };
    expect_called_off(Problem::draft_peer);
    EXPECT_EQ(link->count("ConnectionDetails"), 0) << "our response never leaves";
    rm.server.wake(start + Duration(60'000));
  }
}

// C-021
TEST_F(PairingClientTest, ARedirectIsNotFollowed) {
  for (const std::string operation : {"", "requestPairing", "postConnectionDetails"}) {
    join();
    answer(operation, {.status = 307});
    expect_failed(Problem::redirected);
    for (const Call& call : link->calls) EXPECT_EQ(call.base, rm.url());
    rm.server.wake(start + Duration(60'000));
  }
}

// C-153
TEST_F(PairingClientTest, AnAnswerThatIsNoJsonIsNotCalledOff) {
  join();
  answer("requestPairing", {.status = 200, .body = "{"});
  expect_failed(Problem::not_understood_here);
}

// C-153
TEST_F(PairingClientTest, AnAnswerAgainstTheSchemaIsCalledOffWhenItHasAnId) {
  join();
  answer("requestPairing", {.status = 200, .body = R"({"pairingAttemptId":"0123456789012345678901234567890123"})"});
  expect_called_off(Problem::not_understood_here);
  join();
  answer("requestPairing", {.status = 200, .body = "{}"});
  expect_failed(Problem::not_understood_here);
}

// C-153
TEST_F(PairingClientTest, ASameRoleIsCalledOff) {
  join();
  change_answer([](RequestPairingResponse& body) { body.server_node_description.role = Role::cem; });
  expect_called_off(Problem::same_role);
}

// C-154
TEST_F(PairingClientTest, AnotherNodeThanTheOneAskedForIsCalledOff) {
  PairingGoal goal = goal_for(cem, rm, code);
  goal.peer = rm.node.id;
  link.emplace(cem, rm, goal);
  change_answer([](RequestPairingResponse& body) { body.server_node_description.id = node_id(55); });
  expect_called_off(Problem::wrong_node);
}

// C-154, C-298
TEST_F(PairingClientTest, ItsOwnChallengeComingBackIsCalledOff) {
  join();
  link->on_answer = [](const Call& call, Response& given) {
    if (!call.target.ends_with("requestPairing")) return true;
    auto body = decode<RequestPairingResponse>(given.body).value();
    body.server_hmac_challenge = decode<RequestPairingRequest>(call.body)->client_hmac_challenge;
    body.server_hmac_challenge.bytes.push_back(0);
    given.body = encode(body);
    return true;
  };
  expect_called_off(Problem::reflected);
}

// C-092, C-154
TEST_F(PairingClientTest, AShortChallengeIsCalledOff) {
  join();
  change_answer([](RequestPairingResponse& body) { body.server_hmac_challenge.bytes.resize(31); });
  expect_called_off(Problem::not_understood_here);
}

// C-140, C-278
TEST_F(PairingClientTest, AnotherCertificateWithinTheAttemptEndsIt) {
  join();
  link->on_answer = [this](const Call&, Response&) {
    link->tls = link->calls.size() > 1 ? certificates(77) : rm.tls;
    return true;
  };
  expect_failed(Problem::certificate_swapped);
  join();
  link->on_call = [this](Call& call) {
    if (call.target.ends_with("postConnectionDetails")) link->tls.leaf = {print(77)};
    return true;
  };
  expect_called_off(Problem::certificate_swapped);
}

// C-038, C-276
TEST_F(PairingClientTest, EveryFailureOfACallHasItsSentence) {
  const std::pair<CallFailure, Problem> expected[] = {
      {CallFailure::no_such_name, Problem::no_such_name},
      {CallFailure::unreachable, Problem::unreachable},
      {CallFailure::timed_out, Problem::timed_out},
      {CallFailure::redirected, Problem::redirected},
      {CallFailure::untrusted, Problem::certificate_untrusted},
      {CallFailure::wrong_name, Problem::certificate_wrong_name},
      {CallFailure::expired, Problem::certificate_expired},
      {CallFailure::leaf_changed, Problem::certificate_swapped},
      {CallFailure::weak_cryptography, Problem::weak_cryptography},
  };
  for (const auto& [failure, problem] : expected) {
    join();
    link->lost = failure;
    link->on_call = [](Call&) { return false; };
    expect_failed(problem);
  }
}

// C-141
TEST_F(PairingClientTest, ARefusalIsShownWithItsReason) {
  join();
  answer("requestPairing", {.status = 400, .body = R"({"errorMessage":"NodeNotFound","additionalInfo":"no such"})"});
  expect_failed(Problem::node_unknown);
  EXPECT_EQ(link->last<PairingFailed>()->detail, "no such");
  join();
  answer("requestPairing", {.status = 400, .body = R"({"errorMessage":"SomethingNew"})"});
  expect_failed(Problem::refused_there);
  join();
  answer("requestPairing", {.status = 400});
  expect_failed(Problem::refused_there);
}

TEST_F(PairingClientTest, ABusyServerIsAskedAgainAsItSays) {
  join();
  int refused = 0;
  link->on_answer = [&](const Call& call, Response& given) {
    if (call.target.ends_with("requestPairing") && refused++ < 2) given = unavailable(Duration(3'000));
    return true;
  };
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(link->count("requestPairing"), 3);
  EXPECT_EQ(link->now, start + Duration(3 * 1'000 + 2 * 3'000));
  const auto one = decode<RequestPairingRequest>(link->calls[1].body).value();
  const auto other = decode<RequestPairingRequest>(link->calls[2].body).value();
  EXPECT_NE(one.client_hmac_challenge, other.client_hmac_challenge);
}

TEST_F(PairingClientTest, AServerThatStaysBusyIsGivenUp) {
  join();
  answer("requestPairing", {.status = 503});
  expect_failed(Problem::busy);
  EXPECT_EQ(link->count("requestPairing"), 1 + Limits::busy_retries);
  join();
  answer("requestPairing", unavailable(Limits::busy_wait_max + Duration(1)));
  expect_failed(Problem::busy);
  EXPECT_EQ(link->count("requestPairing"), 1);
}

// C-187
TEST_F(PairingClientTest, AfterARefusalOfTheDetailsTheIdIsDead) {
  const std::pair<int, Problem> expected[] = {
      {400, Problem::out_of_order}, {401, Problem::attempt_lost}, {403, Problem::code_refused}};
  Time now = start;
  for (const auto& [status, problem] : expected) {
    join().now = now = now + Duration(20'000);
    answer("postConnectionDetails", {.status = status});
    expect_failed(problem);
    EXPECT_TRUE(cem.store.all().value().empty());
  }
}

// C-164
TEST_F(PairingClientTest, DetailsThatAreNotUnderstoodAreCalledOff) {
  for (const std::string body : {"", "{}", R"({"initiateSessionUrl":"http://hub.local/","accessToken":"x"})"}) {
    join_a();
    answer("requestConnectionDetails", {.status = 200, .body = body});
    expect_called_off(Problem::not_understood_here);
  }
}

// C-165
TEST_F(PairingClientTest, AFingerprintThatContradictsTheRootShownIsRefused) {
  join_a();
  change_details([](ConnectionDetails& body) { body.certificate_fingerprint->sha256->bytes[0] ^= 1; });
  expect_called_off(Problem::not_understood_here);
}

TEST_F(PairingClientTest, WithoutAUrlForSessionsNothingIsAnnounced) {
  EndpointFacts facts = cem.endpoint.facts();
  facts.session_url.reset();
  cem.endpoint.set_facts(facts);
  join();
  expect_called_off(Problem::nothing_to_announce);
}

// C-177
TEST_F(PairingClientTest, ARefusedSuccessLeavesAnOlderPairingAsItWas) {
  const Pairing old = as_server(cem.node, rm.node, "old token");
  ASSERT_TRUE(cem.store.put(old));
  join();
  answer("finalizePairing", {.status = 500});
  EXPECT_EQ(link->run(), PairingStep::failed);
  EXPECT_EQ(link->why(), Problem::store_failed_there);
  EXPECT_EQ(cem.pairing_with(rm), old);
  EXPECT_FALSE(cem.store.provisional({cem.node.id, rm.node.id}).value());
}

// C-157, C-177
TEST_F(PairingClientTest, WithoutAStoreNothingIsPromised) {
  join();
  link->on_call = [this](Call& call) {
    cem.store.writes_fail = call.target.ends_with("postConnectionDetails");
    return true;
  };
  EXPECT_EQ(link->run(), PairingStep::failed);
  EXPECT_EQ(link->why(), Problem::store_failed_here);
  EXPECT_EQ(link->calls.back().body, R"({"success":false})");
  EXPECT_TRUE(rm.store.all().value().empty());
}

// C-181
TEST_F(PairingClientTest, FifteenSecondsAfterTheIdTheAttemptIsCalledOff) {
  join();
  link->on_answer = [](const Call& call, Response&) { return !call.target.ends_with("postConnectionDetails"); };
  EXPECT_EQ(link->run(), PairingStep::failed);
  EXPECT_EQ(link->why(), Problem::attempt_expired);
  EXPECT_EQ(link->calls.back().body, R"({"success":false})");
  EXPECT_EQ(link->now, start + Limits::pairing_delay + Limits::attempt_life);
}

// C-178
TEST_F(PairingClientTest, AUserWhoChangesHisMindCallsItOff) {
  join();
  link->on_call = [this](Call& call) {
    if (!call.target.ends_with("postConnectionDetails")) return true;
    link->engine.cancel(link->now);
    return false;
  };
  expect_called_off(Problem::cancelled);
  join();
  ASSERT_TRUE(link->engine.start(start));
  link->engine.cancel(start);
  EXPECT_EQ(link->engine.step(), PairingStep::failed);
}

}  // namespace
}  // namespace s2::connect
