// What a communication client asks. Source: digest, C-034, C-197, C-206, C-254.

#include "client_engine.hpp"
#include "token_list.hpp"

#include <s2/connect/body.hpp>

namespace s2::connect {

using sessions::Cause;

// Redirects, sessions of TLS and early data are the driver's to leave out, see Call.
void SessionClient::Engine::ask(Method method, std::string target, std::optional<Secret> bearer, std::string body) {
  is_calling_ = true;
  call = Call{.id = ++last_call_,
              .method = method,
              .base = base_,
              .target = std::move(target),
              .bearer = std::move(bearer),
              .body = std::move(body),
              .tls = sessions::tls_check_of(pairing_)};
}

// Also before unpair (C-034); read anew for every attempt (C-037).
void SessionClient::Engine::ask_versions(Time now) {
  auto base = BaseUrl::parse(pairing_.session_url, options_.url);
  if (!base) return fail(Problem::url_malformed, base.error().text, now);
  base_ = *std::move(base);
  to_try_ = sessions::in_order_of_trial(pairing_.tokens);
  ask(Method::get, "", {}, "");
}

// Descriptions are sent only to replace what the server has (C-197).
void SessionClient::Engine::initiate(Time now) {
  const HostedNode* node = endpoint_.find(pair_.own);
  if (!node || !node->ready) return fail(Problem::not_ready_here, {}, now);
  if (to_try_.empty()) {
    happen(Cause::all_refused, now);
    return;
  }
  tried_ = std::move(to_try_.front());
  to_try_.erase(to_try_.begin());
  told_ = node->description;
  told_endpoint_ = endpoint_.facts().description;
  InitiateSessionRequest request{.client_node_id = pair_.own,
                                 .server_node_id = pair_.peer,
                                 .supported_s2_message_versions = node->versions,
                                 .supported_communication_protocols = {CommunicationProtocol::web_socket}};
  if (told_ != pairing_.own_node) request.client_node_description = told_;
  if (told_endpoint_ != pairing_.own_endpoint) request.client_endpoint_description = told_endpoint_;
  ask(Method::post, api_ + "/initiateSession", tried_, encode(request));
}

// Without a body.
void SessionClient::Engine::confirm() { ask(Method::post, api_ + "/confirmAccessToken", fresh_, ""); }

void SessionClient::Engine::ask_to_unpair(Time now) {
  if (to_try_.empty()) return remove(now);
  tried_ = std::move(to_try_.front());
  to_try_.erase(to_try_.begin());
  ask(Method::post, api_ + "/unpair", tried_, encode(UnpairRequest{pair_.own, pair_.peer}));
}

namespace sessions {

TlsCheck tls_check_of(const Pairing& pairing) {
  if (!pairing.pin) return {.trust = Trust::public_authorities};
  return {.trust = Trust::pinned_root, .root = pairing.pin->root, .root_der = pairing.pin->root_der};
}

}  // namespace sessions
}  // namespace s2::connect
