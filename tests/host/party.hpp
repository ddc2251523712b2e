#pragma once
// A party of the tests of hosts: an endpoint that runs, with one node, and everything that it is told.

#include "../transport/certificates.hpp"
#include "../transport/peers.hpp"

#include <connect/people.hpp>
#include <s2/host.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace s2::host {

/// A session as a party of the tests has it: what came is noted down.
struct Talk {
  SessionOpened session;
  transport::Notes notes;
};

/// An endpoint in the LAN that serves on this machine.
HostSettings lan_server(const std::string& name);
/// An endpoint in the LAN that is a client only.
HostSettings lan_client(const std::string& name);

/// An endpoint with one node. Used with the loop that it runs on.
class Party {
 public:
  /// Opens it; `store` outlives it, an empty one in memory by default.
  Party(transport::Loop& its_loop, HostSettings settings, connect::NodeDescription node,
        connect::Store* its_store = nullptr);

  /// What its host may be told; the party notes it down.
  HostHandler handler();
  /// Where it serves.
  const connect::BaseUrl& url() const { return *host->facts().pairing_url; }
  /// A code for its node, as it is shown.
  std::string code() const { return std::string(host->issue_code(node.id).value().reveal()); }
  /// Wishes to pair with a server.
  Result<void> wish(const connect::BaseUrl& url, const std::string& code);
  /// Wishes and waits for the outcome.
  connect::PairingEvent pair(const connect::BaseUrl& url, const std::string& code);
  /// Waits until there are so many sessions in all.
  bool has_sessions(std::size_t count);
  /// The youngest session.
  Talk& talk() { return *talks.back(); }
  /// The pair with another party's node.
  connect::Pair with(const Party& peer) const { return {node.id, peer.node.id}; }
  /// The events of a kind, in their order.
  template <class One, class Events>
  static std::vector<One> of(const Events& events) {
    std::vector<One> found;
    for (const auto& event : events) {
      if (const auto* one = std::get_if<One>(&event)) found.push_back(*one);
    }
    return found;
  }

  transport::Loop& loop;
  connect::NodeDescription node;
  std::unique_ptr<connect::Store> own_store;
  connect::Store& store;
  std::vector<std::unique_ptr<Talk>> talks;
  std::vector<connect::PairingEvent> pairing;
  std::vector<connect::PollServerEvent> polling;
  std::vector<connect::SessionServerEvent> server;
  std::vector<connect::SessionClientEvent> client;
  std::vector<connect::PollClientEvent> polls;
  std::vector<std::string> notes;
  std::optional<connect::PairingEvent> outcome;
  std::unique_ptr<EndpointHost> host;  // last: it tells the others
};

/// A CEM in the LAN that serves, and an RM in the LAN that does not.
struct Home {
  explicit Home(transport::Loop& loop)
      : cem(loop, lan_server("hems"), tests::node(1, connect::Role::cem)),
        rm(loop, lan_client("evse"), tests::node(2, connect::Role::rm)) {}
  /// Pairs both by a code that the CEM issues, and waits for the session.
  void pair();

  Party cem;
  Party rm;
};

}  // namespace s2::host
