// The life of one open WebSocket. Beast allows one read, one write, one ping and one close at a time, beside each
// other.

#include "socket.hpp"

#include "outcome.hpp"

#include <transport/loop.hpp>
#include <transport/span.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace s2::transport::websocket {
namespace {

// A message is read in pieces of this size, so that memory follows what came and not what was announced.
constexpr std::size_t piece_bytes = 64 * 1024;

// An idle connection keeps no larger buffer than this.
constexpr std::size_t idle_bytes = 4 * 1024;

// What a message of the largest size may take on the wire: a peer that needs more sends nothing but frame heads.
constexpr std::uint64_t wire_bytes(std::size_t frame_bytes) { return 2 * std::uint64_t{frame_bytes} + 64 * 1024; }

// Head and mask of a control frame.
constexpr std::uint64_t control_head_bytes = 6;

Moment now() { return std::chrono::steady_clock::now(); }

class WebsocketConnection final : public Connection {
 public:
  explicit WebsocketConnection(std::shared_ptr<Socket> socket) : socket_(std::move(socket)) {}
  WebsocketConnection(const WebsocketConnection&) = delete;
  WebsocketConnection& operator=(const WebsocketConnection&) = delete;
  ~WebsocketConnection() override { socket_->forget(); }

  void handle(ConnectionHandler handler) override { socket_->handle(std::move(handler)); }
  void send(std::string frame) override { socket_->send(std::move(frame)); }
  void close(std::uint16_t code, std::string_view reason) override { socket_->close(code, reason); }
  std::string peer() const override { return socket_->peer(); }
  std::string path() const override { return socket_->path(); }

 private:
  std::shared_ptr<Socket> socket_;
};

}  // namespace

std::string name_of_peer(const Stream& stream) {
  boost::beast::error_code error;
  const auto endpoint = stream.next_layer().socket().remote_endpoint(error);
  if (error) return "unknown";  // it hung up already
  std::ostringstream name;
  name << endpoint;
  return name.str();
}

std::unique_ptr<Connection> make_connection(Loop& loop, Opened opened, const WebsocketOptions& options) {
  return std::make_unique<WebsocketConnection>(std::make_shared<Socket>(loop, std::move(opened), options));
}

Socket::Socket(Loop& loop, Opened opened, const WebsocketOptions& options)
    : loop_(loop),
      listener_(loop),
      options_(options),
      stream_(std::move(opened.stream)),
      peer_(std::move(opened.peer)),
      path_(std::move(opened.path)),
      slot_(std::move(opened.slot)),
      outgoing_(options.queue_bytes),
      keep_alive_(options.ping_interval, options.peer_timeout, now()),
      window_began_(now()),
      timer_(loop.parts().context) {
  stream_->text(true);
  stream_->auto_fragment(false);
  stream_->read_message_max(0);  // deliver() and on_read() see to it, so that the closing has its time limit
  stream_->control_callback([this](boost::beast::websocket::frame_type type, boost::beast::string_view payload) {
    on_control(type, payload.size());
  });
  channel().watch([this] { on_flood("a message that never ends"); });
  channel().on_ending([this] { on_ending(); });
  expect_message();
}

void Socket::handle(ConnectionHandler handler) {
  listener_.set(std::move(handler));
  if (phase_ != Phase::open || reading_) return;
  keep_alive_ = KeepAlive(options_.ping_interval, options_.peer_timeout, now());
  watch();
  read();
}

void Socket::send(std::string frame) {
  if (phase_ != Phase::open) return;
  if (outgoing_.push(std::move(frame))) return write();
  refuse({.code = 1013, .text = "the peer does not read; too much waits to be sent to it", .by_peer = false});
}

void Socket::close(std::uint16_t code, std::string_view reason) {
  if (phase_ != Phase::open) return;
  phase_ = Phase::flushing;
  ending_ = {.code = code, .text = std::string(reason), .by_peer = false};
  watch();
  if (outgoing_.empty()) say_close();
}

void Socket::forget() {
  listener_.forget();
  close(1001, "going away");
}

// --- Reading ---

void Socket::read() {
  reading_ = true;
  const std::size_t room = options_.frame_bytes - incoming_.size() + 1;  // the one byte too many tells
  stream_->async_read_some(incoming_, std::min(room, piece_bytes),
                           [self = shared_from_this()](const Error& error, std::size_t) { self->on_read(error); });
}

void Socket::on_read(const Error& error) {
  if (phase_ == Phase::closing || phase_ == Phase::gone) return;  // the close looks after the rest
  if (phase_ == Phase::answering) return finish(closed_by_peer(stream_->reason()));
  if (error) return finish(lost(error));
  keep_alive_.heard(now());
  if (stream_->got_binary()) {
    return refuse({.code = 1003, .text = "a binary message came; S2 goes in text messages", .by_peer = false});
  }
  if (incoming_.size() > options_.frame_bytes) {
    return refuse({.code = 1009,
                   .text = "a message is larger than " + std::to_string(options_.frame_bytes) + " bytes",
                   .by_peer = false});
  }
  if (stream_->is_message_done()) {
    deliver();
  } else if (!message_began_) {
    message_began_ = now();
    if (phase_ == Phase::open) watch();
  }
  if (phase_ == Phase::open || phase_ == Phase::flushing) read();
}

void Socket::deliver() {
  message_began_.reset();
  expect_message();
  const auto bytes = incoming_.cdata();
  if (phase_ == Phase::open) listener_.frame({static_cast<const char*>(bytes.data()), bytes.size()});
  incoming_.clear();
  if (incoming_.capacity() > idle_bytes) incoming_.shrink_to_fit();
}

