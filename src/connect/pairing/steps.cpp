// The steps of an attempt with its id as bearer: 6A, 6B and 9.

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/settle.hpp>

#include "connect/pairing/server_engine.hpp"

#include <utility>

namespace s2::connect {
namespace {

constexpr std::string_view order_text = "This step does not fit here; the attempt has failed, start again.";

// Why our user hears that an attempt failed; nothing for causes that do not end one.
std::optional<Problem> problem_of(const Attempt& attempt, PairingCause cause) {
  switch (cause) {
    case PairingCause::response_wrong:
      return attempt.is_of_draft ? Problem::draft_peer : Problem::code_wrong;
    case PairingCause::wrong_step:
      return Problem::out_of_order_there;
    case PairingCause::no_session_url:
      return Problem::nothing_to_announce;
    case PairingCause::store_failed:
      return Problem::store_failed_here;
    case PairingCause::called_off:
      return Problem::cancelled;
    default:
      return std::nullopt;
  }
}

// Where the client's node serves its sessions; the fingerprint is needed in the LAN (C-167, C-169).
std::string what_is_wrong(const ConnectionDetails& details, const UrlOptions& options) {
  const auto url = session_url_of(details, options);
  if (!url) return url.error().text;
  if (details.access_token.empty()) return "accessToken is empty.";
  const bool has_print = details.certificate_fingerprint && details.certificate_fingerprint->sha256;
  if (url->is_local() && !has_print) return "certificateFingerprint needs the SHA256 of the root certificate.";
  return {};
}

Pairing pairing_of(const Attempt& attempt, const HostedNode& node, const EndpointDescription& own,
                   const UrlOptions& options, Time now) {
  Pairing pairing;
  pairing.pair = {attempt.node, attempt.peer_node.id};
  pairing.own_role = node.description.role;
  pairing.peer_node = attempt.peer_node;
  pairing.peer_endpoint = attempt.peer_endpoint;
  pairing.own_node = node.description;
  pairing.own_endpoint = own;
  pairing.tokens = {AccessToken{attempt.details.access_token, false, now}};
  pairing.since = now;
  const bool is_server = attempt.branch == Branch::request_details;
  pairing.communicates_as = is_server ? CommunicationRole::server : CommunicationRole::client;
  if (is_server) return pairing;
  const auto url = session_url_of(attempt.details, options);
  pairing.session_url = url->text();
  if (url->is_local()) pairing.pin = Pin{url->host(), *attempt.details.certificate_fingerprint->sha256, {}};
  return pairing;
}

}  // namespace

Response PairingServer::Engine::step(Operation operation, const Request& request, Time now) {
  Attempt* attempt = request.bearer ? attempts_.find(request.bearer->digest(crypto_)) : nullptr;
  if (!attempt) return unauthorized();
  switch (operation) {
    case Operation::request_connection_details:
      return details(*attempt, request, Branch::request_details);
    case Operation::post_connection_details:
      return details(*attempt, request, Branch::post_details);
    default:
      return finalise(*attempt, request, now);
  }
}

Response PairingServer::Engine::details(Attempt& attempt, const Request& request, Branch asked) {
  std::string why;
  const Sha256 digest = crypto_.sha256(bytes_of(request.body));
  const bool is_same = asked == attempt.branch && attempt.details_request == digest;
  const PairingCause cause = is_same ? PairingCause::details_again : judge_details(attempt, request, asked, why);
  if (cause == PairingCause::response_right) attempt.details_request = digest;
  return take(attempt, cause, why);
}

PairingCause PairingServer::Engine::judge_details(Attempt& attempt, const Request& request, Branch asked,
                                                  std::string& why) {
  ChallengeResponse given;
  ConnectionDetails theirs;
  if (asked == Branch::request_details) {
    auto body = decode<RequestConnectionDetailsRequest>(request.body, Limits::request_bytes);
    if (!body) return why = body.error().finding.text, PairingCause::unreadable;
    given = std::move(body->server_hmac_challenge_response);
  } else {
    auto body = decode<PostConnectionDetailsRequest>(request.body, Limits::request_bytes);
    if (!body) return why = body.error().finding.text, PairingCause::unreadable;
    given = std::move(body->server_hmac_challenge_response);
    theirs = std::move(body->connection_details);
  }
  if (asked != attempt.branch || attempt.details_request) return why = order_text, PairingCause::wrong_step;
  if (asked == Branch::post_details) why = what_is_wrong(theirs, url_);
  if (!why.empty()) return PairingCause::unreadable;
  if (attempt.stage != PairingStage::awaiting_response) return PairingCause::wrong_step;
  if (!is_answer(crypto_, given, attempt.challenge, attempt.token.token, attempt.binding)) {
    // For our own user alone: the cause, and so the answer, is that of every wrong response.
    attempt.is_of_draft = is_draft_answer(crypto_, given, attempt.challenge, attempt.token.token, attempt.binding);
    return PairingCause::response_wrong;
  }
  if (asked == Branch::request_details && !endpoint_.facts().session_url) {
    why = "This endpoint has no URL for sessions.";
    return PairingCause::no_session_url;
  }
  attempt.details = asked == Branch::post_details ? std::move(theirs) : make_details(endpoint_.facts(), crypto_);
  if (asked == Branch::request_details) attempt.details_response = Secret(encode(attempt.details));
  return PairingCause::response_right;
}

Response PairingServer::Engine::finalise(Attempt& attempt, const Request& request, Time now) {
  std::string why;
  const auto body = decode<FinalizePairingRequest>(request.body, Limits::request_bytes);
  if (!body) return take(attempt, PairingCause::unreadable, body.error().finding.text);
  if (!body->success) return take(attempt, PairingCause::unreadable, "success is missing.");
  if (attempt.finalised == body->success) return take(attempt, PairingCause::finalised_again, why);
  PairingCause cause = PairingCause::called_off;
  if (*body->success) {
    const bool is_early = attempt.stage != PairingStage::details_done;
    cause = is_early ? PairingCause::wrong_step : settle_attempt(attempt, now, why);
  }
  const bool is_alive = find_pairing_row(attempt.stage, cause) != nullptr;
  if (is_alive && cause != PairingCause::store_failed && cause != PairingCause::wrong_step) {
    attempt.finalised = body->success;
  }
  return take(attempt, cause, cause == PairingCause::wrong_step ? std::string(order_text) : why);
}

// Durable before the 204 leaves (C-175).
PairingCause PairingServer::Engine::settle_attempt(Attempt& attempt, Time now, std::string& why) {
  const HostedNode* node = endpoint_.find(attempt.node);
  if (!node) return why = "The node is not hosted here any more.", PairingCause::store_failed;
  Pairing pairing = pairing_of(attempt, *node, endpoint_.facts().description, url_, now);
  auto settled = settle(store_, pairing);
  if (!settled) return why = settled.error().text, PairingCause::store_failed;
  paired(attempt, Paired{std::move(pairing), *std::move(settled), endpoint_.facts().stands_in});
  return PairingCause::finalised;
}

// Applies the row: what the peer is told, and where the attempt stands then.
Response PairingServer::Engine::take(Attempt& attempt, PairingCause cause, const std::string& why) {
  const PairingRow* row = find_pairing_row(attempt.stage, cause);
  if (!row) return unauthorized();
  if (row->to == PairingStage::failed && attempt.stage != PairingStage::failed) {
    if (const auto problem = problem_of(attempt, cause)) fail(attempt, *problem, why);
  }
  attempt.stage = row->to;
  const bool has_details = attempt.branch == Branch::request_details;
  switch (row->reply) {
    case PairingReply::details:
    case PairingReply::stored:
      if (has_details) return {.status = 200, .body = std::string(attempt.details_response.reveal())};
      return {.status = 204};
    case PairingReply::refused: {
      const bool is_syntax = cause == PairingCause::unreadable;
      return refusal(is_syntax ? PairingError::parsing_error : PairingError::other, why);
    }
    case PairingReply::forbidden:
      return {.status = 403};
    case PairingReply::error:
      return {.status = 500};
    default:
      return {.status = 204};
  }
}

}  // namespace s2::connect
