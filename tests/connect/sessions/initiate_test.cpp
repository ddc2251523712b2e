// initiateSession: what is checked in which order, what is answered, what is stored.

#include "connect/sessions/server_fixture.hpp"

#include <s2/connect/base64.hpp>

namespace s2::connect {
namespace {

using tests::node;
using tests::node_id;
using tests::start;

class InitiateSession : public tests::SessionServerTest {};

// C-198, C-203
TEST_F(InitiateSession, APairWithItsActiveTokenIsAnswered) {
  auto request = ask();
  request.supported_s2_message_versions = {"v9.0.0", "v1.0.0"};
  const auto response = initiate(request);
  ASSERT_EQ(response.status, 200);
  const auto body = decode<InitiateSessionResponse>(response.body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->selected_communication_protocol, CommunicationProtocol::web_socket);
  EXPECT_EQ(body->selected_s2_message_version, "v1.0.0");
  EXPECT_FALSE(body->server_node_description);
  EXPECT_FALSE(body->server_endpoint_description);
}

// C-202, C-017
TEST_F(InitiateSession, EveryPendingTokenIsFreshAndOf32Bytes) {
  const auto one = pending();
  const auto other = pending();
  EXPECT_NE(one, other);
  EXPECT_EQ(from_base64(one)->size(), 32U);
  EXPECT_EQ(server.pending_tokens(), 2U);
}

// C-202, C-200
TEST_F(InitiateSession, TheActiveTokenStaysAndThePendingOneOpensNothing) {
  const auto waiting = pending();
  EXPECT_EQ(active_token(), "active");
  EXPECT_EQ(initiate(ask(), waiting).status, 401);
  EXPECT_EQ(initiate(ask()).status, 200);
}

// C-198, C-146, C-005
TEST_F(InitiateSession, AMalformedBodyIsAParsingError) {
  for (const std::string body : {"", "{", "[]", "{}", R"({"clientNodeId": 1})"}) {
    EXPECT_EQ(error_in(call("v1/initiateSession", "active", body)), SessionError::parsing_error) << body;
  }
  Request request{.method = Method::post,
                  .target = "v1/initiateSession",
                  .bearer = Secret("active"),
                  .content_type = "text/plain",
                  .body = encode(ask()),
                  .source = {},
                  .is_same_subnet = {},
                  .leaf = {}};
  EXPECT_EQ(error_in(send(request)), SessionError::parsing_error);
}

// C-198, C-199, C-261
TEST_F(InitiateSession, WhoWasUnpairedIsToldSoWhateverTheToken) {
  ASSERT_TRUE(server.unpair(pair, now));
  EXPECT_EQ(error_in(initiate(ask(), "active")), SessionError::no_longer_paired);
  EXPECT_EQ(error_in(initiate(ask(), "nonsense")), SessionError::no_longer_paired);
}

// C-198
TEST_F(InitiateSession, StrangersAreTurnedAway) {
  auto request = ask();
  request.client_node_id = node_id(9);
  EXPECT_EQ(initiate(request).status, 401);
  request = ask();
  request.server_node_id = node_id(9);
  EXPECT_EQ(initiate(request).status, 401);
  EXPECT_EQ(initiate(ask(), "wrong").status, 401);
  EXPECT_EQ(server.pending_tokens(), 0U);
}

// C-198
TEST_F(InitiateSession, ANodeThatIsNotHostedAnyMoreIsUnknown) {
  endpoint.leave(cem.id);
  EXPECT_EQ(initiate(ask()).status, 401);
}

// C-198
TEST_F(InitiateSession, APairOfWhichOursIsTheClientIsUnknown) {
  auto pairing = paired();
  pairing.communicates_as = CommunicationRole::client;
  ASSERT_TRUE(memory->put(pairing));
  EXPECT_EQ(initiate(ask()).status, 401);
}

// C-198, C-007
TEST_F(InitiateSession, WithoutACommonProtocolOrVersionThereIsNoSession) {
  auto request = ask();
  request.supported_communication_protocols = {};
  EXPECT_EQ(error_in(initiate(request)), SessionError::incompatible_communication_protocols);
  std::string text = encode(ask());
  text.replace(text.find("WebSocket"), 9, "Telepathy");
  EXPECT_EQ(error_in(call("v1/initiateSession", "active", text)), SessionError::incompatible_communication_protocols);
  request = ask();
  request.supported_s2_message_versions = {"v1", "v2.0.0"};
  EXPECT_EQ(error_in(initiate(request)), SessionError::incompatible_s2_message_versions);
}

// C-193, C-224
TEST_F(InitiateSession, ANodeThatLearnsAVersionIsAskedAnew) {
  auto request = ask();
  request.supported_s2_message_versions = {"v2.0.0"};
  EXPECT_EQ(error_in(initiate(request)), SessionError::incompatible_s2_message_versions);
  ASSERT_TRUE(endpoint.host({.description = cem, .versions = {"v2.0.0", "v1.0.0"}}));
  EXPECT_EQ(initiate(request).status, 200);
}

// C-222
TEST_F(InitiateSession, TheVersionIsSpelledAsThePeerDoes) {
  auto request = ask();
  request.supported_s2_message_versions = {"1.0.0"};
  EXPECT_EQ(decode<InitiateSessionResponse>(initiate(request).body)->selected_s2_message_version, "1.0.0");
}

// C-198
TEST_F(InitiateSession, ANodeThatIsStartingAnswersOther) {
  ASSERT_TRUE(endpoint.host({.description = cem, .ready = false}));
  EXPECT_EQ(error_in(initiate(ask())), SessionError::other);
}

// C-198
TEST_F(InitiateSession, AnEndpointWithoutAWebSocketAnswersOther) {
  auto facts = endpoint.facts();
  facts.websocket_url.clear();
  endpoint.set_facts(facts);
  EXPECT_EQ(error_in(initiate(ask())), SessionError::other);
}

// Each request is wrong in one more way than the one before; the first check of the list decides.
// C-198
TEST_F(InitiateSession, ChecksComeInTheOrderOfTheStandard) {
  ASSERT_TRUE(endpoint.host({.description = cem, .ready = false}));
  auto request = ask();
  EXPECT_EQ(error_in(initiate(request)), SessionError::other);
  request.supported_s2_message_versions = {};
  EXPECT_EQ(error_in(initiate(request)), SessionError::incompatible_s2_message_versions);
  request.supported_communication_protocols = {};
  EXPECT_EQ(error_in(initiate(request)), SessionError::incompatible_communication_protocols);
  EXPECT_EQ(initiate(request, "wrong").status, 401);
  endpoint.leave(cem.id);
  EXPECT_EQ(initiate(request, "wrong").status, 401);
  ASSERT_TRUE(server.unpair(pair, now));
  EXPECT_EQ(error_in(initiate(request, "wrong")), SessionError::no_longer_paired);
  EXPECT_EQ(error_in(call("v1/initiateSession", "wrong", "{}")), SessionError::parsing_error);
}

// C-201
TEST_F(InitiateSession, ANewDescriptionIsStoredAndTold) {
  auto request = ask();
  request.client_node_description = rm;
  request.client_node_description->user_defined_name = "Garage";
  request.client_endpoint_description = EndpointDescription{"EVSE", {}, Deployment::lan};
  EXPECT_EQ(initiate(request).status, 200);
  const auto stored = memory->find(pair).value();
  EXPECT_EQ(stored->peer_node, request.client_node_description);
  EXPECT_EQ(stored->peer_endpoint, request.client_endpoint_description);
  EXPECT_EQ(events<PeerUpdated>().size(), 1U);
  EXPECT_EQ(initiate(request).status, 200);
  EXPECT_TRUE(events<PeerUpdated>().empty());
}

// C-201
TEST_F(InitiateSession, ANodeCannotBecomeAnother) {
  auto request = ask();
  request.client_node_description = node(9, Role::rm);
  EXPECT_EQ(error_in(initiate(request)), SessionError::parsing_error);
  request.client_node_description = node(2, Role::cem);
  EXPECT_EQ(error_in(initiate(request)), SessionError::parsing_error);
  EXPECT_EQ(memory->find(pair).value()->peer_node, rm);
}

// C-203
TEST_F(InitiateSession, OurDescriptionIsToldUntilThePeerConfirmsThatItGotIt) {
  auto renamed = cem;
  renamed.user_defined_name = "Cellar";
  ASSERT_TRUE(endpoint.host({.description = renamed}));
  const auto body = [&](const std::string& bearer) {
    return decode<InitiateSessionResponse>(initiate(ask(), bearer).body).value();
  };
  EXPECT_EQ(body("active").server_node_description, renamed);
  const auto second = body("active");
  EXPECT_EQ(second.server_node_description, renamed);
  const std::string token(second.access_token.reveal());
  EXPECT_EQ(confirm(token).status, 200);
  EXPECT_FALSE(body(token).server_node_description);
}

// C-177, C-219
TEST_F(InitiateSession, AProvisionalPairingIsPromotedWhenItsTokenIsUsed) {
  auto fresh = paired();
  fresh.state = PairingState::provisional;
  fresh.tokens[0].token = Secret("fresh");
  ASSERT_TRUE(memory->put(fresh));
  EXPECT_EQ(initiate(ask(), "active").status, 200);
  EXPECT_TRUE(memory->provisional(pair).value());
  EXPECT_EQ(initiate(ask(), "fresh").status, 200);
  EXPECT_FALSE(memory->provisional(pair).value());
  EXPECT_EQ(active_token(), "fresh");
  EXPECT_EQ(events<PairingPromoted>().size(), 1U);
  EXPECT_EQ(initiate(ask(), "active").status, 401);
  EXPECT_EQ(communication_token(pending("fresh")).empty(), false);
}

// C-177, C-199
TEST_F(InitiateSession, AProvisionalPairingIsNewerThanATombstone) {
  ASSERT_TRUE(server.unpair(pair, now));
  auto fresh = paired();
  fresh.state = PairingState::provisional;
  fresh.tokens[0].token = Secret("fresh");
  ASSERT_TRUE(memory->put(fresh));
  EXPECT_EQ(initiate(ask(), "fresh").status, 200);
}

// C-198
TEST_F(InitiateSession, AStoreThatFailsIsAnswered500AndGrantsNothing) {
  store.reads_fail = true;
  EXPECT_EQ(initiate(ask()).status, 500);
  store.reads_fail = false;
  store.writes_fail = true;
  auto request = ask();
  request.client_endpoint_description = EndpointDescription{"new", {}, Deployment::lan};
  EXPECT_EQ(initiate(request).status, 500);
  EXPECT_EQ(server.pending_tokens(), 0U);
  EXPECT_EQ(initiate(ask()).status, 200);
}

TEST_F(InitiateSession, PendingTokensOfAPairAreBounded) {
  const auto first = pending();
  for (std::size_t i = 1; i < Limits::pending_tokens; ++i) pending();
  EXPECT_EQ(server.pending_tokens(), Limits::pending_tokens);
  pending();
  EXPECT_EQ(server.pending_tokens(), Limits::pending_tokens);
  EXPECT_EQ(confirm(first).status, 401);
}

}  // namespace
}  // namespace s2::connect
