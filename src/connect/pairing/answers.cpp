// What a pairing client makes of answers: versions, R_c, refusals, the end.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/settle.hpp>

#include "connect/pairing/client_engine.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {
namespace {

bool is_busy(int status) { return status == 503 || status == 429; }

// What a status means that ends an attempt whose id was issued.
Problem problem_of_status(int status) {
  if (status / 100 == 3) return Problem::redirected;  // not followed (C-021)
  switch (status) {
    case 400:
      return Problem::out_of_order;
    case 401:
      return Problem::attempt_lost;
    case 403:
      return Problem::code_refused;
    case 404:
    case 405:
      return Problem::no_such_service;
    case 500:
      return Problem::store_failed_there;
    default:
      return is_busy(status) ? Problem::busy : Problem::refused_there;
  }
}

}  // namespace

PairingClient::Engine::Turn PairingClient::Engine::judge(const Response& response, const TlsFacts& facts, Time now) {
  if (auto broken = judge_tls(facts)) return *std::move(broken);
  switch (step_) {
    case PairingStep::index:
      return judge_index(response);
    case PairingStep::request:
      return judge_request(response, facts, now);
    case PairingStep::details:
      return judge_details(response, now);
    case PairingStep::finalise:
      return judge_finalised(response, now);
    default:
      return {PairingTurn::understood, {}, {}};
  }
}

// One certificate for the whole attempt in the LAN, whoever checks it beside us (C-278).
std::optional<PairingClient::Engine::Turn> PairingClient::Engine::judge_tls(const TlsFacts& facts) {
  if (!is_local()) return std::nullopt;
  if (!leaf_) {
    leaf_ = facts.leaf;
    note_identity(facts);
    return std::nullopt;
  }
  if (*leaf_ != facts.leaf) return Turn{PairingTurn::distrusted, Problem::certificate_swapped, {}};
  if (is_verified_ && root_ != facts.root) return Turn{PairingTurn::distrusted, Problem::certificate_changed, {}};
  return std::nullopt;
}

// A host that is pinned already may have been reset; its user is told (C-284).
void PairingClient::Engine::note_identity(const TlsFacts& facts) {
  const auto pins = store_.pins_of(goal_.url.host());
  if (!pins) return;
  const bool is_new = std::any_of(pins->begin(), pins->end(), [&](const Pin& one) { return one.root != facts.root; });
  if (is_new) tell(IdentityChanged{goal_.node, goal_.url.host()});
}

PairingClient::Engine::Turn PairingClient::Engine::judge_index(const Response& response) {
  version_ = our_api_versions[0];
  if (response.status == 404 && options_.assume_v1) return {PairingTurn::understood, {}, {}};
  if (is_busy(response.status)) return {PairingTurn::not_understood, Problem::busy, {}};
  if (response.status != 200) {
    const bool is_elsewhere = response.status / 100 == 3;
    return {PairingTurn::not_understood, is_elsewhere ? Problem::redirected : Problem::no_such_service, {}};
  }
  const auto versions = decode_versions(response.body);
  if (!versions) return {PairingTurn::not_understood, Problem::no_such_service, versions.error().finding.text};
  const auto chosen = choose_api_version(*versions);
  if (!chosen) return {PairingTurn::not_understood, Problem::api_versions, {}};
  version_ = *chosen;
  return {PairingTurn::understood, {}, {}};
}

PairingClient::Engine::Turn PairingClient::Engine::judge_request(const Response& response, const TlsFacts& facts,
                                                                 Time now) {
  if (is_busy(response.status)) return judge_busy(response);
  if (response.status == 200) return judge_challenge(response, facts, now);
  if (response.status != 400) return {PairingTurn::refused, problem_of_status(response.status), {}};
  const auto refusal = decode<PairingResponseErrorMessage>(response.body);
  if (!refusal) return {PairingTurn::refused, Problem::refused_there, {}};
  return {PairingTurn::refused, problem_of(refusal->error_message), refusal->additional_info.value_or("")};
}

