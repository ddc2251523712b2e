// The checks of requestPairing, in their order.

#include "server_fixture.hpp"

#include <s2/connect/pairing_checks.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

class PairingChecks : public PairingServerTest {
 protected:
  void host_another(Role role = Role::rm) {
    ASSERT_TRUE(rm.endpoint.host({.description = node(2, role), .alias = NodeIdAlias{"B2"}}));
  }
  bool is_delayed(const RequestPairingRequest& asked) {
    const bool waits = !answer_to(send(request("requestPairing", encode(asked))));
    pass(Limits::attempt_life);
    return waits;
  }
};

// C-141
TEST_F(PairingChecks, AreThoseOfTheStandardInItsOrder) {
  int last = 0;
  for (const PairingCheck& check : pairing_checks()) {
    if (check.order == 0) continue;
    EXPECT_GT(check.order, last);
    last = check.order;
  }
  EXPECT_EQ(last, 11);
}

// C-141, C-146
TEST_F(PairingChecks, ABodyThatDoesNotParseIsAParsingError) {
  for (const std::string body : {"", "{", "[]", "null", "{}", R"({"clientNodeDescription":7})"}) {
    EXPECT_EQ(error_in(ask(request("requestPairing", body))), PairingError::parsing_error) << body;
  }
  Request other_media = request("requestPairing", encode(question()));
  other_media.content_type = "text/plain";
  EXPECT_EQ(error_in(ask(other_media)), PairingError::parsing_error);
}

// C-092, C-141
TEST_F(PairingChecks, AShortChallengeIsAParsingError) {
  auto asked = question();
  asked.client_hmac_challenge.bytes.resize(Limits::challenge_bytes_min - 1);
  EXPECT_EQ(error_in(ask(request("requestPairing", encode(asked)))), PairingError::parsing_error);
}

// C-136
TEST_F(PairingChecks, NamingANodeTwiceIsAParsingError) {
  auto asked = question();
  asked.node_id = rm.node.id;
  asked.node_id_alias = NodeIdAlias{"A1"};
  EXPECT_EQ(error_in(open(asked)), PairingError::parsing_error);
}

// C-141
TEST_F(PairingChecks, AnUnknownIdOrAliasIsNotFound) {
  auto asked = question();
  asked.node_id = node_id(77);
  EXPECT_EQ(error_in(open(asked)), PairingError::node_not_found);
  asked.node_id.reset();
  asked.node_id_alias = NodeIdAlias{"a1"};
  EXPECT_EQ(error_in(open(asked)), PairingError::node_not_found);
}

// C-141
TEST_F(PairingChecks, ANodeThatIsNotReadySaysSo) {
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node, .ready = false}));
  EXPECT_EQ(error_in(open(question())), PairingError::other);
}

// C-073, C-141
TEST_F(PairingChecks, WithSeveralNodesOneHasToBeNamed) {
  EXPECT_EQ(open(question()).status, 200);
  host_another();
  EXPECT_EQ(error_in(open(question())), PairingError::no_node_id_provided);
  auto asked = question();
  asked.node_id_alias = NodeIdAlias{"A1"};
  EXPECT_EQ(open(asked).status, 200);
  asked = question();
  asked.node_id = rm.node.id;
  EXPECT_EQ(open(asked).status, 200);
}

// C-141
TEST_F(PairingChecks, TwoNodesOfOneRoleDoNotPair) {
  client.role = Role::rm;
  EXPECT_EQ(error_in(open(question())), PairingError::invalid_combination_of_roles);
}

// C-007, C-141
TEST_F(PairingChecks, AHashThatNobodyKnowsIsNoCommonHash) {
  auto asked = question();
  asked.supported_hmac_hashing_algorithms.clear();
  EXPECT_EQ(error_in(open(asked)), PairingError::incompatible_hmac_hashing_algorithms);
  asked.force_pairing = true;
  EXPECT_EQ(error_in(open(asked)), PairingError::incompatible_hmac_hashing_algorithms);
}

// C-141, C-193
TEST_F(PairingChecks, ForcePairingSkipsProtocolsAndVersions) {
  auto asked = question();
  asked.supported_communication_protocols.clear();
  EXPECT_EQ(error_in(open(asked)), PairingError::incompatible_communication_protocols);
  asked = question();
  asked.supported_s2_message_versions = {"v9.9.9"};
  EXPECT_EQ(error_in(open(asked)), PairingError::incompatible_s2_message_versions);
  asked.supported_communication_protocols.clear();
  asked.force_pairing = true;
  const Opened attempt = opened(asked);
  EXPECT_EQ(post_details(attempt).status, 204);
  EXPECT_EQ(finalise(attempt, true).status, 204);
  EXPECT_TRUE(last<Paired>());
}

