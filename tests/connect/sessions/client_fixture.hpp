#pragma once
// A communication client with one RM that is paired with a CEM, and a test that plays the server.

#include "connect/flaky_store.hpp"
#include "connect/people.hpp"
#include "connect/seeded_crypto.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/session_client.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace s2::tests {

class SessionClientTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(endpoint.host({.description = rm}));
    ASSERT_TRUE(memory->put(paired()));
  }

  connect::Pairing paired(const std::string& token = "active") const {
    auto pairing = as_client(rm, cem, token);
    pairing.own_endpoint = endpoint.facts().description;
    pairing.pin->root.bytes[0] = 7;
    return pairing;
  }

  // What the client asks; nothing else may be asked then.
  connect::Call call() {
    auto next = client.next_call();
    EXPECT_TRUE(next.has_value());
    EXPECT_FALSE(client.next_call());
    if (next) last_call = *next;
    return last_call;
  }

  std::string bearer() { return last_call.bearer ? std::string(last_call.bearer->reveal()) : ""; }

  void answer(int status, const std::string& body = "") { answer(connect::Response{.status = status, .body = body}); }

  void answer(const connect::Response& response) { client.answered(last_call.id, response, tls, now); }

  // Sends an answer to the call that waits to be sent, which has to be for this target.
  void reply(const std::string& target, int status, const std::string& body = "") {
    EXPECT_EQ(call().target, target);
    answer(status, body);
  }

  void agree() { reply("", 200, R"(["v1"])"); }

  static std::string session(const std::string& token, const std::string& version = "v1.0.0") {
    return connect::encode(connect::InitiateSessionResponse{.selected_s2_message_version = version,
                                                            .access_token = connect::Secret(token)});
  }

  static std::string details(const std::string& url = "wss://hub.local:8443/s2") {
    return connect::encode(
        connect::WebSocketCommunicationDetails{.websocket_token = connect::Secret("once"), .websocket_url = url});
  }

  static std::string refusal(connect::SessionError error) {
    return connect::encode(connect::CommunicationDetailsErrorMessage{error, {}});
  }

  // Up to the moment when a WebSocket may be opened.
  void get_ready(const std::string& token = "fresh") {
    agree();
    reply("v1/initiateSession", 200, session(token));
    reply("v1/confirmAccessToken", 200, details());
    EXPECT_EQ(client.stage(), connect::SessionStage::connecting);
  }

  void wake() {
    ASSERT_TRUE(client.next_deadline());
    now = std::max(now, *client.next_deadline());
    client.wake(now);
  }

  std::vector<std::string> stored_tokens() {
    std::vector<std::string> tokens;
    const auto found = memory->find(pair).value();
    if (!found) return tokens;
    for (const auto& token : found->tokens) tokens.emplace_back(token.token.reveal());
    return tokens;
  }

  template <class Event>
  std::vector<Event> events() {
    std::vector<Event> found;
    while (auto event = client.next_event()) {
      if (auto* one = std::get_if<Event>(&*event)) found.push_back(std::move(*one));
    }
    return found;
  }

  // A new engine on the same store, as after a restart.
  void restart() { client_.emplace(endpoint, store, crypto, pair, options); }

  const connect::NodeDescription cem = node(1, connect::Role::cem);
  const connect::NodeDescription rm = node(2, connect::Role::rm);
  const connect::Pair pair{rm.id, cem.id};
  std::unique_ptr<connect::Store> memory = connect::make_memory_store();
  FlakyStore store{*memory};
  SeededCrypto crypto;
  connect::Endpoint endpoint{lan_endpoint("evse.local")};
  connect::SessionClientOptions options;
  std::optional<connect::SessionClient> client_{std::in_place, endpoint, store, crypto, pair, options};
  connect::SessionClient& client = *client_;
  connect::TlsFacts tls;
  connect::Call last_call;
  Time now = start;
};

}  // namespace s2::tests
