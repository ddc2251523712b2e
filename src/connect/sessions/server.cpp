// SessionServer: operations and life.

#include "server_engine.hpp"

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>

#include "connect/take_first.hpp"

#include <algorithm>

namespace s2::connect {

struct SessionServer::Engine::Operation {
  std::string_view target;
  Method method;
  std::string_view allow;
  bool needs_bearer;
  Response (Engine::*answer)(const Request&, Time);
};

// Source: O, s2-connect-session-init.yml; digest, 3.2.
const SessionServer::Engine::Operation SessionServer::Engine::operations[] = {
    {"", Method::get, "GET", false, &Engine::index},
    {"v1/initiateSession", Method::post, "POST", true, &Engine::initiate_session},
    {"v1/confirmAccessToken", Method::post, "POST", true, &Engine::confirm_access_token},
    {"v1/unpair", Method::post, "POST", true, &Engine::unpair},
};

// What is wrong on the outside comes first, then the bearer (C-020).
Response SessionServer::Engine::answer_to(const Request& request, Time now) {
  if (is_stopped) return unavailable(Limits::stopped_retry);
  const auto path = path_of(request.target);
  const auto found = std::find_if(std::begin(operations), std::end(operations),
                                  [&](const Operation& one) { return one.target == path; });
  if (found == std::end(operations)) return {.status = 404};
  if (found->method != request.method) return {.status = 405, .allow = std::string(found->allow)};
  if (request.body.size() > Limits::request_bytes) return {.status = 413, .close = true};
  if (found->needs_bearer && !request.bearer) {
    return refused(unauthorized(), Problem::token_refused, request.source, std::nullopt);
  }
  return (this->*found->answer)(request, now);
}

Response SessionServer::Engine::index(const Request&, Time) {
  return {.status = 200, .body = encode_versions(our_api_versions)};
}

Response SessionServer::Engine::refused(Response response, Problem why, std::string_view source,
                                        std::optional<Pair> pair) {
  if (waiting_refusals_ < Limits::waiting_refusals) {
    ++waiting_refusals_;
    events.push_back(SessionRefused{std::move(pair), why, std::string(source)});
  }
  return response;
}

void SessionServer::Engine::took(const SessionServerEvent& event) {
  if (std::holds_alternative<SessionRefused>(event)) --waiting_refusals_;
}

Result<std::optional<Pairing>> SessionServer::Engine::opened_by(const Pair& pair, const Secret& token) {
  for (const auto find : {&Store::provisional, &Store::find}) {
    auto found = (store_.*find)(pair);
    if (!found) return found;
    const bool is_opened = *found && (*found)->communicates_as == CommunicationRole::server &&
                           !(*found)->tokens.empty() && (*found)->tokens.front().token == token;
    if (is_opened) return found;
  }
  return std::optional<Pairing>();
}

Sha256 SessionServer::Engine::active_digest(const Pairing& pairing) {
  return pairing.tokens.empty() ? Sha256{} : pairing.tokens.front().token.digest(crypto_);
}

void SessionServer::Engine::close(const Pair& pair, SessionEnding why, bool ask_to_return) {
  pending.erase(pair);
  communication.erase(pair);
  const auto session = open_.find(pair);
  if (session == open_.end()) return;
  events.push_back(CloseSession{pair, session->second, why, ask_to_return});
  open_.erase(session);
}

void SessionServer::Engine::settled(const Pair& pair, const Settled& settled) {
  close(pair, SessionEnding::renewed, false);
  if (settled.left) close(settled.left->pair, SessionEnding::left_here, true);
}

namespace sessions {

Response bad_request(SessionError error, std::string_view info) {
  CommunicationDetailsErrorMessage message{error, {}};
  if (!info.empty()) message.additional_info = info;
  return {.status = 400, .body = encode(message)};
}

Response store_failed() { return {.status = 500}; }

}  // namespace sessions

SessionServer::SessionServer(const Endpoint& endpoint, Store& store, Crypto& crypto)
    : engine_(std::make_unique<Engine>(endpoint, store, crypto)) {}

SessionServer::~SessionServer() = default;

void SessionServer::receive(RequestId id, const Request& request, Time now) {
  engine_->answers.push_back({id, engine_->answer_to(request, now)});
}

void SessionServer::closed(RequestId id) {
  std::erase_if(engine_->answers, [&](const Answer& answer) { return answer.id == id; });
}

Result<Admitted> SessionServer::admit(const std::optional<Secret>& token, std::string_view source, Time now) {
  return engine_->admit(token, source, now);
}

void SessionServer::ended(const Admitted& session) { engine_->ended(session); }

Result<void> SessionServer::unpair(const Pair& pair, Time now) { return engine_->unpair(pair, now); }

void SessionServer::settled(const Pair& pair, const Settled& settled) { engine_->settled(pair, settled); }

void SessionServer::stop() { engine_->is_stopped = true; }

void SessionServer::wake(Time now) {
  engine_->pending.purge(now);
  engine_->communication.purge(now);
}

std::optional<Time> SessionServer::next_deadline() const {
  const auto one = engine_->pending.next_deadline();
  const auto other = engine_->communication.next_deadline();
  return one && other ? std::min(one, other) : one ? one : other;
}

std::optional<Answer> SessionServer::next_answer() { return take_first(engine_->answers); }

std::optional<SessionServerEvent> SessionServer::next_event() {
  auto event = take_first(engine_->events);
  if (event) engine_->took(*event);
  return event;
}

std::size_t SessionServer::pending_tokens() const { return engine_->pending.size(); }

std::size_t SessionServer::communication_tokens() const { return engine_->communication.size(); }

}  // namespace s2::connect
