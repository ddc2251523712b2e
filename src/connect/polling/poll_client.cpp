// waitForPairing at the client: when it asks, and what it makes of an answer.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/poll_client.hpp>

#include "connect/lan_trust.hpp"
#include "connect/take_first.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {
namespace {

// RMs may rely on long-polling; an endpoint that hosts a CEM as well has to serve pairing itself (C-107, C-109).
bool may_poll(const Endpoint& endpoint) {
  const auto count = [&](Role role) {
    return std::count_if(endpoint.nodes().begin(), endpoint.nodes().end(),
                         [=](const HostedNode& node) { return node.description.role == role; });
  };
  return count(Role::rm) > 0 && (count(Role::cem) == 0 || endpoint.facts().pairing_url);
}

}  // namespace

void PollClient::advertised(const BaseUrl& url, Time now) {
  if (!url.is_local()) return;  // long-polling is for the LAN alone (C-048)
  const bool is_change = url_ && *url_ != url;
  url_ = url;
  if (is_change) ignores_pin_ = false;
  take(PollCause::advertised_anew, now);
  consider(now);
}

void PollClient::withdrawn(Time now) {
  url_.reset();
  consider(now);
}

void PollClient::set_able(bool able, Time now) {
  is_able_ = able;
  consider(now);
}

// The request that is out does not name the new node: another one supersedes it (C-112, C-124).
void PollClient::nodes_changed(Time now) {
  consider(now);
  if (stage_ == PollStage::polling) enter(PollStage::polling, now);
}

void PollClient::subnet_changed(Time now) {
  take(PollCause::subnet_changed, now);
  consider(now);
}

void PollClient::consider(Time now) {
  const bool is_available = url_ && is_able_ && may_poll(endpoint_);
  take(is_available ? PollCause::available : PollCause::gone, now);
}

void PollClient::take(PollCause cause, Time now, std::optional<Problem> why) {
  const PollRow* row = find_poll_row(stage_, cause);
  if (!row) return;
  if (row->to != stage_) events_.push_back(PollStageChanged{row->to, why});
  enter(row->to, now);
}

void PollClient::enter(PollStage stage, Time now) {
  stage_ = stage;
  again_.reset();
  call_.reset();
  if (asked_ != 0) cancelled_ = std::exchange(asked_, 0);
  if (stage == PollStage::idle) failures_ = 0;
  if (stage == PollStage::waiting) return wait(now);
  if (stage == PollStage::index || stage == PollStage::polling) ask(now);
}

// 5 s, doubling up to 60 s, spread by chance; Retry-After wins (C-121).
void PollClient::wait(Time now) {
  Duration pause = Limits::poll_pause * (1 << std::min(failures_, 8));
  pause = std::min(pause, Limits::poll_pause_max);
  ++failures_;
  std::uint8_t chance = 0;
  crypto_.random({&chance, 1});
  pause -= pause / 2 * chance / 256;
  if (retry_after_) pause = std::min(*retry_after_, Limits::retry_after_max);
  retry_after_.reset();
  again_ = now + pause;
}

void PollClient::ask(Time now) {
  Call call;
  call.id = asked_ = ++last_call_;
  call.base = *url_;
  call.tls = tls_check();
  if (stage_ == PollStage::polling) {
    call.method = Method::post;
    call.target = version_ + "/waitForPairing";
    call.body = body();
    call.timeout = Limits::poll_timeout;
  }
  asked_at_ = now;
  call_ = std::move(call);
}

TlsCheck PollClient::tls_check() const {
  return ignores_pin_ ? TlsCheck{.trust = Trust::unpinned_lan} : lan_check(store_, *url_);
}

// Every node; more than its id only when it was asked for, or to report (C-112).
std::string PollClient::body() {
  std::vector<WaitForPairingRequestItem> items;
  for (const HostedNode& node : endpoint_.nodes()) {
    if (node.description.role != Role::rm) continue;
    WaitForPairingRequestItem item{node.description.id, {}, {}, {}};
    if (describe_.contains(item.client_node_id)) {
      item.client_node_description = node.description;
      item.client_endpoint_description = endpoint_.facts().description;
      item.client_endpoint_description->deployment = endpoint_.deployment();
    }
    if (without_token_.contains(item.client_node_id)) {
      item.error_message = WaitForPairingErrorMessage::no_valid_token_on_pairing_client;
    }
    items.push_back(std::move(item));
  }
  describe_.clear();
  without_token_.clear();
  return encode_list(items);
}

