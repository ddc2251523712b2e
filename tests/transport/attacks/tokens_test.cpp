// Attacks with what was once right: replayed, reordered, late and parallel requests over TLS.

#include "../http/device.hpp"
#include "../http/hub.hpp"
#include "raw_tls.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/body.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using namespace connect;

constexpr Duration a_second_and_a_bit{1'010};
const std::string success = R"({"success":true})";

// A client that knows the code and keeps to no order.
struct Client {
  Loop loop;
  Hub hub{loop};
  RawTls wire{hub.port()};
  NodeDescription node = tests::node(2, connect::Role::rm);
  std::string request;             // the last requestPairing
  RequestPairingResponse attempt;  // and its answer

  Client() { hub.issue(); }

  std::string question() {
    RequestPairingRequest asked;
    asked.client_node_description = node;
    asked.client_endpoint_description = described("client", Deployment::lan);
    asked.supported_communication_protocols = {CommunicationProtocol::web_socket};
    asked.supported_s2_message_versions = {"v1.0.0"};
    asked.supported_hmac_hashing_algorithms = {HmacHashingAlgorithm::sha256};
    asked.client_hmac_challenge = make_challenge(*hub.crypto);
    return encode(asked);
  }

  // Sends requestPairing and does not wait for the second.
  RawAnswer open(const std::string& body) {
    wire.forget();
    const auto before = hub.requests;
    wire.say(post("v1/requestPairing", request = body));
    until(loop, [&] { return wire.received().empty() ? hub.requests > before : true; });
    hub.passed(a_second_and_a_bit);
    until(loop, [&] { return !answers_in(wire.received()).empty(); });
    const auto answer = answers_in(wire.received()).at(0);
    if (answer.status == 200) attempt = decode<RequestPairingResponse>(answer.body).value();
    return answer;
  }

  std::string bearer() const { return std::string(attempt.pairing_attempt_id.reveal()); }
  std::string proof() {
    const Binding leaf = LeafFingerprint{parse_fingerprint(papers().server.sha256).value()};
    return encode(RequestConnectionDetailsRequest{
        .server_hmac_challenge_response = respond(*hub.crypto, attempt.server_hmac_challenge, Secret(hub_code), leaf)});
  }
  RawAnswer step(const std::string& operation, const std::string& body) {
    return ask(loop, wire, post("v1/" + operation, body, bearer())).at(0);
  }
  // Pairs; the access token.
  std::string pair() {
    EXPECT_EQ(open(question()).status, 200);
    const auto details = decode<ConnectionDetails>(step("requestConnectionDetails", proof()).body).value();
    EXPECT_EQ(step("finalizePairing", success).status, 204);
    return std::string(details.access_token.reveal());
  }
  std::string session_request() const {
    return encode(InitiateSessionRequest{.client_node_id = node.id,
                                         .server_node_id = hub.node().id,
                                         .supported_s2_message_versions = {"v1.0.0"},
                                         .supported_communication_protocols = {CommunicationProtocol::web_socket},
                                         .client_node_description = {},
                                         .client_endpoint_description = {}});
  }
  RawAnswer initiate(const std::string& token) {
    return ask(loop, wire, post("v1/initiateSession", session_request(), token)).at(0);
  }
  RawAnswer confirm(const std::string& token) {
    return ask(loop, wire, post("v1/confirmAccessToken", "", token)).at(0);
  }
  std::string pending(const std::string& token) {
    const auto answer = initiate(token);
    EXPECT_EQ(answer.status, 200);
    return std::string(decode<InitiateSessionResponse>(answer.body).value().access_token.reveal());
  }
};

// C-184, C-077, C-161
TEST(TokenAttacks, AReplayedRequestToPairOpensNothingNew) {
  Client client;
  ASSERT_EQ(client.open(client.question()).status, 200);
  const std::string bearer = client.bearer();
  EXPECT_EQ(client.open(client.request).status, 200);
  EXPECT_EQ(client.bearer(), bearer) << "the stored answer";
  const std::string proof = client.proof();
  EXPECT_EQ(client.step("requestConnectionDetails", proof).status, 200);
  EXPECT_EQ(client.step("finalizePairing", success).status, 204);
  // The code is used up; with a new one the old proof is worth nothing.
  client.hub.issue();
  EXPECT_EQ(client.open(client.request).status, 200);
  EXPECT_NE(client.bearer(), bearer);
  EXPECT_EQ(client.step("requestConnectionDetails", proof).status, 403);
  EXPECT_EQ(client.hub.store->all().value().size(), 1U);
}

// C-182, C-183
TEST(TokenAttacks, StepsInAnotherOrderPairNobody) {
  Client client;
  ASSERT_EQ(client.open(client.question()).status, 200);
  EXPECT_EQ(client.step("finalizePairing", success).status, 400);
  EXPECT_EQ(client.step("requestConnectionDetails", client.proof()).status, 401) << "the attempt is dead";
  EXPECT_EQ(client.step("finalizePairing", success).status, 401);
  EXPECT_TRUE(client.hub.store->all().value().empty());
}

// C-180
TEST(TokenAttacks, AnAttemptIsDeadAfterFifteenSecondsWhateverItsStep) {
  for (const bool has_details : {false, true}) {
    Client client;
    ASSERT_EQ(client.open(client.question()).status, 200);
    if (has_details) {
      EXPECT_EQ(client.step("requestConnectionDetails", client.proof()).status, 200);
    }
    client.hub.passed(connect::Limits::attempt_life);
    EXPECT_EQ(
        client
            .step(has_details ? "finalizePairing" : "requestConnectionDetails", has_details ? success : client.proof())
            .status,
        401);
    EXPECT_TRUE(client.hub.store->all().value().empty());
  }
}

// C-200, C-207, C-208
TEST(TokenAttacks, AnAccessTokenThatWasReplacedOpensNothing) {
  Client client;
  const std::string first = client.pair();
  const std::string second = client.pending(first);
  EXPECT_EQ(client.initiate(second).status, 401) << "pending tokens open nothing";
  EXPECT_EQ(client.confirm(first).status, 401);
  EXPECT_EQ(client.confirm(second).status, 200);
  EXPECT_EQ(client.confirm(second).status, 401) << "once";
  EXPECT_EQ(client.initiate(first).status, 401);
  EXPECT_EQ(
      ask(client.loop, client.wire,
          post("v1/unpair",
               encode(UnpairRequest{.client_node_id = client.node.id, .server_node_id = client.hub.node().id}), first))
          .at(0)
          .status,
      401);
  EXPECT_EQ(client.initiate(second).status, 200);
}

// C-207
TEST(TokenAttacks, AConfirmationThatComesTooLateChangesNothing) {
  Client client;
  const std::string first = client.pair();
  const std::string second = client.pending(first);
  client.hub.passed(connect::Limits::pending_token_life + Duration{1});
  EXPECT_EQ(client.confirm(second).status, 401);
  EXPECT_EQ(client.initiate(first).status, 200) << "the old token is still the active one";
}

// C-236
TEST(TokenAttacks, ACommunicationTokenIsGoodOnceAndForThirtySeconds) {
  Client client;
  const std::string token = client.pair();
  const auto open = [&](const std::string& bearer) {
    RawTls visitor(client.hub.port());
    const auto answers = ask(client.loop, visitor,
                             "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                             "Authorization: Bearer " +
                                 bearer + "\r\n\r\n");
    return answers.at(0).status;
  };
  const std::string second = client.pending(token);
  const auto details = decode<WebSocketCommunicationDetails>(client.confirm(second).body).value();
  const std::string once(details.websocket_token.reveal());
  EXPECT_EQ(open(second), 401) << "an access token is none";
  EXPECT_EQ(open(once), 101);
  EXPECT_EQ(open(once), 401);
  const std::string third = client.pending(second);
  const auto later = decode<WebSocketCommunicationDetails>(client.confirm(third).body).value();
  client.hub.passed(connect::Limits::communication_token_life);
  EXPECT_EQ(open(std::string(later.websocket_token.reveal())), 401);
}

// C-148, C-188, C-298
TEST(TokenAttacks, OfManyWhoTryOneCodeAtOnceOnePairs) {
  Loop loop;
  Hub hub(loop);
  hub.issue();
  std::vector<std::unique_ptr<Device>> devices;
  std::vector<std::unique_ptr<PairingClient>> attempts;
  for (std::uint8_t i = 0; i < 4; ++i) {
    auto& device = *devices.emplace_back(std::make_unique<Device>(loop));
    const auto id = tests::node(static_cast<std::uint8_t>(10 + i), connect::Role::rm);
    ASSERT_TRUE(device.endpoint.host({.description = id}));
    device.endpoint.type_in(id.id, Secret(hub_code), std::nullopt, system_now() + connect::Limits::token_life);
    attempts.push_back(std::make_unique<PairingClient>(
        device.endpoint, *device.store, *device.crypto,
        PairingGoal{.url = BaseUrl::parse(hub.base()).value(), .node = id.id, .token = Secret(hub_code)}));
    ASSERT_TRUE(attempts.back()->start(system_now()));
    device.carry(*attempts.back());
  }
  ASSERT_TRUE(until(loop, [&] {
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      attempts[i]->wake(system_now());
      devices[i]->carry(*attempts[i]);
    }
    return std::all_of(attempts.begin(), attempts.end(),
                       [](const auto& one) { return one->step() >= PairingStep::done; });
  }));
  const auto paired =
      std::count_if(attempts.begin(), attempts.end(), [](const auto& one) { return one->step() == PairingStep::done; });
  EXPECT_EQ(paired, 1);
  EXPECT_EQ(hub.store->all().value().size(), 1U);
}

}  // namespace
}  // namespace s2::transport
