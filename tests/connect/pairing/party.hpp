#pragma once
// A party to pairing: an endpoint with one node, its store, its server, and the certificates it shows.

#include "connect/flaky_store.hpp"
#include "connect/people.hpp"
#include "connect/seeded_crypto.hpp"

#include <s2/connect/call.hpp>
#include <s2/connect/server.hpp>

#include <memory>
#include <string>

namespace s2::tests {

/// A fingerprint of this number.
inline connect::Sha256 print(std::uint8_t number) {
  connect::Sha256 bytes{};
  bytes.fill(number);
  return bytes;
}

/// The certificates of a server of this number.
inline connect::TlsFacts certificates(std::uint8_t number) {
  return {.leaf = {print(number)},
          .root = {print(static_cast<std::uint8_t>(number + 100))},
          .root_der = "DER of root " + std::to_string(number),
          .is_self_signed = true};
}

/// What an endpoint of this kind is: hosts that end in .local are those of the LAN.
inline connect::EndpointFacts facts_of(connect::Deployment deployment, const std::string& host, std::uint8_t number) {
  connect::EndpointFacts facts = lan_endpoint(host);
  facts.description.deployment = deployment;
  facts.pairing_url = connect::BaseUrl::parse("https://" + host + ":8443/pairing/").value();
  facts.root = certificates(number).root;
  return facts;
}

struct Party {
  Party(std::uint8_t number, connect::Role role, connect::Deployment deployment, const std::string& host,
        const connect::ServerOptions& options = {.offers_polling = true})
      : crypto(number),
        endpoint(facts_of(deployment, host, number)),
        node(tests::node(number, role)),
        tls(certificates(number)),
        server(endpoint, store, crypto, options) {
    (void)endpoint.host({.description = node, .alias = connect::NodeIdAlias{"A" + std::to_string(number)}});
  }

  connect::BaseUrl url() const { return *endpoint.facts().pairing_url; }
  /// The pairing with another node, in whatever state.
  std::optional<connect::Pairing> pairing_with(const Party& other) {
    return store.find({node.id, other.node.id}).value();
  }

  SeededCrypto crypto;
  connect::Endpoint endpoint;
  connect::NodeDescription node;
  connect::TlsFacts tls;
  std::unique_ptr<connect::Store> memory = connect::make_memory_store();
  FlakyStore store{*memory};
  connect::Server server;
};

/// The request that a call becomes at a server.
inline connect::Request request_of(const connect::Call& call, const connect::TlsFacts& tls) {
  connect::Request request;
  request.method = call.method;
  request.target = call.target;
  request.bearer = call.bearer;
  request.content_type = call.body.empty() ? "" : "application/json";
  request.body = call.body;
  request.source = "192.168.1.20";
  request.is_same_subnet = true;
  if (call.base.is_local()) request.leaf = tls.leaf;
  return request;
}

}  // namespace s2::tests
