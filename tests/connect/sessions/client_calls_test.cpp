// What a communication client asks, and what TLS has to check for it.

#include "connect/sessions/client_fixture.hpp"

#include "connect/sessions/client_engine.hpp"

namespace s2::connect {
namespace {

class ClientCalls : public tests::SessionClientTest {};

// C-034, C-195
TEST_F(ClientCalls, TheVersionIndexComesFirst) {
  client.start(now);
  const auto index = call();
  EXPECT_EQ(index.method, Method::get);
  EXPECT_EQ(index.target, "");
  EXPECT_FALSE(index.bearer);
  EXPECT_EQ(index.base.text(), "https://hub.local:8443/session/");
}

// C-012, C-197, C-221
TEST_F(ClientCalls, InitiateSessionCarriesTheAccessTokenAndWhatTheNodeSpeaks) {
  client.start(now);
  agree();
  const auto initiate = call();
  EXPECT_EQ(initiate.method, Method::post);
  EXPECT_EQ(initiate.target, "v1/initiateSession");
  EXPECT_EQ(bearer(), "active");
  const auto body = decode<InitiateSessionRequest>(initiate.body).value();
  EXPECT_EQ(body.client_node_id, rm.id);
  EXPECT_EQ(body.server_node_id, cem.id);
  EXPECT_EQ(body.supported_s2_message_versions, std::vector<std::string>{"v1.0.0"});
  EXPECT_EQ(body.supported_communication_protocols.size(), 1U);
  EXPECT_FALSE(body.client_node_description);
  EXPECT_FALSE(body.client_endpoint_description);
}

// C-197
TEST_F(ClientCalls, ADescriptionIsSentUntilTheServerHasIt) {
  auto renamed = rm;
  renamed.user_defined_name = "Garage";
  ASSERT_TRUE(endpoint.host({.description = renamed}));
  const auto sent = [&] { return decode<InitiateSessionRequest>(call().body).value().client_node_description; };
  client.start(now);
  agree();
  EXPECT_EQ(sent(), renamed);
  answer(503);
  wake();
  agree();
  EXPECT_EQ(sent(), renamed);
  answer(200, session("fresh"));
  reply("v1/confirmAccessToken", 503);
  wake();
  agree();
  EXPECT_FALSE(sent());
}

// C-206
TEST_F(ClientCalls, ConfirmAccessTokenCarriesThePendingTokenAndNoBody) {
  client.start(now);
  agree();
  reply("v1/initiateSession", 200, session("fresh"));
  const auto confirm = call();
  EXPECT_EQ(confirm.target, "v1/confirmAccessToken");
  EXPECT_EQ(bearer(), "fresh");
  EXPECT_EQ(confirm.body, "");
}

// C-280, C-281
TEST_F(ClientCalls, APinnedHostIsHeldAgainstItsPinAlone) {
  client.start(now);
  const auto check = call().tls;
  EXPECT_EQ(check.trust, Trust::pinned_root);
  EXPECT_EQ(check.root, paired().pin->root);
}

// C-270, C-280
TEST_F(ClientCalls, WithoutAPinThePublicAuthoritiesVouch) {
  auto pairing = paired();
  pairing.pin.reset();
  ASSERT_TRUE(memory->put(pairing));
  client.start(now);
  EXPECT_EQ(call().tls.trust, Trust::public_authorities);
}

// C-254
TEST_F(ClientCalls, UnpairAsksForTheVersionsFirstAndNamesBothNodes) {
  ASSERT_TRUE(client.unpair(now));
  agree();
  const auto unpair = call();
  EXPECT_EQ(unpair.method, Method::post);
  EXPECT_EQ(unpair.target, "v1/unpair");
  EXPECT_EQ(bearer(), "active");
  EXPECT_EQ(decode<UnpairRequest>(unpair.body).value(), (UnpairRequest{rm.id, cem.id}));
}

// C-128, C-195
TEST_F(ClientCalls, ANodeThatIsStartingAsksNothingYet) {
  ASSERT_TRUE(endpoint.host({.description = rm, .ready = false}));
  client.start(now);
  agree();
  EXPECT_FALSE(client.next_call());
  EXPECT_EQ(events<SessionDelayed>().at(0).why, Problem::not_ready_here);
  ASSERT_TRUE(endpoint.host({.description = rm}));
  wake();
  agree();
  EXPECT_EQ(call().target, "v1/initiateSession");
}

TEST_F(ClientCalls, AUrlThatIsNoneIsToldAndTriedAgain) {
  auto pairing = paired();
  pairing.session_url = "http://hub.local/";
  ASSERT_TRUE(memory->put(pairing));
  client.start(now);
  EXPECT_FALSE(client.next_call());
  EXPECT_EQ(events<SessionDelayed>().at(0).why, Problem::url_malformed);
}

// C-233
TEST(SecureWebSocket, OnlyWssUrlsWithAHostAreTaken) {
  using sessions::is_secure_web_socket;
  for (const char* good : {"wss://hub.local:8443/s2", "wss://s2.example.com", "wss://s2.example.com/?id=7"}) {
    EXPECT_TRUE(is_secure_web_socket(good, {})) << good;
  }
  for (const char* bad : {"", "ws://hub.local/", "https://hub.local/", "wss://", "wss:///s2", "wss://user@hub.local/",
                          "wss://hub.local/a b", "wss://hub.local/#a", "wss://192.0.2.1/"}) {
    EXPECT_FALSE(is_secure_web_socket(bad, {})) << bad;
  }
  const std::string host = "wss://hub.local/";
  EXPECT_TRUE(is_secure_web_socket(host + std::string(Limits::url_bytes - host.size(), 'a'), {}));
  EXPECT_FALSE(is_secure_web_socket(host + std::string(Limits::url_bytes - host.size() + 1, 'a'), {}));
}

}  // namespace
}  // namespace s2::connect
