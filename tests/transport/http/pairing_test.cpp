// Two strangers, real TLS: they pair with a code, open a session over WSS and part, driven by the engines of S2
// Connect.

#include "../certificates.hpp"
#include "../peers.hpp"

#include <connect/people.hpp>
#include <s2/connect.hpp>
#include <s2/transport/crypto.hpp>

#include <gtest/gtest.h>

namespace s2::transport {
namespace {

using namespace connect;

constexpr std::string_view code = "ABCD234567";

std::string base_of(std::uint16_t port) { return "https://localhost:" + std::to_string(port) + "/s2/"; }

EndpointDescription in_lan(const std::string& name) {
  return {.name = name, .logo_url = {}, .deployment = Deployment::lan};
}

// An energy manager that serves pairing and sessions on one port.
struct Hub {
  explicit Hub(Loop& its_loop) : loop(its_loop) {
    std::vector<HttpMount> mounts;
    mounts.push_back({.path = "/s2/",
                      .on_request =
                          [this](RequestId id, Request request) {
                            request.is_same_subnet = true;
                            server.receive(id, request, system_now());
                            pump();
                          },
                      .on_gone = [this](RequestId id) { server.closed(id); }});
    http = std::make_shared<HttpService>(std::move(mounts));
    WebsocketService service;
    service.tls = tls_server();
    service.http = http;
    service.admission = [this](const WebsocketRequest& asked) { return admit(asked); };
    listening =
        WebsocketServer::listen(
            loop, "127.0.0.1", 0, [this](auto guest) { guests.push_back(std::move(guest)); }, {}, std::move(service))
            .value();
    EndpointFacts facts;
    facts.description = in_lan("hub");
    facts.pairing_url = facts.session_url = BaseUrl::parse(base_of(listening->port())).value();
    facts.websocket_url = "wss://localhost:" + std::to_string(listening->port()) + "/ws";
    facts.root = RootFingerprint{parse_fingerprint(papers().authority.sha256).value()};
    endpoint.set_facts(std::move(facts));
    EXPECT_TRUE(endpoint.host({.description = node}));
  }

  std::optional<Refusal> admit(const WebsocketRequest& asked) {
    const auto session = server.sessions().admit(bearer_of(asked.header("Authorization")), "127.0.0.1", system_now());
    pump();
    if (!session) return Refusal{.status = 401, .text = session.error().text};
    admitted = *session;
    return std::nullopt;
  }

  void pump() {
    while (auto event = server.next_pairing_event()) pairing_events.push_back(std::move(*event));
    while (auto event = server.next_session_event()) session_events.push_back(std::move(*event));
    while (const auto answer = server.next_answer()) http->answer(answer->id, answer->response);
    const auto due = server.next_deadline();
    if (!due) return;
    loop.cancel(timer);
    timer = loop.after(std::max(*due - system_now() + Duration{1}, Duration{1}), [this] {
      server.wake(system_now());
      pump();
    });
  }

  Loop& loop;
  NodeDescription node = tests::node(1, connect::Role::cem);
  std::unique_ptr<Crypto> crypto = make_crypto();
  std::unique_ptr<Store> store = make_memory_store();
  Endpoint endpoint{EndpointFacts{.description = in_lan("hub")}};
  Server server{endpoint, *store, *crypto};
  std::shared_ptr<HttpService> http;
  std::unique_ptr<WebsocketServer> listening;
  std::vector<std::unique_ptr<Connection>> guests;
  std::optional<Admitted> admitted;
  std::vector<PairingEvent> pairing_events;
  std::vector<SessionServerEvent> session_events;
  std::uint64_t timer = 0;
};

// A device that pairs and opens sessions as a client only.
struct Device {
  explicit Device(Loop& its_loop) : loop(its_loop) { EXPECT_TRUE(endpoint.host({.description = node})); }

  template <class Engine>
  void carry(Engine& engine) {
    while (auto call = engine.next_call()) {
      client.call(*call, [this, &engine, id = call->id](Result<Answered, CallError> outcome) {
        if (outcome) {
          engine.answered(id, outcome->response, outcome->tls, system_now());
        } else {
          problem = outcome.error().text;
          engine.failed(id, outcome.error(), system_now());
        }
        carry(engine);
      });
    }
  }

