#pragma once
// Upgrade: a client of the server from its first byte until it is a WebSocket, or was told why not.

#include <s2/transport/websocket.hpp>

#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <functional>
#include <memory>

namespace s2::transport::websocket {

/// What the clients of one server have in common.
struct Reception {
  Loop& loop;                                                                   ///< the loop
  WebsocketOptions options;                                                     ///< bounds
  WebsocketService service;                                                     ///< TLS, and who is let in
  WebsocketServer::Accept accept;                                               ///< who is given the connections
  std::function<void()> left = nullptr;                                         ///< a client is through, or gone
  bool open = true;                                                             ///< false once the server is destroyed
  std::shared_ptr<std::size_t> connections = std::make_shared<std::size_t>(0);  ///< how many there are
};

/// One client that knocks. Lives as long as something is under way with it, which is at most the open timeout.
class Upgrade {
 public:
  virtual ~Upgrade() = default;
  /// Hangs up.
  virtual void drop() = 0;
  /// Whether it is through, or gone.
  virtual bool has_left() const = 0;
};

/// Receives a client: shakes hands for TLS, reads its HTTP request and answers it, with a connection to
/// Reception::accept when it is one for a WebSocket, it is let in and there is room.
std::shared_ptr<Upgrade> receive(std::shared_ptr<Reception> reception, boost::asio::ip::tcp::socket socket);

}  // namespace s2::transport::websocket
