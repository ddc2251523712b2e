#pragma once
// Routes: every operation that a server of S2 Connect answers, as a table. Source: O, the four files; digest, 3.

#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace s2::connect {

/// An operation, named as in the standard.
enum class Operation : std::uint8_t {
  versions,                    ///< the version index (C-032)
  request_pairing,             ///< requestPairing
  request_connection_details,  ///< requestConnectionDetails
  post_connection_details,     ///< postConnectionDetails
  finalize_pairing,            ///< finalizePairing
  endpoint,                    ///< endpoint
  nodes,                       ///< nodes
  prepare_pairing,             ///< preparePairing
  cancel_prepare_pairing,      ///< cancelPreparePairing
  wait_for_pairing,            ///< waitForPairing
  initiate_session,            ///< initiateSession
  confirm_access_token,        ///< confirmAccessToken
  unpair,                      ///< unpair
};

/// Which engine answers it.
enum class Api : std::uint8_t {
  index,     ///< the front itself
  pairing,   ///< PairingServer
  polling,   ///< PollServer
  sessions,  ///< SessionServer
};

/// One operation.
struct Route {
  std::string_view target;  ///< path below the base URL
  Method method;            ///< the one it is called with
  Operation operation;      ///< what it is
  Api api;                  ///< who answers
  bool needs_bearer;        ///< whether it is called with a bearer; the engine says 401 when that is not right
  bool is_lan_only;         ///< whether it exists in the LAN alone, and for the own subnet alone (C-095, C-096)
  bool has_body;            ///< whether it defines a JSON body; without one it is malformed (C-005)
};

/// The table.
std::span<const Route> routes();

/// The route of a path with this method; nullptr when there is none.
const Route* find_route(Method method, std::string_view path);

/// The methods that a path knows, for Allow; empty when there is no such path.
std::string_view allowed_methods(std::string_view path);

/// Whether an endpoint's pairing server is one of the LAN: not one in the WAN, nor one there that stands in (C-095).
bool is_reached_in_lan(const Endpoint& endpoint);

}  // namespace s2::connect
