// confirmAccessToken. Source: digest, C-206 to C-210.

#include "server_engine.hpp"

#include <s2/connect/body.hpp>

namespace s2::connect {

// A body that came nevertheless is ignored.
Response SessionServer::Engine::confirm_access_token(const Request& request, Time now) {
  const Secret& token = *request.bearer;
  const Sha256 digest = token.digest(crypto_);
  const sessions::Grant* found = pending.find(digest, now);
  if (!found) return refused(unauthorized(), Problem::token_refused, request.source, std::nullopt);
  const sessions::Grant grant = *found;

  auto stored = store_.find(grant.pair);
  if (!stored) return refused(sessions::store_failed(), Problem::store_failed_here, request.source, grant.pair);
  if (!*stored || active_digest(**stored) != grant.active) {
    pending.erase(digest);
    return refused(unauthorized(), Problem::token_refused, request.source, grant.pair);
  }
  Pairing pairing = **std::move(stored);
  pairing.tokens = {{token, false, now}};
  pairing.own_node = grant.told;
  pairing.own_endpoint = grant.told_endpoint;
  if (!store_.put(pairing))
    return refused(sessions::store_failed(), Problem::store_failed_here, request.source, grant.pair);

  pending.erase(grant.pair);
  WebSocketCommunicationDetails details{.communication_protocol = CommunicationProtocol::web_socket,
                                        .websocket_token = make_secret(crypto_, Limits::token_random_bytes),
                                        .websocket_url = endpoint_.facts().websocket_url};
  communication.add(details.websocket_token.digest(crypto_),
                    {.pair = grant.pair, .paired = pairing.since, .version = grant.version, .since = now});
  return {.status = 200, .body = encode(details)};
}

}  // namespace s2::connect
