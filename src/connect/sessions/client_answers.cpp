// What a communication client makes of the answers. Source: digest, 3.2, C-204 to C-217, C-255, C-256.

#include "client_engine.hpp"
#include "token_list.hpp"

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/settle.hpp>

#include <algorithm>

namespace s2::connect {

using sessions::Cause;

namespace {

// A status that no operation gives a meaning of its own.
Problem problem_of_status(int status) {
  if (status >= 300 && status < 400) return Problem::redirected;
  switch (status) {
    case 400:
      return Problem::not_understood_there;
    case 401:
      return Problem::token_refused;
    case 404:
    case 405:
      return Problem::no_such_service;
    case 429:
    case 503:
      return Problem::busy;
    case 500:
      return Problem::store_failed_there;
    default:
      return Problem::refused_there;
  }
}

// Less than 32 random bytes in Base64; what is no Base64 is judged by its length alone (C-013, A-36).
bool is_short(const Secret& token) {
  constexpr std::size_t base64_characters = (Limits::token_random_bytes * 4 + 2) / 3;
  return token.size() < base64_characters;
}

CommunicationDetailsErrorMessage error_in(const Response& response) {
  auto message = decode<CommunicationDetailsErrorMessage>(response.body);
  return message ? *std::move(message) : CommunicationDetailsErrorMessage{SessionError::other, {}};
}

}  // namespace

void SessionClient::Engine::answered(CallId id, const Response& response, const TlsFacts& tls, Time now) {
  if (id != last_call_ || !is_calling_) return;
  is_calling_ = false;
  note_root(tls);
  switch (stage) {
    case SessionStage::asking_versions:
    case SessionStage::asking_first:
      return take_versions(response, now);
    case SessionStage::initiating:
      return take_session(response, now);
    case SessionStage::confirming:
      return take_details(response, now);
    case SessionStage::unpairing:
      return take_unpaired(response, now);
    default:
      return;
  }
}

void SessionClient::Engine::failed(CallId id, const CallError& error, Time now) {
  if (id != last_call_ || !is_calling_) return;
  fail(problem_of(error.why), error.text, now);
}

void SessionClient::Engine::fail_with(const Response& response, Time now) {
  at_least_ = response.retry_after.value_or(Duration(0));
  fail(problem_of_status(response.status), "HTTP status " + std::to_string(response.status), now);
}

// The root itself is kept as soon as it was seen (C-282); it is stored with the next token.
void SessionClient::Engine::note_root(const TlsFacts& tls) {
  auto& pin = pairing_.pin;
  if (pin && pin->root_der.empty() && tls.root == pin->root) pin->root_der = tls.root_der;
}

void SessionClient::Engine::take_versions(const Response& response, Time now) {
  std::vector<std::string> offered = {"v1"};
  if (response.status != 404 || !options_.assume_v1) {
    if (response.status != 200) return fail_with(response, now);
    auto read = decode_versions(response.body);
    if (!read) return fail(Problem::not_understood_here, read.error().finding.text, now);
    offered = *std::move(read);
  }
  const auto version = choose_api_version(offered);
  if (!version) return fail(Problem::api_versions, {}, now);
  api_ = *version;
  happen(Cause::agreed, now);
}

void SessionClient::Engine::take_session(const Response& response, Time now) {
  if (response.status == 401) return take_refused_token(now);
  if (response.status == 400) {
    const auto message = error_in(response);
    if (message.error_message == SessionError::no_longer_paired) return take_no_longer_paired(now);
    return fail(problem_of(message.error_message), message.additional_info.value_or(""), now);
  }
  if (response.status != 200) return fail_with(response, now);
  const auto session = decode<InitiateSessionResponse>(response.body);
  if (!session) return fail(Problem::not_understood_here, session.error().finding.text, now);
  const HostedNode* node = endpoint_.find(pair_.own);
  const auto offered = node ? node->versions : std::vector<std::string>();
  const bool was_offered =
      std::find(offered.begin(), offered.end(), session->selected_s2_message_version) != offered.end();
  if (!was_offered || session->access_token.empty()) {
    return fail(Problem::not_understood_here, "a version that was not offered, or no token", now);
  }
  accept(*session, now);
}

// The pending token is stored before it is confirmed, and the old one stays (C-205).
void SessionClient::Engine::accept(const InitiateSessionResponse& session, Time now) {
  if (!is_current(now)) return;
  Pairing next = pairing_;
  next.tokens = sessions::after_acceptance(pairing_.tokens, tried_, session.access_token, now);
  next.own_node = told_;
  next.own_endpoint = told_endpoint_;
  const auto& node = session.server_node_description;
  if (node && node->id == pair_.peer && node->role == pairing_.peer_node.role) next.peer_node = *node;
  next.peer_endpoint = session.server_endpoint_description.value_or(pairing_.peer_endpoint);
  if (auto stored = store(next); !stored) return fail(Problem::store_failed_here, stored.error().text, now);
  if (next.peer_node != pairing_.peer_node || next.peer_endpoint != pairing_.peer_endpoint) {
    events.push_back(PeerUpdated{next});
  }
  if (is_short(session.access_token)) events.push_back(SessionNoted{pair_, Problem::token_short});
  pairing_ = std::move(next);
  fresh_ = session.access_token;
  version_ = session.selected_s2_message_version;
  happen(Cause::accepted, now);
}

// A provisional pairing that is accepted is a pairing (C-177).
Result<void> SessionClient::Engine::store(Pairing& pairing) {
  if (pairing.state != PairingState::provisional) return store_.put(pairing);
  auto settled = settle(store_, pairing);
  if (!settled) return Unexpected{std::move(settled).error()};
  pairing.state = PairingState::paired;
  events.push_back(PairingPromoted{pairing, *std::move(settled)});
  return {};
}

void SessionClient::Engine::take_refused_token(Time now) {
  if (!to_try_.empty()) {
    happen(Cause::token_refused, now);
  } else if (pairing_.state == PairingState::provisional) {
    drop_provisional(now);
  } else if (sessions::is_undecided(pairing_.tokens, now)) {
    fail(Problem::token_refused, {}, now);
  } else {
    happen(Cause::all_refused, now);
  }
}

// As long as its attempt may live the server may not have seen finalizePairing yet.
void SessionClient::Engine::drop_provisional(Time now) {
  if (now - pairing_.since <= Limits::attempt_life) return fail(Problem::token_refused, {}, now);
  if (!is_current(now)) return;
  if (auto outcome = store_.drop_provisional(pair_); !outcome) {
    return fail(Problem::store_failed_here, outcome.error().text, now);
  }
  events.push_back(PairingDropped{pairing_});
  happen(Cause::pairing_dropped, now);
}

void SessionClient::Engine::take_no_longer_paired(Time now) {
  if (pairing_.state == PairingState::provisional) return drop_provisional(now);
  if (!is_current(now)) return;
  events.push_back(Unpaired{pairing_, true});
  happen(Cause::no_longer_paired, now);
}

// Any answer but 200 leaves open which token is active: all are kept (C-213). That the others could not be taken out is
// no reason to have no session.
void SessionClient::Engine::take_details(const Response& response, Time now) {
  if (response.status != 200) return fail_with(response, now);
  auto details = decode<WebSocketCommunicationDetails>(response.body);
  if (!details) return fail(Problem::not_understood_here, details.error().finding.text, now);
  if (details->websocket_token.empty() || !sessions::is_secure_web_socket(details->websocket_url, options_.url)) {
    return fail(Problem::not_understood_here, "no websocketToken, or no wss:// URL", now);
  }
  if (!is_current(now)) return;
  pairing_.tokens = {{fresh_, false, now}};
  (void)store_.put(pairing_);
  details_ = *std::move(details);
  happen(Cause::confirmed, now);
}

void SessionClient::Engine::take_unpaired(const Response& response, Time now) {
  if (response.status == 204) return remove(now);
  if (response.status != 401) return fail_with(response, now);
  if (!to_try_.empty()) {
    happen(Cause::token_refused, now);
  } else if (sessions::is_undecided(pairing_.tokens, now)) {
    fail(Problem::token_refused, {}, now);
  } else {
    remove(now);
  }
}

void SessionClient::Engine::remove(Time now) {
  if (!is_current(now)) return;
  if (auto outcome = store_.remove(pair_, {}); !outcome) {
    return fail(Problem::store_failed_here, outcome.error().text, now);
  }
  events.push_back(Unpaired{pairing_, false});
  happen(Cause::removed, now);
}

// Whether the store still has what this attempt began with. Otherwise, e.g. when the two were paired anew meanwhile,
// the attempt is over and must not write over what is there now.
bool SessionClient::Engine::is_current(Time now) {
  const bool is_provisional = pairing_.state == PairingState::provisional;
  auto found = is_provisional ? store_.provisional(pair_) : store_.find(pair_);
  if (!found) {
    fail(Problem::store_failed_here, found.error().text, now);
    return false;
  }
  const auto& stored = *found;
  if (stored && stored->since == pairing_.since && stored->state == pairing_.state) return true;
  happen(Cause::renewed, now);
  return false;
}

namespace sessions {

// The host is judged as that of a base URL; a path or query is the server's own affair.
bool is_secure_web_socket(std::string_view url, const UrlOptions& options) {
  constexpr std::string_view scheme = "wss://";
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7F'; };
  if (!url.starts_with(scheme) || url.size() > Limits::url_bytes) return false;
  if (!std::all_of(url.begin(), url.end(), is_visible) || url.find('#') != url.npos) return false;
  const auto rest = url.substr(scheme.size());
  const auto authority = rest.substr(0, rest.find_first_of("/?"));
  return BaseUrl::parse("https://" + std::string(authority) + '/', options).has_value();
}

}  // namespace sessions
}  // namespace s2::connect
