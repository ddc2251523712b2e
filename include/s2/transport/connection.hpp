#pragma once
// Connection: what carries frames, whatever carries it.

#include <s2/base/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace s2::transport {

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
  /// Queues a frame, which is UTF-8. After close or loss it is dropped. When the peer does not read and more than the
  /// queue_bytes of its options would wait, the queue is dropped and the connection closed with 1013.
  virtual void send(std::string frame) = 0;
  /// Closes after everything queued was sent; frames that still arrive are dropped. The reason is cut to the 123 bytes
  /// that fit. on_closed follows when the peer has answered, at the latest when nothing moved for the open timeout.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// The peer, for people, e.g. "127.0.0.1:51234".
  virtual std::string peer() const = 0;
  /// The path (target) of the request that opened it, e.g. "/battery".
  virtual std::string path() const = 0;
};

/// Called with every connection that a server takes.
using Accept = std::function<void(std::unique_ptr<Connection>)>;

/// The outcome of connecting.
using Connected = std::function<void(Result<std::unique_ptr<Connection>>)>;

}  // namespace s2::transport
