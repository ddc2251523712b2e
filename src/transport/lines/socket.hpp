#pragma once
// LineSocket: the life of one connection that carries a frame a line. Its Connection is only a handle on it: the socket
// lives on until everything queued is sent and the close is answered, or its time is up.

#include "byte_stream.hpp"
#include "framing.hpp"

#include <s2/transport/local.hpp>
#include <transport/frame_queue.hpp>
#include <transport/listener.hpp>

#include <boost/asio/steady_timer.hpp>

#include <array>
#include <memory>
#include <string>

namespace s2::transport::lines {

/// A stream that is connected.
struct Opened {
  std::unique_ptr<ByteStream> stream;  ///< the stream
  std::string peer;                    ///< name of the peer, for people
  std::shared_ptr<void> slot;          ///< let go when the socket is closed; counts connections
};

/// Takes over a stream. Nothing is read before handle().
std::unique_ptr<Connection> make_connection(Loop& loop, Opened opened, const LocalOptions& options);

/// One connection: reads, writes, and ends.
class LineSocket : public std::enable_shared_from_this<LineSocket> {
 public:
  LineSocket(Loop& loop, Opened opened, const LocalOptions& options);

  void handle(ConnectionHandler handler);
  void send(std::string frame);
  void close(std::uint16_t code, std::string_view reason);
  /// The connection was destroyed: close quietly.
  void forget();

  const std::string& peer() const { return peer_; }

 private:
  // Phases only go forward.
  enum class Phase {
    open,     // frames go both ways
    closing,  // our close is queued or sent, the peer's is awaited
    leaving,  // the peer has closed or hung up; what is queued is still written
    gone,     // the stream is closed
  };
  using Error = ByteStream::Error;

  void read();
  void on_read(const Error& error, std::size_t bytes);
  void on_line(std::string_view text);
  void on_peer_close(const Line& line);
  void on_loss(const Error& error);
  /// Gives the peer up, at once for the handler, with a close for the wire.
  void refuse(std::uint16_t code, std::string reason);
  /// The peer is done; what is queued is still written.
  void leave(Closed closed);

  void say_close(std::uint16_t code, std::string_view reason);
  void write();
  void on_written(const Error& error);
  void on_all_written();
  bool has_written_all() const { return !writing_ && outgoing_.empty() && last_line_.empty(); }

  void watch();
  void on_watch();
  void finish();

  Listener listener_;
  LocalOptions options_;
  std::unique_ptr<ByteStream> stream_;
  std::string peer_;
  std::shared_ptr<void> slot_;

  Phase phase_ = Phase::open;
  Closed ending_;  // what is told when our close is through
  bool reading_ = false;
  bool writing_ = false;
  bool read_all_ = false;  // nothing more is to be read
  std::array<char, 4 * 1024> bytes_;
  Splitter splitter_;
  FrameQueue outgoing_;
  std::string last_line_;  // our close, which goes out when the queue is empty
  std::string line_;       // what is being written
  boost::asio::steady_timer timer_;
};

}  // namespace s2::transport::lines
