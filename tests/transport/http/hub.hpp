#pragma once
// A hub over real sockets for tests: the server engine of S2 Connect behind HTTPS and WSS on one port.

#include "../certificates.hpp"

#include <connect/people.hpp>
#include <s2/connect.hpp>
#include <s2/transport.hpp>
#include <s2/transport/crypto.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport {

/// The code that hubs of the tests issue.
inline constexpr std::string_view hub_code = "ABCD234567";

/// A base URL on this machine.
std::string base_of(std::uint16_t port);
/// An endpoint of this name and deployment.
connect::EndpointDescription described(const std::string& name, connect::Deployment deployment);

/// What kind of hub.
struct HubWish {
  connect::Deployment deployment = connect::Deployment::lan;                              ///< WAN or LAN
  std::vector<connect::NodeDescription> nodes = {tests::node(1, connect::Role::cem)};     ///< hosted there
  connect::ServerOptions server = {};                                                     ///< bounds of the engine
  HttpOptions http = {};                                                                  ///< bounds of HTTP
  WebsocketOptions websocket = {};                                                        ///< and of WebSockets
  TlsIdentity identity = {.certificates = papers().chain(), .key = papers().server.key};  ///< what it shows
  std::unique_ptr<connect::Store> store = nullptr;                                        ///< in memory by default
  std::unique_ptr<connect::Crypto> crypto = nullptr;                                      ///< the real one by default
};

/// Serves pairing and sessions. Everything that happens is noted down.
class Hub {
 public:
  explicit Hub(Loop& its_loop, HubWish wish = {});
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  /// Where it is reached.
  std::string base() const { return base_of(port()); }
  std::uint16_t port() const { return listening->port(); }
  /// Its node, or the first of them.
  const connect::NodeDescription& node() const { return nodes.front(); }
  /// Its clock: the real one, ahead by what passed() has said.
  Time now() const { return system_now() + ahead_; }
  /// Issues a code for its first node.
  void issue(std::string_view code = hub_code);
  /// Lets time pass at once.
  void passed(Duration span);
  /// Moves what the engine has to tell.
  void pump();
  /// Shows another certificate from here on, on the same port.
  void show(const TlsIdentity& identity);

  Loop& loop;
  std::vector<connect::NodeDescription> nodes;
  std::unique_ptr<connect::Crypto> crypto;
  std::unique_ptr<connect::Store> store;
  connect::Endpoint endpoint;
  connect::Server server;
  std::shared_ptr<HttpService> http;
  std::unique_ptr<WebsocketServer> listening;
  std::vector<std::unique_ptr<Connection>> guests;
  std::optional<connect::Admitted> admitted;
  std::vector<connect::PairingEvent> pairing_events;
  std::vector<connect::SessionServerEvent> session_events;
  bool same_subnet = true;     ///< what it believes of everybody (C-096)
  std::uint64_t requests = 0;  ///< how many reached the engine
  /// Called with every request before the engine sees it.
  std::function<void(const connect::Request&)> on_request = [](const auto&) {};

 private:
  std::optional<Refusal> admit(const WebsocketRequest& asked);
  void listen(std::uint16_t port, const TlsIdentity& identity);

  WebsocketOptions websocket_;
  Duration ahead_{0};
  std::uint64_t timer_ = 0;
};

}  // namespace s2::transport
