// A pairing client: what it sends, what it checks, how it repeats.

#include "client_fixture.hpp"

#include <s2/connect/pairing_code.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

// C-034, C-037, C-135, C-136, C-137, C-138, C-139, C-166, C-167, C-173, C-174
TEST_F(PairingClientTest, SendsTheFiveRequestsOfAnAttempt) {
  EXPECT_EQ(join().run(), PairingStep::done);
  ASSERT_EQ(link->calls.size(), 4U);
  EXPECT_EQ(link->calls[0].target, "");
  EXPECT_EQ(link->calls[1].target, "v1/requestPairing");
  const auto asked = decode<RequestPairingRequest>(link->calls[1].body).value();
  EXPECT_EQ(asked.client_node_description, cem.node);
  EXPECT_EQ(asked.client_endpoint_description.deployment, Deployment::lan);
  EXPECT_FALSE(asked.node_id || asked.node_id_alias || asked.force_pairing);
  EXPECT_EQ(asked.supported_s2_message_versions, std::vector<std::string>{"v1.0.0"});
  EXPECT_EQ(asked.supported_communication_protocols.size(), 1U);
  EXPECT_EQ(asked.supported_hmac_hashing_algorithms.size(), 1U);
  const auto posted = decode<PostConnectionDetailsRequest>(link->calls[2].body).value();
  EXPECT_EQ(posted.connection_details.initiate_session_url, "https://hub.local:8443/session/");
  EXPECT_EQ(posted.connection_details.access_token.size(), 44U);
  EXPECT_EQ(posted.connection_details.certificate_fingerprint->sha256, cem.tls.root);
  EXPECT_EQ(link->calls[3].body, R"({"success":true})");
  EXPECT_FALSE(link->calls[1].bearer);
  EXPECT_TRUE(link->calls[2].bearer && link->calls[3].bearer);
}

// C-101, C-136
TEST_F(PairingClientTest, NamesTheNodeByIdOrByAliasNeverByBoth) {
  PairingGoal goal = goal_for(cem, rm, code);
  goal.peer = rm.node.id;
  goal.alias = NodeIdAlias{"A2"};
  EXPECT_EQ(link.emplace(cem, rm, goal).run(), PairingStep::done);
  const auto asked = decode<RequestPairingRequest>(link->calls[1].body).value();
  EXPECT_EQ(asked.node_id, rm.node.id);
  EXPECT_FALSE(asked.node_id_alias);
}

// C-038, C-156, C-277, C-278, C-279, C-282
TEST_F(PairingClientTest, TlsIsCheckedMoreStrictlyStepByStep) {
  join().run();
  EXPECT_EQ(link->calls[0].tls, TlsCheck{.trust = Trust::unpinned_lan});
  EXPECT_EQ(link->calls[1].tls.trust, Trust::unpinned_lan);
  EXPECT_EQ(link->calls[1].tls.leaf, rm.tls.leaf);
  for (std::size_t i = 2; i < 4; ++i) {
    EXPECT_EQ(link->calls[i].tls.trust, Trust::pinned_root);
    EXPECT_EQ(link->calls[i].tls.root, rm.tls.root);
    EXPECT_EQ(link->calls[i].tls.leaf, rm.tls.leaf);
  }
  EXPECT_EQ(cem.pairing_with(rm)->pin, (Pin{"evse1038.local", rm.tls.root, rm.tls.root_der}));
}

// C-061, C-076
TEST_F(PairingClientTest, ThePairingUrlAndTheCodeAreEnough) {
  ASSERT_TRUE(rm.endpoint.host({.description = node(7, Role::rm), .alias = NodeIdAlias{"B7"}}));
  const auto typed = parse_pairing_code("A2-" + std::string(code)).value();
  const PairingGoal goal{.url = BaseUrl::parse("https://EVSE1038.local:8443/pairing").value(),
                         .node = cem.node.id,
                         .alias = typed.alias,
                         .token = typed.token};
  EXPECT_EQ(link.emplace(cem, rm, goal).run(), PairingStep::done);
  EXPECT_TRUE(cem.pairing_with(rm));
}

// C-129
TEST_F(PairingClientTest, AsksForNothingBeforeTheVersionIsChosen) {
  join();
  ASSERT_TRUE(link->engine.start(start));
  const auto index = link->engine.next_call();
  ASSERT_TRUE(index);
  EXPECT_EQ(index->target, "");
  EXPECT_FALSE(link->engine.next_call());
  link->engine.answered(index->id, {.status = 200, .body = R"(["v0","v1","v2"])"}, rm.tls, start);
  EXPECT_EQ(link->engine.next_call().value().target, "v1/requestPairing");
}