void Socket::expect_message() { channel().allow(channel().bytes_read() + wire_bytes(options_.frame_bytes)); }

void Socket::on_control(boost::beast::websocket::frame_type type, std::size_t bytes) {
  const Moment moment = now();
  keep_alive_.heard(moment);
  channel().allow_more(bytes + control_head_bytes);
  if (type == boost::beast::websocket::frame_type::close) return on_peer_close();
  if (moment - window_began_ >= WebsocketOptions::ping_window) {
    window_began_ = moment;
    pings_ = 0;
  }
  if (++pings_ == WebsocketOptions::pings + 1) on_flood("pings and nothing else");
}

// Called from inside a read, where Beast takes no close. The peer may send for as long as it likes: nobody reads it.
void Socket::on_flood(const char* what) {
  channel().stop_reading();
  loop_.post([self = shared_from_this(), what] {
    if (self->phase_ != Phase::open && self->phase_ != Phase::flushing) return;
    self->refuse({.code = 1008, .text = std::string("the peer sends ") + what, .by_peer = false});
  });
}

// --- Writing ---

void Socket::write() {
  if (writing_ || outgoing_.empty()) return;
  writing_ = true;
  stream_->async_write(boost::asio::buffer(outgoing_.front()),
                       [self = shared_from_this()](const Error& error, std::size_t) { self->on_written(error); });
}

void Socket::on_written(const Error& error) {
  writing_ = false;
  outgoing_.pop();
  if (error) return on_write_error(error);
  if (phase_ == Phase::flushing) {
    watch();  // there is progress: the time to close starts anew
    if (outgoing_.empty()) return say_close();
  }
  if (phase_ == Phase::open || phase_ == Phase::flushing) write();
}

void Socket::ping() {
  if (pinging_) return;  // the last one waits behind a write that the peer does not take
  pinging_ = true;
  stream_->async_ping({}, [self = shared_from_this()](const Error& error) {
    self->pinging_ = false;
    if (error) self->on_write_error(error);
  });
}

// Beast gives an error to whoever sees it first and aborts the others, so a loss may be noticed here alone.
void Socket::on_write_error(const Error& error) {
  if (phase_ == Phase::open || phase_ == Phase::flushing) finish(lost(error));
}

Closed Socket::lost(const Error& error) const {
  Closed closed = closed_by_error(error);
  const auto* tls = stream_->next_layer().tls();
  if (tls && !tls->fault().empty()) closed.text = "the connection was lost: " + tls->fault();
  return closed;
}

// --- Ending ---

void Socket::on_peer_close() {
  if (phase_ != Phase::open && phase_ != Phase::flushing) return;
  phase_ = Phase::answering;
  listener_.closed(closed_by_peer(stream_->reason()));
  watch();
}

// Beast tells what was wrong once the peer has hung up, which it may never do.
void Socket::on_ending() {
  if (phase_ != Phase::open && phase_ != Phase::flushing) return;
  phase_ = Phase::failing;
  watch();
}

void Socket::refuse(Closed closed) {
  ending_ = std::move(closed);
  listener_.closed(ending_);
  drop_queue();
  say_close();
}

void Socket::say_close() {
  phase_ = Phase::closing;
  watch();
  stream_->async_close(close_frame(ending_),
                       [self = shared_from_this()](const Error&) { self->finish(self->ending_); });
}

void Socket::finish(Closed closed) {
  if (phase_ == Phase::gone) return;
  phase_ = Phase::gone;
  listener_.closed(std::move(closed));
  drop_queue();
  timer_.cancel();
  channel().close();
  slot_.reset();
}

void Socket::drop_queue() {
  if (writing_) return outgoing_.clear_behind_front();
  outgoing_.clear();
}

// --- Time ---

void Socket::watch() {
  if (phase_ != Phase::open) return watch_until(now() + bounded_span(options_.open_timeout));
  if (const auto next = next_check()) watch_until(*next);
}

std::optional<Moment> Socket::next_check() const {
  const auto next = keep_alive_.next();
  if (!message_began_) return next;
  const Moment end = *message_began_ + bounded_span(options_.message_timeout);
  return next ? std::min(*next, end) : end;
}

void Socket::watch_until(Moment moment) {
  timer_.expires_at(moment);
  timer_.async_wait([self = shared_from_this()](const Error& error) {
    // A wait that was over when it was replaced comes without an error.
    if (!error && self->timer_.expiry() <= now()) self->on_watch();
  });
}

void Socket::on_watch() {
  switch (phase_) {
    case Phase::open:
      return on_watch_open();
    case Phase::flushing:
      return finish(
          {.code = 1006, .text = "the peer did not take what was to be sent before the close", .by_peer = true});
    case Phase::closing:
      return finish(ending_);
    case Phase::failing:
      return channel().stop_waiting();  // which ends the read, with the reason
    case Phase::answering:
      return finish(closed_by_peer(stream_->reason()));
    case Phase::gone:
      return;
  }
}

void Socket::on_watch_open() {
  const Moment moment = now();
  if (message_began_ && moment >= *message_began_ + bounded_span(options_.message_timeout)) {
    return refuse({.code = 1008, .text = "a message took too long to come", .by_peer = false});
  }
  const KeepAlive::Step step = keep_alive_.wake(moment);
  if (step == KeepAlive::Step::gone) {
    return finish({.code = 1006, .text = "nothing was heard from the peer for too long", .by_peer = true});
  }
  if (step == KeepAlive::Step::ping) ping();
  watch();
}

}  // namespace s2::transport::websocket
