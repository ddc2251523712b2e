// The checks of requestPairing: C-141, and the three that protect an endpoint beside them.

#include <s2/connect/api_version.hpp>
#include <s2/connect/pairing_checks.hpp>

#include "connect/pairing/common.hpp"

namespace s2::connect {
namespace {

using Asked = const PairingQuestion&;

bool names_twice(Asked asked) { return asked.request.node_id && asked.request.node_id_alias; }

bool names_one(Asked asked) { return asked.request.node_id || asked.request.node_id_alias; }

bool is_unknown(Asked asked) { return names_one(asked) && !asked.target; }

bool is_not_ready(Asked asked) { return (asked.target && !asked.target->ready) || !asked.is_bound; }

bool is_ambiguous(Asked asked) { return !asked.target; }

bool has_same_role(Asked asked) { return asked.target->description.role == asked.request.client_node_description.role; }

bool has_no_hash(Asked asked) { return asked.request.supported_hmac_hashing_algorithms.empty(); }

bool has_no_protocol(Asked asked) { return asked.request.supported_communication_protocols.empty(); }

bool has_no_version(Asked asked) {
  return !choose_s2_version(asked.request.supported_s2_message_versions, asked.target->versions);
}

bool has_no_token(Asked asked) { return !asked.has_token; }

bool is_no_wan_client(Asked asked) {
  return asked.endpoint.facts().stands_in && asked.request.client_endpoint_description.deployment != Deployment::wan;
}

bool is_hosted_here(Asked asked) { return asked.endpoint.find(asked.request.client_node_description.id) != nullptr; }

// Only for an RM in the WAN does the deployment of its CEM decide who serves the sessions.
bool has_no_deployment(Asked asked) {
  return !asked.request.client_endpoint_description.deployment && asked.endpoint.deployment() == Deployment::wan &&
         asked.target->description.role == Role::rm;
}

bool is_reflected(Asked asked) { return asked.is_reflected; }

// 9 and 10 are one check: whether the target is Initiator or Responder is decided by the token it has (C-142).
constexpr PairingCheck checks[] = {
    {1, "C-136", PairingError::parsing_error, false, false, names_twice,
     "Name the node by nodeId or by nodeIdAlias, not by both."},
    {2, "C-141", PairingError::node_not_found, false, false, is_unknown,
     "There is no such node here; check the part of the code before the dash."},
    {3, "C-141", PairingError::other, false, false, is_not_ready, "The node is starting or stopping; try again soon."},
    {4, "C-141", PairingError::no_node_id_provided, false, false, is_ambiguous,
     "There is not exactly one node here; use the code with the part before the dash."},
    {5, "C-141", PairingError::invalid_combination_of_roles, false, true, has_same_role,
     "A CEM pairs with an RM; these two have the same role."},
    {0, "C-144", PairingError::other, false, true, is_hosted_here,
     "The client's node is hosted on this very endpoint."},
    {0, "C-145", PairingError::other, false, true, has_no_deployment,
     "Say in clientEndpointDescription whether the client is WAN or LAN."},
    {6, "C-141", PairingError::incompatible_hmac_hashing_algorithms, false, true, has_no_hash,
     "SHA256 is the hash this server knows."},
    {7, "C-141", PairingError::incompatible_communication_protocols, true, true, has_no_protocol,
     "WebSocket is the protocol this server knows."},
    {8, "C-141", PairingError::incompatible_s2_message_versions, true, true, has_no_version,
     "No version of S2 JSON in common; update one of the two."},
    {9, "C-141", PairingError::no_valid_pairing_token_on_pairing_server, false, true, has_no_token,
     "There is no valid pairing code; it has expired, or none was issued or typed in."},
    {11, "C-141", PairingError::other, false, true, is_no_wan_client,
     "This server pairs clients in the WAN; start in the local network instead."},
    {0, "C-298", PairingError::other, false, true, is_reflected,
     "The challenge is one that this server issued itself; make a fresh one."},
};

}  // namespace

std::span<const PairingCheck> pairing_checks() { return checks; }

const PairingCheck* failed_check(const PairingQuestion& asked) {
  const bool is_forced = asked.request.force_pairing.value_or(false);
  for (const PairingCheck& check : checks) {
    if (!(check.is_forced && is_forced) && check.fails(asked)) return &check;
  }
  return nullptr;
}

Deployment deployment_of_client(const Endpoint& endpoint, const RequestPairingRequest& request) {
  const Deployment assumed = endpoint.facts().stands_in ? Deployment::wan : endpoint.deployment();
  return request.client_endpoint_description.deployment.value_or(assumed);
}

}  // namespace s2::connect
