// The operations of the LAN that go before pairing: endpoint, nodes, preparePairing, cancelPreparePairing (4.7.2).

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>

#include "connect/pairing/server_engine.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {

// WAN endpoints do not have them (C-095); elsewhere the subnet is asked before the body (C-096, C-099), and who cannot
// be placed is outside (C-097).
Response PairingServer::Engine::signal(Operation operation, const Request& request, Time now) {
  if (!is_reached_in_lan(endpoint_)) return {.status = 404};
  if (!request.is_same_subnet.value_or(false)) return unauthorized();
  switch (operation) {
    case Operation::endpoint: {
      EndpointDescription description = endpoint_.facts().description;
      description.deployment = endpoint_.deployment();
      return {.status = 200, .body = encode(description)};
    }
    case Operation::nodes: {
      std::vector<NodeDescription> nodes;
      for (const HostedNode& node : endpoint_.nodes()) nodes.push_back(node.description);
      return {.status = 200, .body = encode_list(nodes)};
    }
    case Operation::prepare_pairing:
      return prepare(request, now);
    default:
      return cancel(request);
  }
}

Response PairingServer::Engine::prepare(const Request& request, Time now) {
  auto body = decode<PreparePairingRequest>(request.body, Limits::request_bytes);
  if (!body) return refusal(PairingError::parsing_error, body.error().finding.text);
  const HostedNode* node = endpoint_.find(body->server_node_id);
  if (!node) return {.status = 204};
  if (!node->ready) return refusal(PairingError::other, "The node is starting or stopping; try again soon.");
  if (node->description.role == body->client_node_description.role) {
    return refusal(PairingError::invalid_combination_of_roles, "A CEM pairs with an RM; these two have the same role.");
  }
  tell(CodeRequested{body->server_node_id, std::move(body->client_node_description),
                     std::move(body->client_endpoint_description), now + Limits::code_shown});
  return {.status = 204};
}

Response PairingServer::Engine::cancel(const Request& request) {
  auto body = decode<CancelPreparePairingRequest>(request.body, Limits::request_bytes);
  if (!body) return refusal(PairingError::parsing_error, body.error().finding.text);
  if (endpoint_.find(body->server_node_id)) tell(CodeNotNeeded{body->server_node_id, body->client_node_id});
  return {.status = 204};
}

}  // namespace s2::connect