// C-283
TEST_F(PairingClientTest, AServerWithOneSelfSignedCertificateIsPinnedToIt) {
  rm.tls.root.bytes = rm.tls.leaf.bytes;
  EXPECT_EQ(join().run(), PairingStep::done);
  EXPECT_EQ(cem.pairing_with(rm)->pin->root, rm.tls.root);
}

// C-270
TEST_F(PairingClientTest, AServerInTheWanIsCheckedByThePublicAuthorities) {
  Party wan(3, Role::rm, Deployment::wan, "rm.example.com");
  serve(wan);
  EXPECT_EQ(join(cem, wan).run(), PairingStep::done);
  for (const Call& call : link->calls) EXPECT_EQ(call.tls, TlsCheck{});
}

// C-128, C-130, C-131
TEST_F(PairingClientTest, DoesNotBeginWithoutWhatItNeeds) {
  PairingGoal goal = goal_for(cem, rm, "");
  EXPECT_EQ(link.emplace(cem, rm, goal).engine.start(start).error().rule, text_of(Problem::code_expired_here).id);
  goal = goal_for(cem, rm, code);
  goal.url = {};
  EXPECT_EQ(link.emplace(cem, rm, goal).engine.start(start).error().rule, text_of(Problem::url_malformed).id);
  ASSERT_TRUE(cem.endpoint.host({.description = cem.node, .ready = false}));
  goal = goal_for(cem, rm, code);
  EXPECT_EQ(link.emplace(cem, rm, goal).engine.start(start).error().rule, text_of(Problem::not_ready).id);
}

TEST_F(PairingClientTest, GoesOnWithoutAnIndexWhenAskedTo) {
  link.emplace(cem, rm, goal_for(cem, rm, code), PairingClientOptions{.assume_v1 = true});
  link->on_answer = [](const Call& call, Response& given) {
    if (call.target.empty()) given = {.status = 404};
    return true;
  };
  EXPECT_EQ(link->run(), PairingStep::done);
}

// C-154
TEST_F(PairingClientTest, AMissingDeploymentIsTakenFromTheUrlWhereItCanBe) {
  join();
  change_answer([](RequestPairingResponse& body) { body.server_endpoint_description.deployment.reset(); });
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(cem.pairing_with(rm)->peer_endpoint.deployment, Deployment::lan);

  Party wan_rm(3, Role::rm, Deployment::wan, "rm.example.com");
  Party wan_cem(4, Role::cem, Deployment::wan, "cem.example.com");
  serve(wan_cem);
  join(wan_rm, wan_cem);
  change_answer([](RequestPairingResponse& body) { body.server_endpoint_description.deployment.reset(); });
  EXPECT_EQ(link->run(), PairingStep::failed);
  EXPECT_EQ(link->why(), Problem::not_understood_here);
}

// C-156, C-165
TEST_F(PairingClientTest, SessionsOnThePairingHostArePinnedToItsRoot) {
  join_a();
  change_details([](ConnectionDetails& body) { body.certificate_fingerprint.reset(); });
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(rm.pairing_with(cem)->pin, (Pin{"hub.local", cem.tls.root, cem.tls.root_der}));
}

// C-165
TEST_F(PairingClientTest, TheLeafInPlaceOfTheRootIsToleratedAndNoted) {
  join_a();
  change_details([this](ConnectionDetails& body) { body.certificate_fingerprint->sha256->bytes = cem.tls.leaf.bytes; });
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(rm.pairing_with(cem)->pin->root, cem.tls.root);
  EXPECT_EQ(link->last<PairingNote>()->rule, "C-165");
}

// C-165
TEST_F(PairingClientTest, SessionsOnAnotherLocalHostUseTheFingerprintOrTheSameRoot) {
  join_a();
  change_details([](ConnectionDetails& body) {
    body.initiate_session_url = "https://other.local/s/";
    body.certificate_fingerprint->sha256->bytes = print(9);
  });
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(rm.pairing_with(cem)->pin, (Pin{"other.local", {print(9)}, ""}));
  join_a();
  change_details([](ConnectionDetails& body) {
    body.initiate_session_url = "https://other.local/s/";
    body.certificate_fingerprint.reset();
  });
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(rm.pairing_with(cem)->pin, (Pin{"other.local", cem.tls.root, cem.tls.root_der}));
}

// C-027
TEST_F(PairingClientTest, AUrlForSessionsThatNamesTheVersionIsTakenOnlyWhenAskedTo) {
  const auto name_version = [](ConnectionDetails& body) { body.initiate_session_url += "v1/"; };
  join_a();
  change_details(name_version);
  EXPECT_EQ(link->run(), PairingStep::failed);
  EXPECT_EQ(link->why(), Problem::not_understood_here);

  serve(cem);
  link.emplace(rm, cem, goal_for(rm, cem, code), PairingClientOptions{.url = {.strip_version = true}});
  change_details(name_version);
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(rm.pairing_with(cem)->session_url, cem.endpoint.facts().session_url->text());
}

