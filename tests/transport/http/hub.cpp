#include "hub.hpp"

#include <algorithm>
#include <utility>

namespace s2::transport {

using namespace connect;

std::string base_of(std::uint16_t port) { return "https://localhost:" + std::to_string(port) + "/s2/"; }

EndpointDescription described(const std::string& name, Deployment deployment) {
  return {.name = name, .logo_url = {}, .deployment = deployment};
}

Hub::Hub(Loop& its_loop, HubWish wish)
    : loop(its_loop),
      nodes(std::move(wish.nodes)),
      crypto(wish.crypto ? std::move(wish.crypto) : make_crypto()),
      store(wish.store ? std::move(wish.store) : make_memory_store()),
      endpoint(EndpointFacts{.description = described("hub", wish.deployment)}),
      server(endpoint, *store, *crypto, wish.server),
      websocket_(wish.websocket) {
  std::vector<HttpMount> mounts;
  mounts.push_back({.path = "/s2/",
                    .on_request =
                        [this](RequestId id, Request request) {
                          ++requests;
                          on_request(request);
                          request.is_same_subnet = same_subnet;
                          server.receive(id, request, now());
                          pump();
                        },
                    .on_gone = [this](RequestId id) { server.closed(id); }});
  http = std::make_shared<HttpService>(std::move(mounts), wish.http);
  listen(0, wish.identity);
  EndpointFacts facts = endpoint.facts();
  facts.pairing_url = facts.session_url = BaseUrl::parse(base()).value();
  facts.websocket_url = "wss://localhost:" + std::to_string(port()) + "/ws";
  if (wish.deployment == Deployment::lan) {
    facts.root = RootFingerprint{parse_fingerprint(papers().authority.sha256).value()};
  }
  endpoint.set_facts(std::move(facts));
  for (const auto& node : nodes) static_cast<void>(endpoint.host({.description = node}));
}

Hub::~Hub() { loop.cancel(timer_); }

void Hub::listen(std::uint16_t port, const TlsIdentity& identity) {
  WebsocketService service;
  service.tls = TlsServer::make(identity).value();
  service.http = http;
  service.admission = [this](const WebsocketRequest& asked) { return admit(asked); };
  const auto accept = [this](std::unique_ptr<Connection> guest) { guests.push_back(std::move(guest)); };
  listening = WebsocketServer::listen(loop, "127.0.0.1", port, accept, websocket_, std::move(service)).value();
}

void Hub::show(const TlsIdentity& identity) {
  const std::uint16_t same = port();
  listening.reset();
  listen(same, identity);
}

std::optional<Refusal> Hub::admit(const WebsocketRequest& asked) {
  const auto session = server.sessions().admit(bearer_of(asked.header("Authorization")), "127.0.0.1", now());
  pump();
  if (!session) return Refusal{.status = 401, .text = session.error().text};
  admitted = *session;
  return std::nullopt;
}

void Hub::issue(std::string_view code) { endpoint.issue(node().id, Secret(code), now() + connect::Limits::token_life); }

void Hub::passed(Duration span) {
  ahead_ = ahead_ + span;
  server.wake(now());
  pump();
}

void Hub::pump() {
  while (auto event = server.next_pairing_event()) pairing_events.push_back(*std::move(event));
  while (auto event = server.next_session_event()) session_events.push_back(*std::move(event));
  while (const auto answer = server.next_answer()) http->answer(answer->id, answer->response);
  loop.cancel(timer_);
  const auto due = server.next_deadline();
  if (!due) return;
  timer_ = loop.after(std::max(*due - now() + Duration{1}, Duration{1}), [this] {
    server.wake(now());
    pump();
  });
}

}  // namespace s2::transport