// As long as the server says, else 1 to 2 s.
PairingClient::Engine::Turn PairingClient::Engine::judge_busy(const Response& response) {
  std::uint8_t chance = 0;
  crypto_.random({&chance, 1});
  pause_ = response.retry_after.value_or(Limits::retry_after + Duration(4 * chance));
  const bool is_hopeless = ++busy_ > Limits::busy_retries || pause_ > Limits::busy_wait_max;
  return {is_hopeless ? PairingTurn::busy_too_often : PairingTurn::busy, Problem::busy, {}};
}

PairingClient::Engine::Turn PairingClient::Engine::judge_challenge(const Response& response, const TlsFacts& facts,
                                                                   Time now) {
  end_ = now + Limits::attempt_life;
  root_ = facts.root;
  root_der_ = facts.root_der;
  auto answer = decode<RequestPairingResponse>(response.body);
  if (!answer) {
    const auto id = attempt_id_in(response.body);
    if (id && answer.error().is_json) id_ = *id;
    return {id_.empty() ? PairingTurn::nameless : PairingTurn::unfit, Problem::not_understood_here,
            answer.error().finding.text};
  }
  id_ = answer->pairing_attempt_id;
  if (auto unfit = judge_partner(*answer)) return *std::move(unfit);
  const Binding binding = binding_for(goal_.url, facts.leaf);
  if (!is_answer(crypto_, answer->client_hmac_challenge_response, challenge_, goal_.token, binding)) {
    return {PairingTurn::response_wrong, why_wrong(answer->client_hmac_challenge_response, binding), {}};
  }
  is_verified_ = true;
  if (is_local()) pin_ = Pin{goal_.url.host(), facts.root, facts.root_der};
  partner_ = *std::move(answer);
  branch_ = branch_of(partner_.server_node_description.role, *partner_.server_endpoint_description.deployment,
                      endpoint_.deployment());
  if (branch_ == Branch::post_details) {
    const EndpointFacts& facts_here = endpoint_.facts();
    const bool has_all = facts_here.session_url && (facts_here.root || !facts_here.session_url->is_local());
    if (!has_all) return {PairingTurn::nothing_to_announce, Problem::nothing_to_announce, {}};
    details_ = make_details(facts_here, crypto_);
  }
  return {PairingTurn::response_right, {}, {}};
}

// The server hears the same either way.
Problem PairingClient::Engine::why_wrong(const ChallengeResponse& given, const Binding& binding) const {
  const bool is_draft = is_draft_answer(crypto_, given, challenge_, goal_.token, binding);
  return is_draft ? Problem::draft_peer : Problem::code_wrong;
}

// Role, algorithm, challenge, node and deployment (C-153, C-154).
std::optional<PairingClient::Engine::Turn> PairingClient::Engine::judge_partner(RequestPairingResponse& given) {
  const HostedNode* own = endpoint_.find(goal_.node);
  const NodeDescription& node = given.server_node_description;
  const auto unfit = [](Problem why, std::string detail) { return Turn{PairingTurn::unfit, why, std::move(detail)}; };
  if (!own) return unfit(Problem::not_ready, "the node here is gone");
  if (node.role == own->description.role) return unfit(Problem::same_role, {});
  if (goal_.peer && *goal_.peer != node.id) return unfit(Problem::wrong_node, {});
  if (endpoint_.find(node.id)) return unfit(Problem::node_is_ours, {});
  if (effective_key(crypto_, given.server_hmac_challenge) == effective_key(crypto_, challenge_)) {
    return unfit(Problem::reflected, {});
  }
  // Behind a name of the WAN there may be a server that stands in for the LAN. Only an RM in the WAN has to know.
  auto& deployment = given.server_endpoint_description.deployment;
  const bool matters = own->description.role == Role::rm && endpoint_.deployment() == Deployment::wan;
  if (!deployment && matters) return unfit(Problem::not_understood_here, "deployment is missing");
  if (!deployment) deployment = is_local() ? Deployment::lan : Deployment::wan;
  return std::nullopt;
}

PairingClient::Engine::Turn PairingClient::Engine::refused(const Response& response, Problem meaning) const {
  const auto refusal = decode<PairingResponseErrorMessage>(response.body);
  return {PairingTurn::refused, meaning, refusal ? refusal->additional_info.value_or("") : std::string()};
}

