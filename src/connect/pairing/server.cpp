// PairingServer: requests and time in, answers and events out.

#include <s2/connect/body.hpp>
#include <s2/connect/pairing_server.hpp>

#include "connect/pairing/server_engine.hpp"
#include "connect/take_first.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {

Response refusal(PairingError error, std::string_view info) {
  PairingResponseErrorMessage message{error, std::nullopt};
  if (!info.empty()) message.additional_info = std::string(info);
  return {.status = 400, .body = encode(message)};
}

void PairingServer::Engine::receive(RequestId id, const Request& request, Time now) {
  wake(now);
  const Route* route = find_route(request.method, path_of(request.target));
  if (is_stopped_) return answer(id, unavailable(Limits::retry_after));
  if (!route || route->api != Api::pairing) return answer(id, {.status = 404});
  if (!route->has_body || is_json(request.content_type)) return perform(id, *route, request, now);
  Request unread = request;  // another media type is no body (C-146)
  unread.body.clear();
  perform(id, *route, unread, now);
}

void PairingServer::Engine::perform(RequestId id, const Route& route, const Request& request, Time now) {
  if (route.operation == Operation::request_pairing) return open(id, request, now);
  answer(id, route.is_lan_only ? signal(route.operation, request, now) : step(route.operation, request, now));
}

void PairingServer::Engine::closed(RequestId id) {
  slots_.remove(id);
  std::erase_if(answers_, [=](const Answer& one) { return one.id == id; });
}

void PairingServer::Engine::wake(Time now) {
  while (auto waiting = slots_.next(now)) admit(*std::move(waiting), now);
  for (const Attempt& attempt : attempts_.expire(now)) fail(attempt, Problem::attempt_expired);
  std::erase_if(expected_, [=](const auto& entry) { return entry.second.until <= now; });
}

std::optional<Time> PairingServer::Engine::next_deadline() const {
  const auto due = slots_.next_due();
  const auto expiry = attempts_.next_expiry();
  if (due && expiry) return std::min(*due, *expiry);
  return due ? due : expiry;
}

std::optional<Answer> PairingServer::Engine::next_answer() { return take_first(answers_); }

std::optional<PairingEvent> PairingServer::Engine::next_event() { return take_first(events_); }

void PairingServer::Engine::expect(const NodeId& client, const NodeId& node, Time until) {
  if (expected_.size() >= Limits::expected_clients && !expected_.contains(client)) return;
  expected_.insert_or_assign(client, Expected{node, until});
}

void PairingServer::Engine::stop() {
  is_stopped_ = true;
  for (const WaitingRequest& waiting : slots_.clear()) answer(waiting.id, unavailable(Limits::retry_after));
}

// A pairing is always told; of what strangers can cause at will no more waits than the bound says.
void PairingServer::Engine::tell(PairingEvent event) {
  const bool has_room = events_.size() < Limits::pairing_events;
  if (has_room || std::holds_alternative<Paired>(event)) events_.push_back(std::move(event));
}

void PairingServer::Engine::fail(const Attempt& attempt, Problem why, std::string detail) {
  tell(PairingFailed{attempt.node, attempt.peer_node, why, std::move(detail), attempt.source});
}

PairingServer::PairingServer(Endpoint& endpoint, Store& store, Crypto& crypto, const PairingServerOptions& options)
    : engine_(std::make_unique<Engine>(endpoint, store, crypto, options)) {}
PairingServer::~PairingServer() = default;
void PairingServer::receive(RequestId id, const Request& request, Time now) { engine_->receive(id, request, now); }
void PairingServer::closed(RequestId id) { engine_->closed(id); }
void PairingServer::wake(Time now) { engine_->wake(now); }
std::optional<Time> PairingServer::next_deadline() const { return engine_->next_deadline(); }
std::optional<Answer> PairingServer::next_answer() { return engine_->next_answer(); }
std::optional<PairingEvent> PairingServer::next_event() { return engine_->next_event(); }
void PairingServer::expect(const NodeId& client, const NodeId& node, Time until) {
  engine_->expect(client, node, until);
}
void PairingServer::stop() { engine_->stop(); }
std::size_t PairingServer::attempts() const { return engine_->attempts(); }

bool PairingServer::is_pairing() const { return engine_->is_pairing(); }

}  // namespace s2::connect
