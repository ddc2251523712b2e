#include "socket.hpp"

#include <codec/utf8.hpp>
#include <transport/span.hpp>

#include <boost/asio/error.hpp>

#include <utility>

namespace s2::transport::lines {
namespace {

class LineConnection final : public Connection {
 public:
  explicit LineConnection(std::shared_ptr<LineSocket> socket) : socket_(std::move(socket)) {}
  LineConnection(const LineConnection&) = delete;
  LineConnection& operator=(const LineConnection&) = delete;
  ~LineConnection() override { socket_->forget(); }

  void handle(ConnectionHandler handler) override { socket_->handle(std::move(handler)); }
  void send(std::string frame) override { socket_->send(std::move(frame)); }
  void close(std::uint16_t code, std::string_view reason) override { socket_->close(code, reason); }
  std::string peer() const override { return socket_->peer(); }
  std::string path() const override { return "/"; }

 private:
  std::shared_ptr<LineSocket> socket_;
};

}  // namespace

std::unique_ptr<Connection> make_connection(Loop& loop, Opened opened, const LocalOptions& options) {
  return std::make_unique<LineConnection>(std::make_shared<LineSocket>(loop, std::move(opened), options));
}

LineSocket::LineSocket(Loop& loop, Opened opened, const LocalOptions& options)
    : listener_(loop),
      options_(options),
      stream_(std::move(opened.stream)),
      peer_(std::move(opened.peer)),
      slot_(std::move(opened.slot)),
      splitter_(options.frame_bytes),
      outgoing_(options.queue_bytes),
      timer_(loop.parts().context) {}

void LineSocket::handle(ConnectionHandler handler) {
  listener_.set(std::move(handler));
  if (phase_ != Phase::gone && !reading_ && !read_all_) read();
}

void LineSocket::send(std::string frame) {
  if (phase_ != Phase::open) return;
  // The queue counts what the peer has to take, but a frame is not refused for the line break it gets.
  if (outgoing_.push(std::move(frame))) return write();
  refuse(1013, "the peer does not read; too much waits to be sent to it");
}

void LineSocket::close(std::uint16_t code, std::string_view reason) {
  if (phase_ != Phase::open) return;
  phase_ = Phase::closing;
  ending_ = {.code = code, .text = std::string(reason), .by_peer = false};
  say_close(code, reason);
}

void LineSocket::forget() {
  listener_.forget();
  close(1001, "going away");
}

// --- Reading ---

void LineSocket::read() {
  reading_ = true;
  stream_->read(bytes_.data(), bytes_.size(), [self = shared_from_this()](const Error& error, std::size_t bytes) {
    self->reading_ = false;
    self->on_read(error, bytes);
  });
}

void LineSocket::on_read(const Error& error, std::size_t bytes) {
  if (phase_ == Phase::gone || phase_ == Phase::leaving) return;
  if (error) return on_loss(error);
  std::string_view rest(bytes_.data(), bytes);
  while (const auto line = splitter_.next(rest)) {
    on_line(*line);
    if (phase_ == Phase::gone || phase_ == Phase::leaving) return;
  }
  if (splitter_.is_too_long()) {
    read_all_ = true;
    if (phase_ == Phase::open) refuse(1009, "a line is longer than " + std::to_string(options_.frame_bytes) + " bytes");
    return;
  }
  read();
}

void LineSocket::on_line(std::string_view text) {
  const Line line = read_line(text);
  if (line.kind == Line::Kind::close) return on_peer_close(line);
  if (phase_ != Phase::open || line.kind == Line::Kind::comment) return;
  if (codec::valid_utf8_prefix(line.text) != line.text.size())
    return refuse(1007, "the peer sent a line that is no UTF-8");
  listener_.frame(line.text);
}

void LineSocket::on_peer_close(const Line& line) {
  read_all_ = true;
  if (phase_ == Phase::closing && has_written_all()) return finish();
  if (phase_ == Phase::open) last_line_ = close_line(line.code, "");
  leave({.code = line.code, .text = std::string(line.text), .by_peer = true});
}

void LineSocket::on_loss(const Error& error) {
  read_all_ = true;
  if (phase_ == Phase::gone) return;
  if (phase_ == Phase::closing && has_written_all()) return finish();
  const bool quiet = error == boost::asio::error::eof || error == boost::asio::error::connection_reset;
  leave({.code = 1006,
         .text = quiet ? "the peer hung up without a close line" : "the connection was lost: " + error.message(),
         .by_peer = true});
}

// The rest may still reach whoever only ended its own half, e.g. a script in a pipe.
void LineSocket::leave(Closed closed) {
  if (phase_ != Phase::leaving) ending_ = std::move(closed);
  phase_ = Phase::leaving;
  listener_.closed(ending_);
  watch();
  write();
}

void LineSocket::refuse(std::uint16_t code, std::string reason) {
  phase_ = Phase::closing;
  ending_ = {.code = code, .text = std::move(reason), .by_peer = false};
  listener_.closed(ending_);
  outgoing_.clear();
  say_close(code, ending_.text);
}

// --- Writing ---

void LineSocket::say_close(std::uint16_t code, std::string_view reason) {
  if (phase_ == Phase::gone) return;
  last_line_ = close_line(code, reason);
  watch();
  write();
}

void LineSocket::write() {
  if (writing_ || phase_ == Phase::gone) return;
  if (has_written_all()) return on_all_written();
  line_ = outgoing_.empty() ? std::exchange(last_line_, {}) : frame_line(outgoing_.pop());
  writing_ = true;
  stream_->write(line_.data(), line_.size(), [self = shared_from_this()](const Error& error, std::size_t) {
    self->writing_ = false;
    self->on_written(error);
  });
}

void LineSocket::on_written(const Error& error) {
  if (phase_ == Phase::gone) return;
  if (error) {
    outgoing_.clear();
    last_line_.clear();
    return on_loss(error);
  }
  if (phase_ != Phase::open) watch();  // there is progress: the time to close starts anew
  write();
}

void LineSocket::on_all_written() {
  line_ = {};
  if (phase_ == Phase::leaving) return finish();
  if (phase_ == Phase::closing) stream_->end_writing();
}

// --- Ending ---

void LineSocket::watch() {
  timer_.expires_after(bounded_span(options_.close_timeout));
  timer_.async_wait([self = shared_from_this()](const Error& error) {
    if (!error && self->timer_.expiry() <= std::chrono::steady_clock::now()) self->on_watch();
  });
}

void LineSocket::on_watch() {
  if (phase_ == Phase::closing && !has_written_all()) {
    ending_ = {.code = 1006, .text = "the peer did not take what was to be sent before the close", .by_peer = true};
  }
  finish();
}

void LineSocket::finish() {
  if (phase_ == Phase::gone) return;
  phase_ = Phase::gone;
  listener_.closed(ending_);
  outgoing_.clear();
  timer_.cancel();
  stream_->close();
  slot_.reset();
}

}  // namespace s2::transport::lines
