#pragma once
// Who takes part in tests of S2 Connect: nodes, endpoints and pairings with plausible values.

#include <s2/connect/endpoint.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <string>

namespace s2::tests {

/// When tests begin: 2026-03-01T00:00:00Z, when the fixture certificates are valid.
inline constexpr Time start{1'772'323'200, 0};

/// A node id that ends in a number.
inline connect::NodeId node_id(std::uint8_t number) {
  connect::NodeId id{};
  id.uuid[6] = 0x40;
  id.uuid[8] = 0x80;
  id.uuid[15] = number;
  return id;
}

/// A CEM or RM with an id of this number.
inline connect::NodeDescription node(std::uint8_t number, connect::Role role) {
  return {.id = node_id(number),
          .brand = "Acme",
          .type = role == connect::Role::cem ? "Energy manager" : "EV charger",
          .model_name = "Model " + std::to_string(number),
          .role = role};
}

/// An endpoint in the LAN with the sessions of a hub.
inline connect::EndpointFacts lan_endpoint(const std::string& host) {
  return {.description = {.name = host, .logo_url = {}, .deployment = connect::Deployment::lan},
          .session_url = connect::BaseUrl::parse("https://" + host + ":8443/session/").value(),
          .websocket_url = "wss://" + host + ":8443/s2"};
}

/// A pairing of `own` as communication server.
inline connect::Pairing as_server(const connect::NodeDescription& own, const connect::NodeDescription& peer,
                                  const std::string& token) {
  return {.pair = {own.id, peer.id},
          .own_role = own.role,
          .communicates_as = connect::CommunicationRole::server,
          .peer_node = peer,
          .own_node = own,
          .tokens = {{connect::Secret(token), false, start}},
          .since = start};
}

/// A pairing of `own` as communication client.
inline connect::Pairing as_client(const connect::NodeDescription& own, const connect::NodeDescription& peer,
                                  const std::string& token, const std::string& host = "hub.local") {
  connect::Pairing pairing = as_server(own, peer, token);
  pairing.communicates_as = connect::CommunicationRole::client;
  pairing.session_url = "https://" + host + ":8443/session/";
  pairing.pin = {host, {}, ""};
  return pairing;
}

}  // namespace s2::tests
