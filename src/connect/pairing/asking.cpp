// The calls of a pairing client.

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>

#include "connect/pairing/client_engine.hpp"

#include <utility>

namespace s2::connect {

// Makes the call of this step, or the same once more.
void PairingClient::Engine::ask() {
  Call call;
  switch (step_) {
    case PairingStep::index:
      call = call_for("", "");
      break;
    case PairingStep::request:
      call = call_for("/requestPairing", request_body());
      break;
    case PairingStep::details:
      call = call_for(branch_ == Branch::request_details ? "/requestConnectionDetails" : "/postConnectionDetails",
                      details_body());
      break;
    case PairingStep::finalise:
      call = call_for("/finalizePairing", encode(FinalizePairingRequest{true}));
      break;
    case PairingStep::calling_off:
      call = call_for("/finalizePairing", encode(FinalizePairingRequest{false}));
      break;
    default:
      return;
  }
  call.id = asked_ = ++last_call_;
  call_ = std::move(call);
}

Call PairingClient::Engine::call_for(std::string target, std::string body) const {
  Call call;
  call.method = step_ == PairingStep::index ? Method::get : Method::post;
  call.base = goal_.url;
  call.target = target.empty() ? std::string() : version_ + target;
  call.body = std::move(body);
  call.tls = tls_check();
  if (!id_.empty()) {
    call.bearer = id_;
    call.timeout = Limits::step_timeout;
  }
  return call;
}

// Before R_c was right any self-signed root will do, but one and the same (C-277, C-278); from then on the one that was
// presented with it (C-156).
TlsCheck PairingClient::Engine::tls_check() const {
  if (!is_local()) return {.trust = Trust::public_authorities};
  TlsCheck check{.trust = Trust::unpinned_lan};
  check.leaf = leaf_;
  if (!is_verified_) return check;
  check.trust = Trust::pinned_root;
  check.root = root_;
  check.root_der = root_der_;
  return check;
}

std::string PairingClient::Engine::request_body() {
  const HostedNode* node = endpoint_.find(goal_.node);
  RequestPairingRequest request;
  if (node) request.client_node_description = node->description;
  if (node) request.supported_s2_message_versions = node->versions;
  request.client_endpoint_description = endpoint_.facts().description;
  request.client_endpoint_description.deployment = endpoint_.deployment();
  request.node_id = goal_.peer;
  if (!goal_.peer) request.node_id_alias = goal_.alias;
  request.supported_communication_protocols = {CommunicationProtocol::web_socket};
  request.supported_hmac_hashing_algorithms = {HmacHashingAlgorithm::sha256};
  if (goal_.force) request.force_pairing = true;
  challenge_ = make_challenge(crypto_);
  request.client_hmac_challenge = challenge_;
  return encode(request);
}

std::string PairingClient::Engine::details_body() const {
  const ChallengeResponse response = respond(crypto_, partner_.server_hmac_challenge, goal_.token,
                                             binding_for(goal_.url, leaf_.value_or(LeafFingerprint{})));
  if (branch_ == Branch::request_details) return encode(RequestConnectionDetailsRequest{response});
  return encode(PostConnectionDetailsRequest{response, details_});
}

}  // namespace s2::connect