// C-220, C-222, C-224
TEST_F(PairingChecks, VersionsAreExactTextsButForOneLetter) {
  auto asked = question();
  asked.supported_s2_message_versions = {"1.0.0"};
  EXPECT_EQ(open(asked).status, 200);
  for (const std::string other : {"v1", "v1.0", "v1.0.1", "vv1.0.0", ""}) {
    asked = question();
    asked.supported_s2_message_versions = {other};
    EXPECT_EQ(error_in(open(asked)), PairingError::incompatible_s2_message_versions) << other;
  }
}

// C-069, C-141
TEST_F(PairingChecks, ATokenIsNeededAndNotAnExpiredOne) {
  rm.endpoint.leave(rm.node.id);
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node}));
  EXPECT_EQ(error_in(open(question())), PairingError::no_valid_pairing_token_on_pairing_server);
  rm.endpoint.issue(rm.node.id, Secret("ABCD234567"), now + Duration(2'000));
  EXPECT_EQ(open(question()).status, 200);
  pass(Duration(2'000));
  EXPECT_EQ(error_in(open(question())), PairingError::no_valid_pairing_token_on_pairing_server);
}

// C-069
TEST_F(PairingChecks, ATokenThatExpiresDuringTheAttemptDoesNotEndIt) {
  rm.endpoint.issue(rm.node.id, Secret("ABCD234567"), now + Duration(500));
  const Opened attempt = opened(question(), "ABCD234567");
  pass(Duration(5'000));
  EXPECT_EQ(post_details(attempt).status, 204);
  EXPECT_EQ(finalise(attempt, true).status, 204);
}

// C-142
TEST_F(PairingChecks, ATypedTokenForThisClientComesBeforeTheOwnOne) {
  rm.endpoint.type_in(rm.node.id, Secret("TYPEDTOKEN"), client.id, now + Limits::token_life);
  EXPECT_EQ(post_details(opened(question(), "TYPEDTOKEN")).status, 204);
  pass(Limits::attempt_life);
  client.id = node_id(10);
  EXPECT_EQ(post_details(opened(question(), label)).status, 204);
}

// C-144
TEST_F(PairingChecks, ANodeOfTheSameEndpointIsRefused) {
  host_another(Role::cem);
  auto asked = question();
  asked.client_node_description = node(2, Role::cem);
  asked.node_id = rm.node.id;
  EXPECT_EQ(error_in(open(asked)), PairingError::other);
}

// C-145
TEST_F(PairingChecks, AMissingDeploymentIsAssumedWhereItCanBe) {
  auto asked = question();
  asked.client_endpoint_description.deployment.reset();
  EXPECT_EQ(open(asked).status, 200);
  rm.endpoint.set_facts(facts_of(Deployment::wan, "rm.example.com", 1));
  asked.client_hmac_challenge = make_challenge(crypto);
  EXPECT_EQ(error_in(open(asked)), PairingError::other);
  rm.endpoint.leave(rm.node.id);
  ASSERT_TRUE(rm.endpoint.host({.description = node(1, Role::cem)}));
  rm.endpoint.set_static(rm.node.id, Secret(label));
  asked.client_node_description.role = Role::rm;
  EXPECT_EQ(open(asked).status, 200);
}

// C-133, C-141
TEST_F(PairingChecks, AStandInPairsClientsOfTheWanOnly) {
  EndpointFacts facts = facts_of(Deployment::lan, "pairing.maker.example", 1);
  facts.stands_in = true;
  rm.endpoint.set_facts(facts);
  auto asked = question();
  EXPECT_EQ(error_in(open(asked)), PairingError::other);
  asked = question();
  asked.client_endpoint_description.deployment = Deployment::wan;
  EXPECT_EQ(open(asked).status, 200);
}

// C-147
TEST_F(PairingChecks, RefusalsFromTheFifthOnWaitForTheSecond) {
  auto asked = question();
  asked.node_id = node_id(77);
  EXPECT_FALSE(is_delayed(asked));
  asked = question();
  asked.client_node_description.role = Role::rm;
  EXPECT_TRUE(is_delayed(asked));
  asked = question();
  asked.supported_s2_message_versions.clear();
  EXPECT_TRUE(is_delayed(asked));
  rm.endpoint.leave(rm.node.id);
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node}));
  EXPECT_TRUE(is_delayed(question()));
}

// C-132, C-143
TEST_F(PairingChecks, APairedNodeIsAvailable) {
  const Opened first = opened();
  post_details(first);
  ASSERT_EQ(finalise(first, true).status, 204);
  EXPECT_EQ(open(question()).status, 200);
  client = node(10, Role::cem);
  EXPECT_EQ(open(question()).status, 200);
}

TEST_F(PairingChecks, ARefusalIsAnEventWithTheAddress) {
  auto asked = question();
  asked.node_id = node_id(77);
  open(asked);
  const auto event = last<PairingRefused>();
  ASSERT_TRUE(event);
  EXPECT_EQ(event->error, PairingError::node_not_found);
  EXPECT_EQ(event->source, "192.168.1.20");
  EXPECT_FALSE(event->node);
}

}  // namespace
}  // namespace s2::connect
