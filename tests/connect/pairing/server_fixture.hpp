#pragma once
// A pairing server and requests to it made by hand, right or wrong.

#include "connect/pairing/party.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/pairing_server.hpp>

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace s2::tests {

/// An RM in the LAN that serves pairing, with the token on its label, and a CEM that asks. A CEM as communication
/// server: branch B.
class PairingServerTest : public testing::Test {
 protected:
  static constexpr std::string_view label = "7KQ2ZPX9M4HT";

  void SetUp() override { rm.endpoint.set_static(rm.node.id, connect::Secret(label)); }

  /// What a CEM in the LAN asks.
  connect::RequestPairingRequest question() {
    connect::RequestPairingRequest asked;
    asked.client_node_description = client;
    asked.client_endpoint_description.deployment = connect::Deployment::lan;
    asked.supported_communication_protocols = {connect::CommunicationProtocol::web_socket};
    asked.supported_s2_message_versions = {"v1.0.0"};
    asked.supported_hmac_hashing_algorithms = {connect::HmacHashingAlgorithm::sha256};
    asked.client_hmac_challenge = connect::make_challenge(crypto);
    return asked;
  }

  connect::Request request(std::string target, std::string body, std::optional<connect::Secret> bearer = {}) const {
    connect::Request made;
    made.method = connect::Method::post;
    made.target = "v1/" + target;
    made.bearer = std::move(bearer);
    made.content_type = "application/json";
    made.body = std::move(body);
    made.source = "192.168.1.20";
    made.is_same_subnet = true;
    made.leaf = leaf;
    return made;
  }

  connect::RequestId send(const connect::Request& made) {
    server().receive(++last_id, made, now);
    collect();
    return last_id;
  }

  /// The answer to a request so far.
  std::optional<connect::Response> answer_to(connect::RequestId id) const {
    const auto found = answers.find(id);
    return found == answers.end() ? std::nullopt : std::optional(found->second);
  }

  /// The answer, which has to be there at once.
  connect::Response ask(const connect::Request& made) {
    const auto answer = answer_to(send(made));
    EXPECT_TRUE(answer) << "no answer to " << made.target;
    return answer.value_or(connect::Response{});
  }

  void pass(Duration span) {
    now = now + span;
    server().wake(now);
    collect();
  }

  /// requestPairing with its second.
  connect::Response open(const connect::RequestPairingRequest& asked) {
    const auto id = send(request("requestPairing", encode(asked)));
    if (!answer_to(id)) pass(connect::Limits::pairing_delay);
    return answer_to(id).value_or(connect::Response{});
  }

  /// An attempt that was opened: its id and R_s.
  struct Opened {
    connect::RequestPairingResponse response;
    connect::Secret id;
    connect::ChallengeResponse answer;
  };

  Opened opened(const connect::RequestPairingRequest& asked, std::string_view token = label) {
    const auto response = open(asked);
    EXPECT_EQ(response.status, 200) << response.body;
    auto body = connect::decode<connect::RequestPairingResponse>(response.body).value();
    connect::Secret id = body.pairing_attempt_id;
    auto answer = respond(crypto, body.server_hmac_challenge, connect::Secret(token), leaf);
    return {std::move(body), std::move(id), std::move(answer)};
  }
  Opened opened() { return opened(question()); }

  connect::ConnectionDetails hub_details() const {
    return {"https://hub.local:8443/session/", connect::Secret("aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGU="),
            connect::CertificateFingerprint{connect::RootFingerprint{print(42)}}};
  }

  connect::Response post_details(const Opened& attempt) { return post_details(attempt, attempt.answer); }
  connect::Response post_details(const Opened& attempt, const connect::ChallengeResponse& answer) {
    return ask(request("postConnectionDetails", encode(connect::PostConnectionDetailsRequest{answer, hub_details()}),
                       attempt.id));
  }
  connect::Response request_details(const Opened& attempt, const connect::ChallengeResponse& answer) {
    return ask(
        request("requestConnectionDetails", encode(connect::RequestConnectionDetailsRequest{answer}), attempt.id));
  }
  connect::Response request_details(const Opened& attempt) { return request_details(attempt, attempt.answer); }
  connect::Response finalise(const Opened& attempt, bool success) {
    return ask(request("finalizePairing", encode(connect::FinalizePairingRequest{success}), attempt.id));
  }

  /// What a refusal says.
  static connect::PairingError error_in(const connect::Response& response) {
    EXPECT_EQ(response.status, 400) << response.body;
    const auto body = connect::decode<connect::PairingResponseErrorMessage>(response.body);
    EXPECT_TRUE(body) << response.body;
    return body ? body->error_message : connect::PairingError::other;
  }

  /// The last event of a kind.
  template <class Event>
  std::optional<Event> last() const {
    for (auto one = events.rbegin(); one != events.rend(); ++one) {
      if (const auto* event = std::get_if<Event>(&*one)) return *event;
    }
    return std::nullopt;
  }

  connect::PairingServer& server() {
    if (!server_) server_.emplace(rm.endpoint, rm.store, rm.crypto, options);
    return *server_;
  }

  void collect() {
    while (auto answer = server().next_answer()) answers.emplace(answer->id, std::move(answer->response));
    while (auto event = server().next_event()) events.push_back(*std::move(event));
  }

  Party rm{1, connect::Role::rm, connect::Deployment::lan, "evse1038.local"};
  connect::NodeDescription client = node(9, connect::Role::cem);
  connect::LeafFingerprint leaf{print(1)};
  SeededCrypto crypto{9};
  connect::PairingServerOptions options;
  Time now = start;
  connect::RequestId last_id = 0;
  std::map<connect::RequestId, connect::Response> answers;
  std::vector<connect::PairingEvent> events;

 private:
  std::optional<connect::PairingServer> server_;
};

/// A CEM in the LAN that serves pairing, and an RM that asks: branch A.
class PairingServerOfCemTest : public PairingServerTest {
 protected:
  void SetUp() override {
    rm.endpoint.leave(rm.node.id);
    rm.node = node(1, connect::Role::cem);
    (void)rm.endpoint.host({.description = rm.node});
    client = node(9, connect::Role::rm);
    PairingServerTest::SetUp();
  }
};

}  // namespace s2::tests