  std::optional<PairingEvent> pair(const std::string& url, std::string_view token) {
    endpoint.type_in(node.id, Secret(token), std::nullopt, system_now() + connect::Limits::token_life);
    PairingClient engine(endpoint, *store, *crypto,
                         {.url = BaseUrl::parse(url).value(), .node = node.id, .token = Secret(token)});
    EXPECT_TRUE(engine.start(system_now()));
    carry(engine);
    std::optional<PairingEvent> last;
    until(loop, [&] {
      while (auto event = engine.next_event()) last = std::move(event);
      return last && (std::holds_alternative<Paired>(*last) || std::holds_alternative<PairingFailed>(*last));
    });
    return last;
  }

  Loop& loop;
  NodeDescription node = tests::node(2, connect::Role::rm);
  std::unique_ptr<Crypto> crypto = make_crypto();
  std::unique_ptr<Store> store = make_memory_store();
  Endpoint endpoint{EndpointFacts{.description = in_lan("device")}};
  HttpClient client{loop};
  std::string problem;
};

// C-147, C-156, C-159, C-173, C-197, C-206, C-234, C-235, C-254
TEST(PairingOverTls, StrangersPairWithACodeTalkOverWssAndPart) {
  Loop loop;
  Hub hub(loop);
  Device device(loop);
  hub.endpoint.issue(hub.node.id, Secret(code), system_now() + connect::Limits::token_life);

  const Time began = system_now();
  const auto outcome = device.pair(base_of(hub.listening->port()), code);
  const Duration took = system_now() - began;
  ASSERT_TRUE(outcome && std::holds_alternative<Paired>(*outcome)) << device.problem;
  EXPECT_GE(took, connect::Limits::pairing_delay) << "the mandatory second";
  ASSERT_FALSE(hub.pairing_events.empty());
  EXPECT_TRUE(std::holds_alternative<Paired>(hub.pairing_events.back()));

  SessionClient sessions(device.endpoint, *device.store, *device.crypto, {device.node.id, hub.node.id});
  sessions.start(system_now());
  device.carry(sessions);
  std::optional<SessionReady> ready;
  ASSERT_TRUE(until(loop, [&] {
    while (auto event = sessions.next_event()) {
      if (auto* one = std::get_if<SessionReady>(&*event)) ready = std::move(*one);
    }
    return ready.has_value();
  })) << device.problem;
  EXPECT_EQ(ready->tls.trust, Trust::pinned_root);

  WebsocketVisit visit;
  visit.tls = tls_client_for(ready->tls).value();
  visit.headers = {{"Authorization", "Bearer " + std::string(ready->token.reveal())}};
  auto connection = dial(loop, ready->url, {}, visit);
  ASSERT_TRUE(connection) << connection.error().text;
  sessions.connected(system_now());
  ASSERT_TRUE(until(loop, [&] { return hub.admitted && hub.guests.size() == 1; }));
  EXPECT_EQ(hub.admitted->pair.peer, device.node.id);
  EXPECT_EQ(hub.admitted->version, "v1.0.0");
  EXPECT_FALSE(dial(loop, ready->url, {}, visit)) << "the token is good once";

  ASSERT_TRUE(sessions.unpair(system_now()));
  device.carry(sessions);
  ASSERT_TRUE(until(loop, [&] { return sessions.stage() == SessionStage::unpaired; })) << device.problem;
  EXPECT_TRUE(hub.store->all().value().empty());
  EXPECT_TRUE(device.store->all().value().empty());
}

// C-155, C-161
TEST(PairingOverTls, AWrongCodePairsNobody) {
  Loop loop;
  Hub hub(loop);
  Device device(loop);
  hub.endpoint.issue(hub.node.id, Secret(code), system_now() + connect::Limits::token_life);
  const auto outcome = device.pair(base_of(hub.listening->port()), "ZZZZ234567");
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(std::holds_alternative<PairingFailed>(*outcome));
  EXPECT_EQ(std::get<PairingFailed>(*outcome).why, Problem::code_wrong);
  EXPECT_TRUE(hub.store->all().value().empty());
  EXPECT_TRUE(device.store->all().value().empty());
}

}  // namespace
}  // namespace s2::transport
