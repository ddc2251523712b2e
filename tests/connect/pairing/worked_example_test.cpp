// The worked example of the digest (section 6), byte by byte: row 7 with the fixture certificates and vectors V-06 and
// V-10.

#include "link.hpp"

#include <s2/connect/base64.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

constexpr std::string_view label = "7KQ2ZPX9M4HT";
constexpr std::string_view leaf_hex = "1baaa1751c6c59910ce67f4bba37e7ba6cf96229ced9698f3f9e9b207932a010";
constexpr std::string_view root_hex = "22ca2340d0728870ad42279e249129ca8bd7034c99668c8973afb56ba87888c3";
constexpr std::string_view client_challenge =
    "TttEx6z+/vLvJv37X5QdiplPYMa0LoYw6bQ0eoA+h14CFX3FZajTICVHCNYtM23/NbxlHUmfScDDFRt4Tv7ivA==";
constexpr std::string_view server_challenge = "ZjnIb4ToQB7JKKBZyIxKfTgoDfGsy6nw06bXQmhKRDwxMjM0NTY3OA==";

NodeDescription described(std::string_view id, std::string brand, std::string type, std::string model, Role role) {
  return {.id = *parse_node_id(id),
          .brand = std::move(brand),
          .type = std::move(type),
          .model_name = std::move(model),
          .role = role};
}

class WorkedExample : public testing::Test {
 protected:
  void SetUp() override {
    const NodeDescription hub =
        described("3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01", "Acme", "Energy manager", "Hub 2", Role::cem);
    const NodeDescription evse =
        described("b5a7c0de-1038-4b1a-8d55-6a1d3a0f1038", "Volt", "EV charger", "EVSE 1038", Role::rm);
    settle_in(cem, hub, "Acme Hub");
    settle_in(rm, evse, "EVSE1038");
    rm.tls.leaf = {*parse_fingerprint(leaf_hex)};
    rm.tls.root = {*parse_fingerprint(root_hex)};
    rm.endpoint.set_static(evse.id, Secret(label));
  }
  void settle_in(Party& party, const NodeDescription& node, const std::string& name) {
    party.endpoint.leave(party.node.id);
    party.node = node;
    (void)party.endpoint.host({.description = node});
    EndpointFacts facts = party.endpoint.facts();
    facts.description.name = name;
    party.endpoint.set_facts(facts);
  }

  Party cem{1, Role::cem, Deployment::lan, "hub.local"};
  Party rm{2, Role::rm, Deployment::lan, "evse1038.local"};
};

// The responses are those of the example when the challenges are.
// C-078, C-080, C-090, C-091
TEST_F(WorkedExample, TheServerAnswersTheExamplesChallengeAsItDoes) {
  const std::string body =
      R"({"clientNodeDescription":{"id":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","brand":"Acme","type":"Energy manager",
         "modelName":"Hub 2","role":"CEM"},
       "clientEndpointDescription":{"name":"Acme Hub","deployment":"LAN"},
       "supportedCommunicationProtocols":["WebSocket"],
       "supportedS2MessageVersions":["v1.0.0"],
       "supportedHmacHashingAlgorithms":["SHA256"],
       "clientHmacChallenge":")" +
      std::string(client_challenge) + "\"}";
  Request request;
  request.method = Method::post;
  request.target = "v1/requestPairing";
  request.content_type = "application/json";
  request.body = body;
  request.leaf = rm.tls.leaf;
  rm.server.receive(1, request, start);
  rm.server.wake(start + Limits::pairing_delay);
  const auto answer = rm.server.next_answer();
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->response.status, 200) << answer->response.body;
  const std::string& text = answer->response.body;
  const std::string expected_middle =
      R"("serverNodeDescription":{"id":"b5a7c0de-1038-4b1a-8d55-6a1d3a0f1038","brand":"Volt","type":"EV charger",)"
      R"("modelName":"EVSE 1038","role":"RM"},"serverEndpointDescription":{"name":"EVSE1038","deployment":"LAN"},)"
      R"("selectedHmacHashingAlgorithm":"SHA256",)"
      R"("clientHmacChallengeResponse":"c94MDujmfsJe1ensDTw7CAd8dQP43E4xXpi80eJoNfI=","serverHmacChallenge":")";
  EXPECT_NE(text.find(expected_middle), text.npos) << text;
}

// A client given the example's challenge sends the example's requests, but for what is random in them.
// C-090
TEST_F(WorkedExample, TheClientAnswersTheExamplesChallengeAsItDoes) {
  const Challenge c_s{*from_base64(server_challenge)};
  Link link(cem, rm, goal_for(cem, rm, label));
  std::vector<std::string> bodies;
  link.on_call = [&](Call& call) {
    bodies.push_back(call.body);
    return true;
  };
  link.on_answer = [&](const Call& call, Response& response) {
    if (!call.target.ends_with("requestPairing")) return true;
    auto body = decode<RequestPairingResponse>(response.body).value();
    body.server_hmac_challenge = c_s;
    response.body = encode(body);
    return true;
  };
  EXPECT_EQ(link.run(), PairingStep::failed) << "the server issued another challenge, so it says 403";
  ASSERT_GE(bodies.size(), 3U);
  EXPECT_TRUE(bodies[1].starts_with(
      R"({"clientNodeDescription":{"id":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","brand":"Acme","type":"Energy manager",)"
      R"("modelName":"Hub 2","role":"CEM"},"clientEndpointDescription":{"name":"Acme Hub","deployment":"LAN"},)"
      R"("supportedCommunicationProtocols":["WebSocket"],"supportedS2MessageVersions":["v1.0.0"],)"
      R"("supportedHmacHashingAlgorithms":["SHA256"],"clientHmacChallenge":")"))
      << bodies[1];
  EXPECT_TRUE(bodies[2].starts_with(
      R"({"serverHmacChallengeResponse":"9Z12x2pzc9gw47ZlM7ko80qjt30igZE6Xql5e0/stQM=",)"
      R"("connectionDetails":{"initiateSessionUrl":"https://hub.local:8443/session/","accessToken":")"))
      << bodies[2];
  EXPECT_TRUE(
      bodies[2].ends_with(R"("certificateFingerprint":{"SHA256":")" + fingerprint_text(cem.tls.root.bytes) + "\"}}}"))
      << bodies[2];
}

// From the index to both stores.
// C-083, C-156, C-172
TEST_F(WorkedExample, RunsToTheEndWithThePinsOfTheExample) {
  Link link(cem, rm, goal_for(cem, rm, label));
  EXPECT_EQ(link.run(), PairingStep::done);
  EXPECT_EQ(link.calls[2].tls.root, RootFingerprint{*parse_fingerprint(root_hex)});
  EXPECT_EQ(link.calls[3].body, R"({"success":true})");
  EXPECT_EQ(cem.pairing_with(rm)->pin->root, RootFingerprint{*parse_fingerprint(root_hex)});
  EXPECT_EQ(rm.pairing_with(cem)->pin, (Pin{"hub.local", cem.tls.root, ""}));
  EXPECT_EQ(rm.pairing_with(cem)->session_url, "https://hub.local:8443/session/");
}

}  // namespace
}  // namespace s2::connect