// C-177
TEST_F(PairingClientTest, ALostAnswerIsAskedForAgainWithTheSameRequest) {
  for (const std::string operation : {"postConnectionDetails", "finalizePairing"}) {
    join();
    int losses = 2;
    link->on_answer = [&](const Call& call, Response&) { return !call.target.ends_with(operation) || losses-- <= 0; };
    EXPECT_EQ(link->run(), PairingStep::done) << operation;
    EXPECT_EQ(link->count(operation), 3);
    std::string first;
    for (const Call& call : link->calls) {
      if (!call.target.ends_with(operation)) continue;
      if (first.empty()) first = call.body;
      EXPECT_EQ(call.body, first);
    }
    EXPECT_EQ(rm.pairing_with(cem)->tokens.front().token, cem.pairing_with(rm)->tokens.front().token);
    serve(rm);
  }
}

// C-177
TEST_F(PairingClientTest, WhenTheLastAnswerStaysLostThePairingIsProvisional) {
  join();
  link->on_answer = [](const Call& call, Response&) { return !call.target.ends_with("finalizePairing"); };
  EXPECT_EQ(link->run(), PairingStep::undecided);
  EXPECT_EQ(link->now, start + Limits::pairing_delay + Limits::attempt_life);
  EXPECT_FALSE(cem.pairing_with(rm));
  const auto provisional = cem.store.provisional({cem.node.id, rm.node.id}).value();
  ASSERT_TRUE(provisional);
  EXPECT_EQ(provisional->tokens.front().token, rm.pairing_with(cem)->tokens.front().token);
  EXPECT_EQ(link->last<PairingUndecided>()->pairing, *provisional);
}

// Peers that forget the id at once (X-16).
// C-177
TEST_F(PairingClientTest, A401ToARepeatedSuccessDecidesNothing) {
  join();
  int answers = 0;
  link->on_answer = [&](const Call& call, Response& given) {
    if (!call.target.ends_with("finalizePairing")) return true;
    if (answers++ == 0) return false;
    given = unauthorized();
    return true;
  };
  EXPECT_EQ(link->run(), PairingStep::undecided);
  EXPECT_TRUE(cem.store.provisional({cem.node.id, rm.node.id}).value());
}

// C-284
TEST_F(PairingClientTest, AHostThatIsPinnedAndShowsAnotherRootIsPairedAnew) {
  Pairing old = as_server(cem.node, rm.node, "old token");
  old.pin = Pin{"evse1038.local", {print(99)}, ""};
  ASSERT_TRUE(cem.store.put(old));
  join();
  link->on_answer = [&](const Call& call, Response&) {
    if (call.target.ends_with("postConnectionDetails")) {
      EXPECT_EQ(cem.pairing_with(rm)->pin, old.pin);
    }
    return true;
  };
  EXPECT_EQ(link->run(), PairingStep::done);
  EXPECT_EQ(link->last<IdentityChanged>()->host, "evse1038.local");
  EXPECT_EQ(cem.pairing_with(rm)->pin->root, rm.tls.root);
  EXPECT_TRUE(link->last<Paired>()->settled.is_renewal);
}

// C-189, C-190
TEST_F(PairingClientTest, AnRmThatPairsElsewhereLeavesItsOldCem) {
  ASSERT_TRUE(rm.store.put(as_client(rm.node, node(8, Role::cem), "old token", "old.local")));
  EXPECT_EQ(join_a().run(), PairingStep::done);
  ASSERT_TRUE(link->last<Paired>()->settled.left);
  EXPECT_EQ(rm.store.find({rm.node.id, node_id(8)}).value()->state, PairingState::unpairing);
}

// C-193
TEST_F(PairingClientTest, ForcePairingIsSentWhenAskedFor) {
  ASSERT_TRUE(cem.endpoint.host({.description = cem.node, .versions = {"v9.0.0"}}));
  join();
  expect_failed(Problem::s2_versions);
  PairingGoal goal = goal_for(cem, rm, code);
  goal.force = true;
  EXPECT_EQ(link.emplace(cem, rm, goal).run(), PairingStep::done);
}

TEST_F(PairingClientTest, AnswersToCallsThatAreNotWaitedForAreIgnored) {
  join();
  ASSERT_TRUE(link->engine.start(start));
  link->engine.answered(17, {.status = 200, .body = R"(["v1"])"}, rm.tls, start);
  link->engine.failed(0, {}, start);
  EXPECT_EQ(link->engine.step(), PairingStep::index);
}

}  // namespace
}  // namespace s2::connect
