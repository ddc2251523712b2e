#pragma once
// A communication server with one CEM and one RM that is paired with it.

#include "connect/flaky_store.hpp"
#include "connect/people.hpp"
#include "connect/seeded_crypto.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/session_server.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace s2::tests {

class SessionServerTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(endpoint.host({.description = cem}));
    ASSERT_TRUE(memory->put(paired()));
  }

  connect::Pairing paired() const {
    auto pairing = as_server(cem, rm, "active");
    pairing.own_endpoint = endpoint.facts().description;
    return pairing;
  }

  connect::InitiateSessionRequest ask() const {
    return {.client_node_id = rm.id,
            .server_node_id = cem.id,
            .supported_s2_message_versions = {"v1.0.0"},
            .supported_communication_protocols = {connect::CommunicationProtocol::web_socket}};
  }

  connect::Response call(const std::string& target, const std::string& bearer, const std::string& body = "") {
    connect::Request request{.method = target.empty() ? connect::Method::get : connect::Method::post,
                             .target = target,
                             .bearer = {},
                             .content_type = "application/json",
                             .body = body,
                             .source = "192.0.2.1",
                             .is_same_subnet = {},
                             .leaf = {}};
    if (!bearer.empty()) request.bearer = connect::Secret(bearer);
    return send(request);
  }

  connect::Response send(const connect::Request& request) {
    server.receive(++last_id, request, now);
    auto answer = server.next_answer();
    EXPECT_TRUE(answer.has_value() && answer->id == last_id);
    EXPECT_FALSE(server.next_answer());
    return answer ? answer->response : connect::Response{};
  }

  connect::Response initiate(const connect::InitiateSessionRequest& body, const std::string& bearer = "active") {
    return call("v1/initiateSession", bearer, connect::encode(body));
  }

  // The pending token of an initiation that has to succeed.
  std::string pending(const std::string& bearer = "active") {
    const auto response = initiate(ask(), bearer);
    EXPECT_EQ(response.status, 200) << response.body;
    const auto body = connect::decode<connect::InitiateSessionResponse>(response.body);
    return body ? std::string(body->access_token.reveal()) : "";
  }

  connect::Response confirm(const std::string& bearer) { return call("v1/confirmAccessToken", bearer); }

  // The communication token of a confirmation that has to succeed.
  connect::Secret communication_token(const std::string& bearer) {
    const auto response = confirm(bearer);
    EXPECT_EQ(response.status, 200);
    const auto body = connect::decode<connect::WebSocketCommunicationDetails>(response.body);
    return body ? body->websocket_token : connect::Secret();
  }

  connect::Admitted open_session(const std::string& bearer = "active") {
    auto admitted = server.admit(communication_token(pending(bearer)), "192.0.2.1", now);
    EXPECT_TRUE(admitted);
    return admitted ? *admitted : connect::Admitted{};
  }

  connect::Response unpair(const std::string& bearer = "active") {
    return call("v1/unpair", bearer, connect::encode(connect::UnpairRequest{rm.id, cem.id}));
  }

  // What is in memory only goes.
  void restart() { server_.emplace(endpoint, store, crypto); }

  std::string active_token() {
    const auto found = memory->find(pair).value();
    return found && found->tokens.size() == 1 ? std::string(found->tokens[0].token.reveal()) : "";
  }

  template <class Event>
  std::vector<Event> events() {
    std::vector<Event> found;
    while (auto event = server.next_event()) {
      if (auto* one = std::get_if<Event>(&*event)) found.push_back(std::move(*one));
    }
    return found;
  }

  static std::optional<connect::SessionError> error_in(const connect::Response& response) {
    if (response.status != 400) return std::nullopt;
    const auto body = connect::decode<connect::CommunicationDetailsErrorMessage>(response.body);
    return body ? std::optional(body->error_message) : std::nullopt;
  }

  const connect::NodeDescription cem = node(1, connect::Role::cem);
  const connect::NodeDescription rm = node(2, connect::Role::rm);
  const connect::Pair pair{cem.id, rm.id};
  std::unique_ptr<connect::Store> memory = connect::make_memory_store();
  FlakyStore store{*memory};
  SeededCrypto crypto;
  connect::Endpoint endpoint{lan_endpoint("hub.local")};
  std::optional<connect::SessionServer> server_{std::in_place, endpoint, store, crypto};
  connect::SessionServer& server = *server_;
  Time now = start;
  connect::RequestId last_id = 0;
};

}  // namespace s2::tests
