#pragma once
// Channel: the bytes below a WebSocket, plain or encrypted, as Beast wants to read and write them.
//
// One type for both, so that everything above is compiled once. Asio's own TLS stream would hold some 70 KB of buffers
// for every connection, idle or not; this one holds none (tls/session.hpp).

#include <transport/tls/session.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace s2::transport::websocket {

/// A TCP connection with or without TLS. Outlives what it was asked to do.
class Channel {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Error = boost::system::error_code;
  /// What Asio calls them.
  using executor_type = Socket::executor_type;

  explicit Channel(Socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  Socket& socket() { return socket_; }
  const Socket& socket() const { return socket_; }

  /// Encrypts from here on. The socket is open.
  void encrypt(const TlsClient& client, const std::string& host) {
    tls_ = tls::TlsSession::client(client, socket_.native_handle(), host);
  }
  void encrypt(const TlsServer& server) { tls_ = tls::TlsSession::server(server, socket_.native_handle()); }
  /// The encryption; nullptr when there is none.
  const tls::TlsSession* tls() const { return tls_.get(); }

  /// Shakes hands for TLS; on an error, tls()->fault() may say more. void(Error).
  template <class Token>
  auto async_encrypt(Token&& token) {
    return boost::asio::async_compose<Token, void(Error)>(Encrypt{*this}, token, socket_);
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_compose<Token, void(Error, std::size_t)>(Read<Buffers>{*this, buffers}, token, socket_);
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_compose<Token, void(Error, std::size_t)>(Write<Buffers>{*this, buffers}, token, socket_);
  }

  /// Bytes read so far, before decompression.
  std::uint64_t bytes_read() const { return bytes_read_; }
  /// Calls back once, from inside a read, when more than so many bytes were read in all.
  void watch(std::function<void()> flooded) { flooded_ = std::move(flooded); }
  void allow(std::uint64_t bytes) { allowed_ = bytes; }
  /// So many more do not count.
  void allow_more(std::uint64_t bytes) { allowed_ += bytes; }
  /// Reads nothing more: what the peer still sends stays in its own buffers.
  void stop_reading() { stopped_ = true; }

  /// Calls back when Beast begins to wait for the peer to hang up: the WebSocket is over, for whatever reason.
  void on_ending(std::function<void()> ending) { ending_ = std::move(ending); }
  void note_ending() const {
    if (ending_) ending_();
  }

  /// Lets the wait for the peer end as if it had hung up.
  void stop_waiting() {
    Error ignored;
    socket_.shutdown(Socket::shutdown_receive, ignored);
  }

  /// Says that nothing follows, where the encryption has a word for that.
  void say_goodbye() {
    if (tls_) tls_->say_goodbye();
  }
  void close() {
    Error ignored;
    socket_.close(ignored);
  }

 private:
  // Beast and Asio forbid to complete from inside the call: what succeeds at once is posted. After an error the channel
  // may be gone, and is not touched.

  struct Encrypt {
    Channel& channel;
    template <class Self>
    void operator()(Self& self, Error error = {}) {
      if (error) return self.complete(error);
      const tls::Step step = channel.tls_->shake_hands();
      if (step == tls::Step::wants_read || step == tls::Step::wants_write) return channel.wait_for(step, self);
      self.complete(outcome_of(step));
    }
  };

  template <class Buffers>
  struct Read {
    Channel& channel;
    Buffers buffers;
    bool waited = false;
    bool moved = false;
    Error outcome{};
    std::size_t bytes = 0;

    template <class Self>
    void operator()(Self& self, Error error = {}, std::size_t got = 0) {
      if (error) return self.complete(error, 0);
      if (moved) return self.complete(outcome, bytes);
      if (got > 0) return finish(self, {}, got);
      if (channel.stopped_) return channel.socket_.async_wait(Socket::wait_error, std::move(self));
      if (!channel.tls_) {
        waited = true;
        return channel.socket_.async_read_some(buffers, std::move(self));
      }
      decrypt(self);
    }

   private:
    template <class Self>
    void decrypt(Self& self) {
      if (!waited && channel.is_dry_) {
        waited = true;
        channel.wait_for(tls::Step::wants_read, self);
        return;
      }
      const auto into = first_of(buffers);
      const tls::Moved came = channel.tls_->read(into.data(), into.size());
      const bool waits = came.step == tls::Step::wants_read || came.step == tls::Step::wants_write;
      waited = waited || waits;
      if (waits) return channel.wait_for(came.step, self);
      channel.is_dry_ = came.bytes < into.size() && !channel.tls_->holds_input();
      finish(self, outcome_of(came.step), came.bytes);
    }

    template <class Self>
    void finish(Self& self, Error error, std::size_t got) {
      channel.count(got);
      if (waited) return self.complete(error, got);
      moved = true;
      outcome = error;
      bytes = got;
      boost::asio::post(channel.get_executor(), std::move(self));
    }
  };

  template <class Buffers>
  struct Write {
    Channel& channel;
    Buffers buffers;
    bool waited = false;
    bool moved = false;
    Error outcome{};
    std::size_t bytes = 0;

    template <class Self>
    void operator()(Self& self, Error error = {}, std::size_t put = 0) {
      if (error) return self.complete(error, put);
      if (moved) return self.complete(outcome, bytes);
      if (channel.tls_) return encrypt(self);
      if (waited) return self.complete(error, put);
      waited = true;
      channel.socket_.async_write_some(buffers, std::move(self));
    }

   private:
    template <class Self>
    void encrypt(Self& self) {
      const tls::Moved went = channel.write_record(buffers);
      const bool waits = went.step == tls::Step::wants_read || went.step == tls::Step::wants_write;
      if (waits) {
        waited = true;
        return channel.wait_for(went.step, self);
      }
      if (waited) return self.complete(outcome_of(went.step), went.bytes);
      moved = true;
      outcome = outcome_of(went.step);
      bytes = went.bytes;
      boost::asio::post(channel.get_executor(), std::move(self));
    }
  };

  // Goes on when the socket is ready for what the step wants.
  template <class Self>
  void wait_for(tls::Step step, Self& self) {
    socket_.async_wait(step == tls::Step::wants_read ? Socket::wait_read : Socket::wait_write, std::move(self));
  }

  static Error outcome_of(tls::Step step) {
    if (step == tls::Step::done) return {};
    if (step == tls::Step::ended) return boost::asio::error::eof;
    return boost::asio::error::connection_aborted;
  }

  template <class Buffers>
  static boost::asio::mutable_buffer first_of(const Buffers& buffers) {
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at) {
      const boost::asio::mutable_buffer one(*at);
      if (one.size() > 0) return one;
    }
    return {};
  }

