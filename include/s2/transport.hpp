#pragma once
// Transports: what carries frames between sessions, and the real clock.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::transport {

/// The wall clock.
Time system_now();

/// Fresh random UUIDs (version 4) from the operating system.
IdSource random_ids();

/// Why a connection closed.
struct Closed {
  std::uint16_t code = 1006;  ///< WebSocket close code; 1006 when the connection was lost
  std::string text;           ///< the reason, for people
  bool by_peer = true;        ///< whether the peer began it
};

/// What happens on a connection. Called on the loop's thread, never from inside a call to the connection.
struct ConnectionHandler {
  std::function<void(std::string_view frame)> on_frame;  ///< a complete text (or binary) message arrived
  std::function<void(const Closed&)> on_closed;          ///< the connection is gone; called once, last
};

/// One open connection that carries frames, both ways, in order.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Sets who is told; frames that arrived before are delivered then.
  virtual void handle(ConnectionHandler handler) = 0;
  /// Queues a frame. After close or loss it is dropped. When the peer does not read and Limits of the transport are
  /// reached, the connection is closed with 1013.
  virtual void send(std::string frame) = 0;
  /// Closes after everything queued was sent.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// The peer, for people, e.g. "127.0.0.1:51234".
  virtual std::string peer() const = 0;
  /// The path (target) of the request that opened it, e.g. "/battery".
  virtual std::string path() const = 0;
};

/// One thread's loop: timers and sockets take turns in it.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs until stop() or until there is nothing left to wait for.
  void run();
  /// Waits at most `patience` for something to happen and handles one thing; false when nothing did.
  bool run_one(Duration patience);
  /// Handles everything that is ready without waiting; returns how much that was.
  std::size_t poll();
  /// Makes run() return.
  void stop();
  /// Calls back once after a real-time span; returns a handle for cancel().
  std::uint64_t after(Duration span, std::function<void()> callback);
  /// Forgets a timer; unknown handles are ignored.
  void cancel(std::uint64_t timer);
  /// Calls back from the loop, soon. The one member that may be called from other threads.
  void post(std::function<void()> callback);
  /// Calls back once when SIGINT or SIGTERM arrives; the process is not ended by it.
  void on_interrupt(std::function<void()> callback);

  /// The loop's inside, for the transports.
  struct Parts;
  /// See Parts.
  Parts& parts() { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

/// Bounds of a WebSocket. Source of the defaults: rule catalogue, C.12 and C.13.
struct WebsocketOptions {
  Duration ping_interval{30'000};             ///< between keep-alive pings; 0 sends none
  Duration peer_timeout{60'000};              ///< silence after which the peer counts as gone
  Duration open_timeout{10'000};              ///< for TCP and the WebSocket handshake
  std::size_t frame_bytes = 1024 * 1024;      ///< largest message; a larger one closes with 1009
  std::size_t queue_bytes = 8 * 1024 * 1024;  ///< most that waits to be sent
  std::size_t connections = 1024;             ///< most at once on a server; further ones are refused with HTTP 503
};

/// A listening WebSocket server (ws://). Stops listening when destroyed; open connections go on.
class WebsocketServer {
 public:
  /// Called with every new connection.
  using Accept = std::function<void(std::unique_ptr<Connection>)>;

  /// Listens. Port 0 takes a free one. Fails with "S2CPP-LISTEN" and a sentence, e.g. when the port is taken.
  static Result<std::unique_ptr<WebsocketServer>> listen(Loop& loop, const std::string& address, std::uint16_t port,
                                                         Accept accept, WebsocketOptions options = {});
  ~WebsocketServer();
  /// The port listened on.
  std::uint16_t port() const;

 private:
  struct Parts;
  explicit WebsocketServer(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

/// The outcome of connecting.
using Connected = std::function<void(Result<std::unique_ptr<Connection>>)>;

/// Opens a WebSocket to a ws:// URL and calls back with the connection or with "S2CPP-CONNECT" and a sentence
/// (unknown host, refused, no WebSocket there, timed out). A malformed URL calls back with "S2CPP-URL".
void connect_websocket(Loop& loop, const std::string& url, Connected connected, WebsocketOptions options = {});

}  // namespace s2::transport
