#pragma once
// Transports: what carries frames between sessions, and the real clock.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace s2::transport {

/// The wall clock.
Time system_now();

/// Fresh random UUIDs (version 4) from the operating system.
IdSource random_ids();

/// Why a connection closed.
struct Closed {
  std::uint16_t code = 1006;  ///< WebSocket close code; 1005 when the peer gave none, 1006 when the connection was lost
  std::string text;           ///< the reason, for people
  bool by_peer = true;        ///< whether the peer began it; a loss counts as the peer's doing
};

/// What happens on a connection. Called on the loop's thread, never from inside a call to the connection. A callback
/// may destroy the connection, and may replace this handler.
struct ConnectionHandler {
  std::function<void(std::string_view frame)>
      on_frame;                                  ///< a complete text message arrived; the view ends with the call
  std::function<void(const Closed&)> on_closed;  ///< the connection is gone; called once, last
};

/// One open connection that carries frames, both ways, in order. Used on its loop's thread only, and destroyed before
/// its loop. Destroying it closes it with 1001, after what is queued was sent, and calls nobody back any more.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Sets who is told. Nothing is lost before: frames wait in bounded buffers, and the peer waits when these are full.
  virtual void handle(ConnectionHandler handler) = 0;
  /// Queues a frame, which is UTF-8. After close or loss it is dropped. When the peer does not read and more than
  /// WebsocketOptions::queue_bytes would wait, the queue is dropped and the connection closed with 1013.
  virtual void send(std::string frame) = 0;
  /// Closes after everything queued was sent; frames that still arrive are dropped. The reason is cut to the 123 bytes
  /// that fit. on_closed follows when the peer has answered, at the latest when nothing moved for the open timeout.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// The peer, for people, e.g. "127.0.0.1:51234".
  virtual std::string peer() const = 0;
  /// The path (target) of the request that opened it, e.g. "/battery".
  virtual std::string path() const = 0;
};

/// One thread's loop: timers and sockets take turns in it. Outlives every server and connection made with it; what is
/// still under way when it is destroyed is dropped without a call.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs until stop() or until there is nothing left to wait for: no timer, no socket, no interrupt.
  void run();
  /// Waits at most `patience` for something to happen and handles one thing; false when nothing did. Does not wait when
  /// there is nothing to wait for.
  bool run_one(Duration patience);
  /// Handles everything that is ready without waiting; returns how much that was.
  std::size_t poll();
  /// Makes run() return; when it is not running, the next run() returns at once.
  void stop();
  /// Calls back once after a real-time span (at once, but not from inside this call, when it is not positive); returns
  /// a handle for cancel().
  std::uint64_t after(Duration span, std::function<void()> callback);
  /// Forgets a timer; unknown handles are ignored.
  void cancel(std::uint64_t timer);
  /// Calls back from the loop, soon. The one member that may be called from other threads.
  void post(std::function<void()> callback);
  /// Calls back once when SIGINT or SIGTERM arrives; the process is not ended by it. A second signal ends it the
  /// default way, even when the loop is stuck. Asking again replaces the callback.
  void on_interrupt(std::function<void()> callback);

  /// The loop's inside, for the transports.
  struct Parts;
  /// See Parts.
  Parts& parts() { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

/// Bounds of a WebSocket. Source of the defaults: rule catalogue, C.12 and C.13. Whatever the bounds, a binary message
/// closes it with 1003 (GEN-020), text that is no UTF-8 with 1007, and any other breach of RFC 6455 with 1002.
struct WebsocketOptions {
  Duration ping_interval{30'000};         ///< between keep-alive pings; 0 sends none
  Duration peer_timeout{60'000};          ///< silence after a ping (without pings: after the last sign of life) after
                                          ///< which the peer counts as gone; 0 waits for ever
  Duration open_timeout{10'000};          ///< for TCP and the WebSocket handshake together, and for the closing one
  std::size_t frame_bytes = 1024 * 1024;  ///< largest message; a larger one closes with 1009
  std::size_t queue_bytes = 8 * 1024 * 1024;  ///< most that waits to be sent
  std::size_t connections = 1024;             ///< most at once on a server; further ones are refused with HTTP 503

  /// Most clients of a server that may be in the middle of their handshake; a further one pushes out the oldest, so
  /// that clients that never finish keep nobody out.
  static constexpr std::size_t handshakes = 128;
  /// Largest HTTP request header a server reads, in bytes; a larger one is refused with HTTP 431.
  static constexpr std::size_t header_bytes = 8 * 1024;
};

/// A listening WebSocket server (ws://). Stops listening when destroyed; open connections go on. Whatever else knocks
/// is answered in HTTP (426 to a plain request, 400 to what is none, 503 at the limit) and disturbs nobody.
class WebsocketServer {
 public:
  /// Called with every new connection.
  using Accept = std::function<void(std::unique_ptr<Connection>)>;

  /// Listens on an IP address of this machine ("localhost" is 127.0.0.1). Port 0 takes a free one. Fails with
  /// "S2CPP-LISTEN" and a sentence that names address and port, e.g. when the port is taken.
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

/// Opens a WebSocket to a ws:// URL and calls back, never from inside this call, with the connection or with
/// "S2CPP-CONNECT" and a sentence (unknown host, refused, no WebSocket there, timed out). A malformed URL calls back
/// with "S2CPP-URL", and so does wss://, which needs the encryption of S2 Connect that this transport does not have.
void connect_websocket(Loop& loop, const std::string& url, Connected connected, WebsocketOptions options = {});

/// Two connections joined to each other without a socket, for tests and simulations: what one sends, the other is told,
/// in order, from the loop. At most `queue_bytes` wait on either side; beyond that the sender is closed with 1013.
std::pair<std::unique_ptr<Connection>, std::unique_ptr<Connection>> connect_in_memory(
    Loop& loop, std::size_t queue_bytes = WebsocketOptions{}.queue_bytes);

}  // namespace s2::transport