void PollClient::answered(CallId id, const Response& response, const TlsFacts&, Time now) {
  if (id != asked_ || asked_ == 0) return;
  asked_ = 0;
  retry_after_ = response.retry_after;
  const PollCause cause = judge(response, now);
  std::optional<Problem> why;
  if (cause == PollCause::outside) why = Problem::other_subnet;
  if (cause == PollCause::not_offered) why = Problem::no_such_service;
  if (cause == PollCause::incompatible) why = Problem::api_versions;
  if (cause == PollCause::unavailable) why = Problem::busy;
  if (cause == PollCause::served) failures_ = 0;
  take(cause, now, why);
}

void PollClient::failed(CallId id, const CallError& error, Time now) {
  if (id != asked_ || asked_ == 0) return;
  asked_ = 0;
  retry_after_.reset();
  // A device that was reset has to be paired again, and this is the way to it; its user is told (C-284).
  if (error.why == CallFailure::root_changed) {
    ignores_pin_ = true;
    for (const HostedNode& node : endpoint_.nodes()) {
      events_.push_back(IdentityChanged{node.description.id, url_->host()});
    }
  }
  take(PollCause::unavailable, now, problem_of(error.why));
}

void PollClient::wake(Time now) {
  if (again_ && *again_ <= now) take(PollCause::timer, now);
}

PollCause PollClient::judge(const Response& response, Time now) {
  switch (response.status) {
    case 200:
    case 204:
      return stage_ == PollStage::index ? judge_index(response) : judge_actions(response, now);
    case 400:
    case 404:
      return PollCause::not_offered;
    case 401:
      return PollCause::outside;
    default:
      return PollCause::unavailable;
  }
}

PollCause PollClient::judge_index(const Response& response) {
  const auto versions = decode_versions(response.body);
  if (!versions) return PollCause::not_offered;
  const auto chosen = choose_api_version(*versions);
  if (!chosen) return PollCause::incompatible;
  version_ = *chosen;
  return PollCause::understood;
}

PollCause PollClient::judge_actions(const Response& response, Time now) {
  std::vector<WaitForPairingResponseItem> items;
  if (response.status == 200) {
    auto given = decode_list<WaitForPairingResponseItem>(
        response.body, {.longest_body = Limits::response_bytes, .skip_bad_items = false, .take_bare_item = true});
    if (!given) return PollCause::unavailable;
    items = *std::move(given);
  }
  std::set<NodeId> done;
  for (const auto& item : items) {
    if (endpoint_.find(item.client_node_id) && done.insert(item.client_node_id).second) {
      act(item.client_node_id, item.action, now);
    }
  }
  // At once is at once (C-121), but not as fast as a server can that has nothing to do and does not hold.
  const bool is_quick = done.empty() && now - asked_at_ < Limits::poll_quick;
  quick_ = is_quick ? quick_ + 1 : 0;
  return quick_ > Limits::poll_quick_answers ? PollCause::unavailable : PollCause::served;
}

void PollClient::act(const NodeId& node, WaitForPairingAction action, Time now) {
  switch (action) {
    case WaitForPairingAction::send_node_description:
      describe_.insert(node);
      break;
    case WaitForPairingAction::prepare_pairing:
      events_.push_back(CodeRequested{node, std::nullopt, std::nullopt, now + Limits::code_shown});
      break;
    case WaitForPairingAction::cancel_prepare_pairing:
      events_.push_back(CodeNotNeeded{node, std::nullopt});
      break;
    case WaitForPairingAction::request_pairing:
      if (auto token = endpoint_.own_token(node, now)) {
        events_.push_back(PairingWanted{{.url = *url_, .node = node, .token = *std::move(token)}});
      } else {
        without_token_.insert(node);
        events_.push_back(TokenMissing{node});
      }
  }
}

std::optional<Call> PollClient::next_call() { return std::exchange(call_, std::nullopt); }

std::optional<CallId> PollClient::next_cancelled() { return std::exchange(cancelled_, std::nullopt); }

std::optional<PollClientEvent> PollClient::next_event() { return take_first(events_); }

}  // namespace s2::connect