PairingClient::Engine::Turn PairingClient::Engine::judge_details(const Response& response, Time now) {
  const int expected = branch_ == Branch::request_details ? 200 : 204;
  if (is_busy(response.status)) return {PairingTurn::no_answer, Problem::busy, {}};
  if (response.status / 100 != 2) return refused(response, problem_of_status(response.status));
  if (response.status != expected) return {PairingTurn::not_understood, Problem::not_understood_here, {}};
  if (branch_ == Branch::request_details) {
    if (std::string wrong = take_details(response); !wrong.empty()) {
      return {PairingTurn::not_understood, Problem::not_understood_here, std::move(wrong)};
    }
  }
  provisional_ = pairing(now);
  if (auto stored = store_.put(*provisional_); !stored) {
    provisional_.reset();
    return {PairingTurn::cannot_store, Problem::store_failed_here, stored.error().text};
  }
  return {PairingTurn::accepted, {}, {}};
}

// Reads the server's details; what is wrong with them, or nothing.
std::string PairingClient::Engine::take_details(const Response& response) {
  auto details = decode<ConnectionDetails>(response.body);
  if (!details) return details.error().finding.text;
  if (details->access_token.empty()) return "accessToken is empty";
  const auto url = session_url_of(*details, options_.url);
  if (!url) return url.error().text;
  if (std::string wrong = choose_pin(*url, *details); !wrong.empty()) return wrong;
  session_url_ = *url;
  details_ = *std::move(details);
  return {};
}

// The pin for the sessions (C-165).
std::string PairingClient::Engine::choose_pin(const BaseUrl& url, const ConnectionDetails& details) {
  std::optional<RootFingerprint> given;
  if (details.certificate_fingerprint) given = details.certificate_fingerprint->sha256;
  if (!url.is_local()) {
    pin_.reset();  // the public authorities vouch for it (C-169)
    return {};
  }
  if (is_local() && url.host() == goal_.url.host()) {
    if (!given || given == root_) return {};
    if (given->bytes != leaf_->bytes) return "certificateFingerprint is not that of the root shown while pairing";
    tell(PairingNote{goal_.node, "C-165",
                     "certificateFingerprint names the leaf; the root shown while pairing is used"});
    return {};
  }
  if (given) {
    pin_ = Pin{url.host(), *given, {}};
    return {};
  }
  if (!is_local()) return "certificateFingerprint is missing, and the host is one of a local network";
  pin_ = Pin{url.host(), *root_, root_der_};
  return {};
}

PairingClient::Engine::Turn PairingClient::Engine::judge_finalised(const Response& response, Time now) {
  if (is_busy(response.status)) return {PairingTurn::no_answer, Problem::busy, {}};
  // Servers that do not repeat answers forget the id when the first success, whose answer was lost, arrived.
  if (response.status == 401 && repeats_ > 0) return {PairingTurn::ambiguous, Problem::attempt_lost, {}};
  if (response.status / 100 != 2) return refused(response, problem_of_status(response.status));
  Pairing stored = pairing(now);
  stored.state = PairingState::paired;
  auto settled = settle(store_, stored);
  if (!settled) return {PairingTurn::cannot_store, Problem::store_failed_here, settled.error().text};
  endpoint_.used_up(goal_.node, goal_.token);
  tell(Paired{std::move(stored), *std::move(settled), false});
  return {PairingTurn::confirmed, {}, {}};
}

Pairing PairingClient::Engine::pairing(Time now) const {
  const HostedNode* node = endpoint_.find(goal_.node);
  Pairing pairing;
  pairing.pair = {goal_.node, partner_.server_node_description.id};
  pairing.state = PairingState::provisional;
  pairing.peer_node = partner_.server_node_description;
  pairing.peer_endpoint = partner_.server_endpoint_description;
  if (node) pairing.own_node = node->description;
  pairing.own_role = pairing.peer_node.role == Role::cem ? Role::rm : Role::cem;
  pairing.own_endpoint = endpoint_.facts().description;
  pairing.own_endpoint.deployment = endpoint_.deployment();
  pairing.tokens = {AccessToken{details_.access_token, false, now}};
  pairing.pin = pin_;
  pairing.since = now;
  const bool is_client = branch_ == Branch::request_details;
  pairing.communicates_as = is_client ? CommunicationRole::client : CommunicationRole::server;
  if (is_client) pairing.session_url = session_url_.text();
  return pairing;
}

}  // namespace s2::connect
