// The door: routes, methods, sizes and strangers.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/server.hpp>

#include "connect/take_first.hpp"

#include <utility>
#include <variant>

namespace s2::connect {

Server::Server(Endpoint& endpoint, Store& store, Crypto& crypto, const ServerOptions& options)
    : endpoint_(endpoint),
      offers_polling_(options.offers_polling),
      pairing_(endpoint, store, crypto, options.pairing),
      polling_(endpoint, options.polling),
      sessions_(endpoint, store, crypto),
      strangers_(options.strangers) {}

// Which operations exist here: those of the LAN not in the WAN (C-095), long-polling where it is offered (C-094),
// sessions where there is a URL to begin them at.
bool Server::is_served(const Route& route) const {
  if (route.is_lan_only && !is_reached_in_lan(endpoint_)) return false;
  if (route.api == Api::sessions) return endpoint_.facts().session_url.has_value();
  return route.api == Api::polling ? offers_polling_ : true;
}

// What a stranger may not ask too often. The index says the same to everybody and costs no more than a refusal; and who
// is paired asks for it before every session (C-034), many of them from one address behind a NAT or a proxy.
bool Server::is_strange(const Route& route) { return !route.needs_bearer && route.api != Api::index; }

std::optional<Response> Server::refused(const Request& request, const Route* route, Time now) {
  const std::string_view allowed = allowed_methods(path_of(request.target));
  if (!route && !allowed.empty()) {
    const Route* other = find_route(allowed == "GET" ? Method::get : Method::post, path_of(request.target));
    if (is_served(*other)) return Response{.status = 405, .allow = std::string(allowed)};
  }
  if (!route || !is_served(*route)) return Response{.status = 404};
  if (request.body.size() > Limits::request_bytes) return Response{.status = 413, .close = true};
  if (is_stopped_) return unavailable(Limits::retry_after);
  if (is_strange(*route) && !strangers_.admit(request.source, now)) return unavailable(Limits::retry_after);
  return std::nullopt;
}

void Server::receive(RequestId id, const Request& request, Time now) {
  const Route* route = find_route(request.method, path_of(request.target));
  if (auto response = refused(request, route, now)) {
    answers_.push_back({id, *std::move(response)});
    return;
  }
  switch (route->api) {
    case Api::index:
      answers_.push_back({id, {.status = 200, .body = encode_versions(our_api_versions)}});
      break;
    case Api::polling:
      polling_.receive(id, request, now);
      break;
    case Api::sessions:
      sessions_.receive(id, request, now);
      break;
    case Api::pairing:
      pairing_.receive(id, request, now);
      break;
  }
  collect();
}

// Sessions hear of pairings before anybody is answered. As in the engine, of everything but pairings no more waits than
// the bound says.
void Server::collect() {
  while (auto event = pairing_.next_event()) {
    const auto* paired = std::get_if<Paired>(&*event);
    if (paired) sessions_.settled(paired->pairing.pair, paired->settled);
    if (paired || events_.size() < Limits::pairing_events) events_.push_back(*std::move(event));
  }
}

std::optional<PairingEvent> Server::next_pairing_event() { return take_first(events_); }

void Server::closed(RequestId id) {
  std::erase_if(answers_, [=](const Answer& one) { return one.id == id; });
  pairing_.closed(id);
  polling_.closed(id);
  sessions_.closed(id);
}

void Server::wake(Time now) {
  pairing_.wake(now);
  polling_.wake(now);
  sessions_.wake(now);
  collect();
}

std::optional<Time> Server::next_deadline() const {
  std::optional<Time> next;
  for (const auto& one : {pairing_.next_deadline(), polling_.next_deadline(), sessions_.next_deadline()}) {
    if (one && (!next || *one < *next)) next = one;
  }
  return next;
}

std::optional<Answer> Server::next_answer() {
  if (auto answer = take_first(answers_)) return answer;
  if (auto answer = pairing_.next_answer()) return answer;
  if (auto answer = polling_.next_answer()) return answer;
  return sessions_.next_answer();
}

bool Server::prepare(const NodeId& client, bool wanted) {
  return polling_.act(client,
                      wanted ? WaitForPairingAction::prepare_pairing : WaitForPairingAction::cancel_prepare_pairing);
}

bool Server::request_pairing(const NodeId& client, const NodeId& node, Time now) {
  if (!polling_.act(client, WaitForPairingAction::request_pairing)) return false;
  pairing_.expect(client, node, now + Limits::poll_target_life);
  return true;
}

void Server::stop() {
  is_stopped_ = true;
  pairing_.stop();
  polling_.stop();
  sessions_.stop();
}

}  // namespace s2::connect
