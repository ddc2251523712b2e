// unpair, called by the peer or by the user. Source: digest, 4.13.

#include "server_engine.hpp"

#include <s2/connect/body.hpp>

namespace s2::connect {

Response SessionServer::Engine::unpair(const Request& request, Time now) {
  auto body = decode<UnpairRequest>(request.body, Limits::request_bytes);
  if (!body || !is_json(request.content_type)) {
    return refused(sessions::bad_request(SessionError::parsing_error), Problem::not_understood_here, request.source,
                   std::nullopt);
  }
  const Pair pair{body->server_node_id, body->client_node_id};
  auto pairing = opened_by(pair, *request.bearer);
  if (!pairing) return refused(sessions::store_failed(), Problem::store_failed_here, request.source, pair);
  if (!*pairing || !endpoint_.find(pair.own))
    return refused(unauthorized(), Problem::token_refused, request.source, pair);
  if (!take_out(pair, now)) return refused(sessions::store_failed(), Problem::store_failed_here, request.source, pair);
  close(pair, SessionEnding::unpaired, false);
  events.push_back(Unpaired{**std::move(pairing), true});
  return {.status = 204};
}

Result<void> SessionServer::Engine::unpair(const Pair& pair, Time now) {
  auto pairing = store_.find(pair);
  if (pairing && !*pairing) pairing = store_.provisional(pair);
  if (!pairing) return Unexpected{std::move(pairing).error()};
  if (!*pairing || (*pairing)->communicates_as != CommunicationRole::server) return {};
  if (auto outcome = take_out(pair, now); !outcome) return outcome;
  close(pair, SessionEnding::unpaired, true);
  events.push_back(Unpaired{**std::move(pairing), false});
  return {};
}

// The tombstone is set in the same step (C-259). That old ones cannot be forgotten is no reason to keep the pairing.
Result<void> SessionServer::Engine::take_out(const Pair& pair, Time now) {
  if (auto outcome = store_.remove(pair, Tombstone{pair, now}); !outcome) return outcome;
  (void)store_.forget_tombstones(now - Limits::tombstone_life);
  return {};
}

}  // namespace s2::connect
