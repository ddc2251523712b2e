// initiateSession. Source: digest, C-197 to C-204, C-219.

#include "server_engine.hpp"

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>

#include <algorithm>

namespace s2::connect {

using sessions::bad_request;

// A request on its way through the checks.
struct SessionServer::Engine::Asked {
  InitiateSessionRequest body;
  Secret bearer;
  Pair pair{};
  const HostedNode* node = nullptr;
  bool was_unpaired = false;         // and there is nothing newer
  bool is_ready = false;             // the node, and there is a WebSocket to go to
  bool is_known = false;             // the two are paired, ours is the server
  std::optional<Pairing> pairing{};  // the one that the bearer opens
  std::optional<std::string> version{};
};

struct SessionServer::Engine::Check {
  bool (*passes)(Asked&);
  std::optional<SessionError> error;  // of a 400; a 401 without
  Problem why;
};

namespace {

bool keeps_identity(const InitiateSessionRequest& body, const Pairing& pairing) {
  const auto& node = body.client_node_description;
  return !node || (node->id == body.client_node_id && node->role == pairing.peer_node.role);
}

bool offers_web_socket(const InitiateSessionRequest& body) {
  const auto& offered = body.supported_communication_protocols;
  return std::find(offered.begin(), offered.end(), CommunicationProtocol::web_socket) != offered.end();
}

}  // namespace

// In this order (C-198). Whether the body is well-formed was looked at before.
const SessionServer::Engine::Check SessionServer::Engine::checks[] = {
    {[](Asked& asked) { return !asked.was_unpaired; }, SessionError::no_longer_paired, Problem::no_longer_paired},
    {[](Asked& asked) { return asked.is_known; }, {}, Problem::token_refused},
    {[](Asked& asked) { return asked.node != nullptr; }, {}, Problem::node_unknown},
    {[](Asked& asked) { return asked.pairing.has_value(); }, {}, Problem::token_refused},
    {[](Asked& asked) { return keeps_identity(asked.body, *asked.pairing); },  // C-201
     SessionError::parsing_error, Problem::wrong_node},
    {[](Asked& asked) { return offers_web_socket(asked.body); }, SessionError::incompatible_communication_protocols,
     Problem::protocols},
    {[](Asked& asked) {
       asked.version = choose_s2_version(asked.body.supported_s2_message_versions, asked.node->versions);
       return asked.version.has_value();
     },
     SessionError::incompatible_s2_message_versions, Problem::s2_versions},
    {[](Asked& asked) { return asked.is_ready; }, SessionError::other, Problem::not_ready},
};

Response SessionServer::Engine::initiate_session(const Request& request, Time now) {
  if (!is_json(request.content_type)) {
    return refused(bad_request(SessionError::parsing_error, "the body has to be application/json"),
                   Problem::not_understood_here, request.source, std::nullopt);
  }
  auto body = decode<InitiateSessionRequest>(request.body, Limits::request_bytes);
  if (!body) {
    return refused(bad_request(SessionError::parsing_error, body.error().finding.text), Problem::not_understood_here,
                   request.source, std::nullopt);
  }
  Asked asked{.body = *std::move(body), .bearer = *request.bearer};
  if (!look_up(asked)) return refused(sessions::store_failed(), Problem::store_failed_here, request.source, asked.pair);
  if (auto refusal = this->refusal(asked, request)) return *std::move(refusal);
  if (!store(asked)) return refused(sessions::store_failed(), Problem::store_failed_here, request.source, asked.pair);
  return grant(asked, now);
}

Result<void> SessionServer::Engine::look_up(Asked& asked) {
  asked.pair = {asked.body.server_node_id, asked.body.client_node_id};
  asked.node = endpoint_.find(asked.pair.own);
  asked.is_ready = asked.node && asked.node->ready && !endpoint_.facts().websocket_url.empty();
  auto provisional = store_.provisional(asked.pair);
  if (!provisional) return Unexpected{std::move(provisional).error()};
  auto paired = store_.find(asked.pair);
  if (!paired) return Unexpected{std::move(paired).error()};
  auto unpaired = store_.is_unpaired(asked.pair);
  if (!unpaired) return Unexpected{std::move(unpaired).error()};
  auto opened = opened_by(asked.pair, asked.bearer);
  if (!opened) return Unexpected{std::move(opened).error()};

  const auto is_served = [](const std::optional<Pairing>& pairing) {
    return pairing && pairing->communicates_as == CommunicationRole::server;
  };
  asked.is_known = is_served(*provisional) || is_served(*paired);
  asked.was_unpaired = *unpaired && !asked.is_known;
  asked.pairing = *std::move(opened);
  return {};
}

std::optional<Response> SessionServer::Engine::refusal(Asked& asked, const Request& request) {
  for (const Check& check : checks) {
    if (check.passes(asked)) continue;
    Response response = check.error ? bad_request(*check.error, text_of(check.why).text) : unauthorized();
    return refused(std::move(response), check.why, request.source, asked.pair);
  }
  return std::nullopt;
}

// What the peer says of itself, and that a provisional pairing is one (C-177, C-201).
Result<void> SessionServer::Engine::store(Asked& asked) {
  Pairing& pairing = *asked.pairing;
  const Pairing before = pairing;
  pairing.peer_node = asked.body.client_node_description.value_or(pairing.peer_node);
  pairing.peer_endpoint = asked.body.client_endpoint_description.value_or(pairing.peer_endpoint);
  const bool is_updated = pairing.peer_node != before.peer_node || pairing.peer_endpoint != before.peer_endpoint;
  if (pairing.state == PairingState::provisional) {
    auto outcome = settle(store_, pairing);
    if (!outcome) return Unexpected{std::move(outcome).error()};
    pairing.state = PairingState::paired;
    settled(asked.pair, *outcome);
    events.push_back(PairingPromoted{pairing, *std::move(outcome)});
  } else if (is_updated) {
    if (auto written = store_.put(pairing); !written) return written;
  }
  if (is_updated) events.push_back(PeerUpdated{pairing});
  return {};
}

// The active token stays valid until the new one is confirmed (C-202).
Response SessionServer::Engine::grant(const Asked& asked, Time now) {
  const Pairing& pairing = *asked.pairing;
  const NodeDescription& node = asked.node->description;
  const EndpointDescription& endpoint = endpoint_.facts().description;
  InitiateSessionResponse response{.selected_communication_protocol = CommunicationProtocol::web_socket,
                                   .selected_s2_message_version = *asked.version,
                                   .access_token = make_secret(crypto_, Limits::token_random_bytes)};
  if (node != pairing.own_node) response.server_node_description = node;
  if (endpoint != pairing.own_endpoint) response.server_endpoint_description = endpoint;
  pending.add(response.access_token.digest(crypto_), {.pair = asked.pair,
                                                      .active = active_digest(pairing),
                                                      .version = *asked.version,
                                                      .told = node,
                                                      .told_endpoint = endpoint,
                                                      .since = now});
  return {.status = 200, .body = encode(response)};
}

}  // namespace s2::connect
