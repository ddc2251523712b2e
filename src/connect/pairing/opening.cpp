// requestPairing: checks, the mandatory second, and the answer that opens an attempt (steps 1 to 3).

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>

#include "connect/pairing/server_engine.hpp"

#include <utility>

namespace s2::connect {
namespace {

PairingResponseErrorMessage used_up_message() {
  return {PairingError::no_valid_pairing_token_on_pairing_server, "The pairing code was used up by another pairing."};
}

}  // namespace

void PairingServer::Engine::open(RequestId id, const Request& request, Time now) {
  auto body = decode<RequestPairingRequest>(request.body, Limits::request_bytes);
  if (!body) return answer(id, refusal(PairingError::parsing_error, body.error().finding.text));

  WaitingRequest waiting{.id = id,
                         .node = {},
                         .refusal = {},
                         .request = *std::move(body),
                         .token = {},
                         .binding = {},
                         .source = request.source};
  waiting.digest = crypto_.sha256(bytes_of(request.body));
  const NodeId client = waiting.request.client_node_description.id;
  if (const Attempt* alive = attempts_.opened_by(waiting.digest, client)) {
    return answer(id, {.status = 200, .body = std::string(alive->response.reveal())});
  }

  const HostedNode* target = target_of(waiting.request, now);
  auto token = target ? endpoint_.token_for(target->description.id, client, now) : std::nullopt;
  auto binding = binding_of(request);
  const PairingQuestion asked{
      endpoint_,         waiting.request,     target,
      token.has_value(), binding.has_value(), attempts_.issued(crypto_, waiting.request.client_hmac_challenge)};
  const PairingCheck* failed = failed_check(asked);
  if (target) waiting.node = target->description.id;
  if (failed) waiting.refusal = PairingResponseErrorMessage{failed->error, std::string(failed->text)};
  if (failed && !failed->is_delayed) return refuse(id, waiting);
  if (token) waiting.token = *std::move(token);
  if (binding) waiting.binding = *std::move(binding);

  const bool is_taken = attempts_.find(waiting.node, PairingStage::details_done) != nullptr;
  if (is_taken || attempts_.is_full() || !slots_.add(std::move(waiting), now)) {
    answer(id, unavailable(Limits::retry_after));
  }
}

const HostedNode* PairingServer::Engine::target_of(const RequestPairingRequest& request, Time now) {
  if (request.node_id) return endpoint_.find(*request.node_id);
  if (request.node_id_alias) return endpoint_.find(*request.node_id_alias);
  const auto expected = expected_.find(request.client_node_description.id);
  if (expected != expected_.end() && now < expected->second.until) return endpoint_.find(expected->second.node);
  return endpoint_.nodes().size() == 1 ? &endpoint_.nodes().front() : nullptr;
}

// F of the connection in the LAN, else D of our own list of names, never of the request (C-086, C-087).
std::optional<Binding> PairingServer::Engine::binding_of(const Request& request) const {
  const EndpointFacts& facts = endpoint_.facts();
  if (endpoint_.deployment() == Deployment::lan && !facts.stands_in) {
    if (!request.leaf) return std::nullopt;
    return Binding{*request.leaf};
  }
  if (!facts.pairing_url) return std::nullopt;
  return Binding{Domain{facts.pairing_url->host()}};
}

void PairingServer::Engine::refuse(RequestId id, const WaitingRequest& waiting) {
  const std::string detail = waiting.refusal->additional_info.value_or("");
  answer(id, refusal(waiting.refusal->error_message, detail));
  const bool is_hosted = endpoint_.find(waiting.node) != nullptr;
  tell(PairingRefused{is_hosted ? std::optional(waiting.node) : std::nullopt,
                      waiting.request.client_node_description.id, waiting.refusal->error_message, detail,
                      waiting.source});
}

// The second is over. Attempts of one node must not overlap before R_s was seen (C-298): the newer one takes the place
// of the older, and steps back behind one that has proven that it knows the token.
void PairingServer::Engine::admit(WaitingRequest waiting, Time now) {
  if (waiting.refusal) return refuse(waiting.id, waiting);
  const bool is_gone = endpoint_.find(waiting.node) == nullptr;
  if (is_gone || attempts_.is_full() || attempts_.find(waiting.node, PairingStage::details_done)) {
    return answer(waiting.id, unavailable(Limits::retry_after));
  }
  if (Attempt* older = attempts_.find(waiting.node, PairingStage::awaiting_response)) {
    older->stage = find_pairing_row(older->stage, PairingCause::superseded)->to;
    fail(*older, Problem::superseded);
  }
  const PairingAttemptId id(make_secret(crypto_, Limits::attempt_id_random_bytes));
  Attempt attempt = attempt_for(waiting, now);
  std::string body = response_for(waiting, attempt, id);
  attempt.response = Secret(body);
  attempts_.add(id.digest(crypto_), std::move(attempt));
  answer(waiting.id, {.status = 200, .body = std::move(body)});
}

Attempt PairingServer::Engine::attempt_for(WaitingRequest& waiting, Time now) {
  Attempt attempt;
  attempt.stage = find_pairing_row(PairingStage::delaying, PairingCause::second_over)->to;
  attempt.node = waiting.node;
  attempt.peer_node = waiting.request.client_node_description;
  attempt.peer_endpoint = waiting.request.client_endpoint_description;
  const Deployment client = deployment_of_client(endpoint_, waiting.request);
  attempt.peer_endpoint.deployment = client;
  attempt.branch = branch_of(endpoint_.find(waiting.node)->description.role, endpoint_.deployment(), client);
  attempt.token = std::move(waiting.token);
  attempt.binding = std::move(waiting.binding);
  attempt.challenge = make_challenge(crypto_);
  attempt.issued = now;
  attempt.source = std::move(waiting.source);
  attempt.request = waiting.digest;
  return attempt;
}

std::string PairingServer::Engine::response_for(const WaitingRequest& waiting, const Attempt& attempt,
                                                const Secret& id) {
  RequestPairingResponse response;
  response.pairing_attempt_id = PairingAttemptId(id);
  response.server_node_description = endpoint_.find(attempt.node)->description;
  response.server_endpoint_description = endpoint_.facts().description;
  response.server_endpoint_description.deployment = endpoint_.deployment();
  response.selected_hmac_hashing_algorithm = HmacHashingAlgorithm::sha256;
  response.client_hmac_challenge_response =
      respond(crypto_, waiting.request.client_hmac_challenge, attempt.token.token, attempt.binding);
  response.server_hmac_challenge = attempt.challenge;
  return encode(response);
}

void PairingServer::Engine::paired(Attempt& attempt, Paired event) {
  endpoint_.used_up(attempt.node, attempt.token.token);
  const auto left = endpoint_.token_for(attempt.node, attempt.peer_node.id, attempt.issued);
  if (!left || !(left->token == attempt.token.token)) {
    slots_.used_up(attempt.node, attempt.token.token, used_up_message());
  }
  expected_.erase(attempt.peer_node.id);
  tell(std::move(event));
}

}  // namespace s2::connect