  // One record holds 16 KiB. A frame's head and body lie in two buffers; as one record they are one packet.
  template <class Buffers>
  tls::Moved write_record(const Buffers& buffers) {
    std::array<char, 16 * 1024> record;
    const std::size_t size = boost::asio::buffer_copy(boost::asio::buffer(record), buffers);
    return tls_->write(record.data(), size);
  }

  void count(std::size_t bytes) {
    bytes_read_ += bytes;
    if (bytes_read_ <= allowed_ || !flooded_) return;
    std::exchange(flooded_, nullptr)();
  }

  Socket socket_;
  std::unique_ptr<tls::TlsSession> tls_;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t allowed_ = std::numeric_limits<std::uint64_t>::max() / 2;
  std::function<void()> flooded_;
  std::function<void()> ending_;
  bool is_dry_ = false;  // the last read took all there was: reading again at once would be in vain
  bool stopped_ = false;
};

/// How Beast closes a connection at once.
inline void beast_close_socket(Channel& channel) { channel.close(); }

/// How Beast ends a connection once its WebSocket is closed: after the goodbye, it waits until the peer hangs up.
template <class Handler>
void async_teardown(boost::beast::role_type role, Channel& channel, Handler&& handler) {
  channel.note_ending();
  channel.say_goodbye();
  boost::beast::websocket::async_teardown(role, channel.socket(), std::forward<Handler>(handler));
}

/// The same, at once; for Beast's blocking half, which is not used.
inline void teardown(boost::beast::role_type role, Channel& channel, boost::system::error_code& error) {
  channel.say_goodbye();
  boost::beast::websocket::teardown(role, channel.socket(), error);
}

}  // namespace s2::transport::websocket
