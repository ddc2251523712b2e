#pragma once
// Socket: the life of one open WebSocket. Its Connection is only a handle on it: the socket lives on until everything
// queued is sent and the close is answered, or its time is up.

#include "keep_alive.hpp"
#include "stream.hpp"

#include <s2/transport/websocket.hpp>
#include <transport/frame_queue.hpp>
#include <transport/listener.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <memory>
#include <optional>
#include <string>

namespace s2::transport::websocket {

/// A WebSocket whose handshake is done.
struct Opened {
  std::unique_ptr<Stream> stream;  ///< the WebSocket
  std::string peer;                ///< name of the peer, for people
  std::string path;                ///< target of the request that opened it
  std::shared_ptr<void> slot;      ///< let go when the socket is closed; counts connections
};

/// Address and port of the other side, as people write them.
std::string name_of_peer(const Stream& stream);

/// Takes over an open WebSocket. Nothing is read before handle(): what the peer sends waits in the socket.
std::unique_ptr<Connection> make_connection(Loop& loop, Opened opened, const WebsocketOptions& options);

/// One open WebSocket: reads, writes, pings, and ends.
class Socket : public std::enable_shared_from_this<Socket> {
 public:
  Socket(Loop& loop, Opened opened, const WebsocketOptions& options);

  void handle(ConnectionHandler handler);
  void send(std::string frame);
  void close(std::uint16_t code, std::string_view reason);
  /// The connection was destroyed: close quietly.
  void forget();

  const std::string& peer() const { return peer_; }
  const std::string& path() const { return path_; }

 private:
  // Phases only go forward. Whoever enters one of the two closing phases has said who began.
  enum class Phase {
    open,       // frames go both ways
    flushing,   // close() was called; the queue is being sent
    closing,    // our close is under way, the peer's answer is awaited
    answering,  // the peer's close came, Beast answers it
    failing,    // the peer broke the protocol, Beast has said so and waits for it to hang up
    gone,       // the socket is closed
  };
  using Error = boost::beast::error_code;

  void read();
  void on_read(const Error& error);
  void deliver();
  void expect_message();
  void on_control(boost::beast::websocket::frame_type type, std::size_t bytes);
  void on_flood(const char* what);
  void write();
  void on_written(const Error& error);
  void ping();
  void on_write_error(const Error& error);
  Closed lost(const Error& error) const;

  void on_peer_close();
  void on_ending();
  /// Gives the peer up, at once for the handler, with a close for the wire.
  void refuse(Closed closed);
  void say_close();
  void finish(Closed closed);
  void drop_queue();

  void watch();
  void watch_until(Moment moment);
  void on_watch();
  void on_watch_open();
  std::optional<Moment> next_check() const;
  Channel& channel() { return stream_->next_layer(); }

  Loop& loop_;
  Listener listener_;
  WebsocketOptions options_;
  std::unique_ptr<Stream> stream_;
  std::string peer_;
  std::string path_;
  std::shared_ptr<void> slot_;

  Phase phase_ = Phase::open;
  Closed ending_;  // what is told when our close is through
  bool reading_ = false;
  bool writing_ = false;
  bool pinging_ = false;
  boost::beast::flat_buffer incoming_;
  FrameQueue outgoing_;
  KeepAlive keep_alive_;
  std::optional<Moment> message_began_;  // of the message that is not complete yet
  std::size_t pings_ = 0;                // of the peer, in the window that began then
  Moment window_began_;
  boost::asio::steady_timer timer_;  // of the keep-alive while open, of the closing later
};

}  // namespace s2::transport::websocket
