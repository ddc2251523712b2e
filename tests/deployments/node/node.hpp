#pragma once
// Node: one endpoint of the deployments, with its CEM or RM: pairs as it is told, and holds sessions until one
// instruction was carried out.

#include "options.hpp"
#include "party.hpp"

#include <s2/host.hpp>
#include <s2/runner.hpp>
#include <s2/transport/dnssd.hpp>

#include <memory>
#include <string>

namespace s2::deployments {

/// One program's worth of S2 Connect.
class Node {
 public:
  /// What it is told; `code` is the pairing code that was typed here, when one was.
  Node(Options options, std::string code);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  /// Runs until all is done. What a main() returns.
  int run();

 private:
  Result<void> begin();
  Result<host::HostSettings> settings();
  Result<host::Serving> serving() const;
  host::HostHandler handler();
  connect::NodeDescription description() const;
  Result<void> begin_pairing();
  Result<void> show_code();
  void look_for_server();
  Result<void> pair(const connect::BaseUrl& url);
  void on_pairing(const connect::PairingEvent& event);
  void on_paired(const connect::Paired& paired);
  void on_polling_node(const connect::PollServerEvent& event);
  void on_session(host::SessionOpened opened);
  void finish(int status);

  Options options_;
  std::string code_;
  Runner runner_;
  std::unique_ptr<Party> party_;
  std::unique_ptr<connect::Store> store_;
  std::unique_ptr<transport::Dnssd> discovery_;
  std::unique_ptr<host::EndpointHost> host_;
  std::unique_ptr<transport::Ongoing> browser_;
  bool is_pairing_ = false;
  int status_ = 1;
};

}  // namespace s2::deployments
