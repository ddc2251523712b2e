#pragma once
// What the tests of the transports share: waiting, noting down what a connection tells, and peers that behave badly.

#include <s2/transport.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport {

/// Runs the loop until something is so; false when that takes absurdly long.
bool until(Loop& loop, const std::function<bool()>& so);

/// Notes down what a connection tells.
struct Notes {
  std::vector<std::string> frames;  ///< what arrived
  std::vector<Closed> closed;       ///< what on_closed said; has one entry at most, or something is broken
  bool after_close = false;         ///< whether a frame came after on_closed, which must not happen
  std::optional<Closed> end() const { return closed.empty() ? std::nullopt : std::optional(closed.front()); }
  /// A handler that notes. The notes outlive it.
  ConnectionHandler handler();
};

/// A WebSocket server that accepts and keeps everybody.
struct House {
  explicit House(Loop& loop, WebsocketOptions options = {}, WebsocketService service = {});
  std::string url(const std::string& path = "/") const;

  bool encrypted = false;
  std::vector<std::unique_ptr<Connection>> guests;
  std::unique_ptr<WebsocketServer> server;
};

/// Connects, and waits until it is done.
Result<std::unique_ptr<Connection>> dial(Loop& loop, const std::string& url, WebsocketOptions options = {},
                                         WebsocketVisit visit = {});

/// A TCP client that says whatever it likes. Never blocks for long: the kernel's buffers take what it sends.
class RawClient {
 public:
  /// Connects to a port on 127.0.0.1.
  explicit RawClient(std::uint16_t port);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  /// Sends; false when the other side takes nothing any more.
  bool send(std::string_view bytes) const;
  /// Sends as much of it as the kernel takes now; returns how much, 0 also when the other side takes nothing any more.
  std::size_t send_some(std::string_view bytes) const;
  /// Everything that came so far.
  const std::string& received();
  /// Whether the other side hung up.
  bool hung_up();
  /// Says that it will send nothing any more, as whoever hangs up does; what comes can still be read.
  void end();
  /// Vanishes: the kernel sends a reset and no close.
  void reset();
  /// Asks for a WebSocket, with further fields ("Name: value\r\n"), and waits until it is open; returns the answer.
  std::string upgrade(Loop& loop, const std::string& fields = "");
  /// Forgets what came so far.
  void forget() { received_.clear(); }

 private:
  int socket_ = -1;
  bool hung_up_ = false;
  std::string received_;
};

/// A WebSocket frame of a client, masked with zeroes. `head` is the first byte: 0x81 text, 0x82 binary, 0x88 close …
std::string client_frame(unsigned head, std::string_view payload);

/// A listening TCP socket on 127.0.0.1 that never says anything by itself.
class RawServer {
 public:
  RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer();
  std::uint16_t port() const { return port_; }
  /// Waits for a client, reads what it says first, answers, and returns what it said.
  std::string answer(Loop& loop, std::string_view bytes);
  /// Says more to the client.
  void say(std::string_view bytes) const;
  /// Hangs up on the client.
  void hang_up();

 private:
  int listener_ = -1;
  int client_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace s2::transport
