// endpoint, nodes, preparePairing and cancelPreparePairing at the client.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/lan_client.hpp>

#include "connect/lan_trust.hpp"
#include "connect/take_first.hpp"

#include <utility>

namespace s2::connect {
namespace {

// Why an answer is none that was hoped for; empty when it has the status expected.
std::optional<LanRequestFailed> wrong_status(const Response& response, int expected) {
  if (response.status == expected) return std::nullopt;
  switch (response.status) {
    case 400: {
      const auto refusal = decode<PairingResponseErrorMessage>(response.body);
      if (!refusal) return LanRequestFailed{Problem::refused_there, {}};
      return LanRequestFailed{problem_of(refusal->error_message), refusal->additional_info.value_or("")};
    }
    case 401:
      return LanRequestFailed{Problem::other_subnet, {}};
    case 404:
    case 405:
      return LanRequestFailed{Problem::no_such_service, {}};
    case 429:
    case 503:
      return LanRequestFailed{Problem::busy, {}};
    default:
      return LanRequestFailed{response.status / 100 == 3 ? Problem::redirected : Problem::refused_there, {}};
  }
}

}  // namespace

void LanClient::look() {
  want({.kind = Kind::endpoint});
  want({.kind = Kind::nodes});
}

void LanClient::prepare(const NodeId& node, const NodeId& peer) { want({Kind::prepare, node, peer}); }

void LanClient::cancel(const NodeId& node, const NodeId& peer) { want({Kind::cancel, node, peer}); }

void LanClient::want(Wish wish) {
  if (wishes_.empty() && version_.empty()) wishes_.push_back({.kind = Kind::index});
  wishes_.push_back(wish);
  if (asked_ == 0) ask();
}

void LanClient::ask() {
  if (wishes_.empty()) return;
  Call call = call_for(wishes_.front());
  call.id = asked_ = ++last_call_;
  call.base = url_;
  call.tls = lan_check(store_, url_);
  call_ = std::move(call);
}

Call LanClient::call_for(const Wish& wish) const {
  Call call;
  if (wish.kind == Kind::endpoint) call.target = version_ + "/endpoint";
  if (wish.kind == Kind::nodes) call.target = version_ + "/nodes";
  if (wish.kind == Kind::prepare) {
    PreparePairingRequest request;
    if (const HostedNode* own = endpoint_.find(wish.node)) request.client_node_description = own->description;
    request.client_endpoint_description = endpoint_.facts().description;
    request.client_endpoint_description.deployment = endpoint_.deployment();
    request.server_node_id = wish.peer;
    call.method = Method::post;
    call.target = version_ + "/preparePairing";
    call.body = encode(request);
  }
  if (wish.kind == Kind::cancel) {
    call.method = Method::post;
    call.target = version_ + "/cancelPreparePairing";
    call.body = encode(CancelPreparePairingRequest{wish.node, wish.peer});
  }
  return call;
}

void LanClient::answered(CallId id, const Response& response) {
  if (id != asked_ || asked_ == 0) return;
  asked_ = 0;
  const Wish wish = wishes_.front();
  wishes_.pop_front();
  if (auto failure = take(wish.kind, response)) return fail(*std::move(failure));
  if (wish.kind == Kind::nodes) events_.push_back(std::exchange(seen_, {}));
  const bool is_signal = wish.kind == Kind::prepare || wish.kind == Kind::cancel;
  if (is_signal) events_.push_back(SignalTaken{wish.peer, wish.kind == Kind::prepare});
  ask();
}

std::optional<LanRequestFailed> LanClient::take(Kind kind, const Response& response) {
  const bool is_signal = kind == Kind::prepare || kind == Kind::cancel;
  if (auto failure = wrong_status(response, is_signal ? 204 : 200)) return failure;
  const auto unreadable = [](const BodyError& error) {
    return LanRequestFailed{Problem::not_understood_here, error.finding.text};
  };
  if (kind == Kind::index) {
    const auto versions = decode_versions(response.body);
    if (!versions) return LanRequestFailed{Problem::no_such_service, versions.error().finding.text};
    const auto chosen = choose_api_version(*versions);
    if (!chosen) return LanRequestFailed{Problem::api_versions, {}};
    version_ = *chosen;
  }
  if (kind == Kind::endpoint) {
    auto endpoint = decode<EndpointDescription>(response.body);
    if (!endpoint) return unreadable(endpoint.error());
    seen_.endpoint = *std::move(endpoint);
  }
  if (kind == Kind::nodes) {
    auto nodes = decode_list<NodeDescription>(response.body);
    if (!nodes) return unreadable(nodes.error());
    seen_.nodes = *std::move(nodes);
  }
  return std::nullopt;
}

void LanClient::failed(CallId id, const CallError& error) {
  if (id != asked_ || asked_ == 0) return;
  asked_ = 0;
  fail({problem_of(error.why), error.text});
}

// What waited behind would meet the same. The index is read anew before the next wish (C-034).
void LanClient::fail(LanRequestFailed failure) {
  wishes_.clear();
  version_.clear();
  seen_ = {};
  events_.push_back(std::move(failure));
}

std::optional<Call> LanClient::next_call() { return std::exchange(call_, std::nullopt); }

std::optional<LanClientEvent> LanClient::next_event() { return take_first(events_); }

}  // namespace s2::connect
