#pragma once
// PairedEndpoint: an endpoint of S2 Connect as programs run it: with its store, its audit trail and service discovery.

#include "own_nodes.hpp"
#include "store_file.hpp"

#include <s2/host.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::paired {

/// Port where the programs serve S2 Connect unless told.
inline constexpr std::uint16_t connect_port = 8766;

/// What an endpoint is told on the command line.
struct EndpointOptions {
  StorePlace store;  ///< where pairings live
  std::string host_name =
      "localhost";                    ///< in its URLs and its certificate; "localhost" is reached on this machine alone
  std::string address;                ///< where it listens; empty: the loopback for "localhost", else every network
  std::uint16_t port = connect_port;  ///< where it listens; 0 takes a free one
  std::string certificates;  ///< WAN: certificates of a public authority, PEM file; empty: an endpoint in the LAN
  std::string key;           ///< WAN: the key of the first of them, PEM file
  std::string authorities;   ///< authorities beside those this machine believes, PEM file; for trials
  std::string audit;         ///< file of the audit trail; empty for none
  bool discovery = true;     ///< publish a LAN host name and find others by service discovery
  bool assume_v1 = false;    ///< see HostSettings::assume_v1
  transport::WebsocketOptions websocket = {};  ///< bounds of its sessions
  bool begins_sessions = true;                 ///< false: only when EndpointHost::reconnect() asks for one
};

/// How a node is hosted, beyond its name.
struct Hosting {
  std::optional<connect::NodeIdAlias> alias = {};                      ///< in its codes, where there are several nodes
  std::vector<std::string> versions = connect::HostedNode{}.versions;  ///< of S2 JSON that it speaks, best first
};

/// A version of S2 JSON as nodes name it (C-221), e.g. "v1.0.0": one that is spoken alone.
std::vector<std::string> versions_of(Profile profile);

/// What kind of part it plays on the wire.
enum class Part : std::uint8_t {
  client,  ///< calls others and is never called
  server,  ///< serves pairing and sessions as well
};

/// An endpoint that runs on a loop, which outlives it.
class PairedEndpoint {
 public:
  /// Opens store, audit trail and host. What does service discovery, or why nothing does, is told by `handler.on_note`.
  /// Fails with the finding of what keeps it from running.
  static Result<std::unique_ptr<PairedEndpoint>> open(transport::Loop& loop, const EndpointOptions& options, Part part,
                                                      host::HostHandler handler);

  /// The engines at work.
  host::EndpointHost& host() { return *host_; }
  /// What it remembers.
  connect::Store& store() { return *store_; }
  /// Service discovery; nullptr when there is none.
  transport::Dnssd* discovery() { return discovery_.get(); }

  /// Whether version 1 of the API is taken for granted.
  bool assumes_v1() const { return assumes_v1_; }

  /// Hosts a node of this program. Fails as own_node() and EndpointHost::add_node() do.
  Result<OwnNode> add_node(connect::Role role, const std::string& name, std::string type, Hosting hosting = {});

 private:
  PairedEndpoint() = default;

  bool assumes_v1_ = false;
  std::unique_ptr<connect::Store> store_;
  std::unique_ptr<host::Audit> audit_;
  std::unique_ptr<transport::Dnssd> discovery_;
  std::unique_ptr<host::EndpointHost> host_;  // last: it uses the others
};

/// The URL to be typed at the other side, for an endpoint that serves.
std::string pairing_url(const host::EndpointHost& host);

}  // namespace s2::paired
