// The HTTP side of the server: one request, one answer.

#include "upgrade.hpp"

#include "socket.hpp"

#include <transport/http/serving.hpp>
#include <transport/loop.hpp>
#include <transport/span.hpp>

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace s2::transport::websocket {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using Error = beast::error_code;

constexpr std::string_view what_this_is =
    "This is a WebSocket server for S2 (EN 50491-12-2): connect an S2 device or energy manager to it with ws://.\n";

// To a client that speaks HTTP where TLS is spoken. Nobody has read its request, so it is no answer to one.
constexpr std::string_view speak_tls =
    "HTTP/1.1 400 Bad Request\r\nServer: s2-cpp\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
    "This port speaks TLS only: connect with wss:// instead of ws://.\n";

// Counts one connection for as long as the socket lives.
std::shared_ptr<void> take_slot(const std::shared_ptr<std::size_t>& connections) {
  ++*connections;
  return {connections.get(), [connections](void*) { --*connections; }};
}

class Knocking final : public Upgrade, public std::enable_shared_from_this<Knocking> {
 public:
  Knocking(std::shared_ptr<Reception> reception, boost::asio::ip::tcp::socket socket)
      : reception_(std::move(reception)),
        timer_(reception_->loop.parts().context),
        stream_(std::make_unique<Stream>(std::move(socket))) {
    parser_->header_limit(static_cast<std::uint32_t>(WebsocketOptions::header_bytes));
  }

  void start() {
    timer_.expires_after(bounded_span(reception_->options.open_timeout));
    timer_.async_wait([self = shared_from_this()](const Error& error) {
      if (!error) self->drop();
    });
    tls_ = reception_->service.tls;
    if (!tls_) return read_request();
    channel().encrypt(*tls_);
    channel().async_encrypt([self = shared_from_this()](const Error& error) { self->on_encrypted(error); });
  }

  void drop() override {
    timer_.cancel();
    slot_.reset();
    accept_ = nullptr;
    if (stream_) channel().close();
    leave();
  }

  bool has_left() const override { return left_; }

 private:
  Channel& channel() { return stream_->next_layer(); }

  void leave() {
    if (std::exchange(left_, true) || !reception_->open || !reception_->left) return;
    reception_->left();
  }

  void on_encrypted(const Error& error) {
    if (!error) return read_request();
    if (!channel().socket().is_open() || !channel().tls()->is_plain_http()) return drop();
    boost::asio::async_write(channel().socket(), boost::asio::buffer(speak_tls),
                             [self = shared_from_this()](const Error& failed, std::size_t) {
                               if (failed) return self->drop();
                               self->hang_up();
                             });
  }

  void read_request() {
    http::async_read_header(
        channel(), incoming_, *parser_,
        [self = shared_from_this()](const Error& error, std::size_t bytes) { self->on_request(error, bytes); });
  }

  void on_request(const Error& error, std::size_t bytes) {
    const auto refused = transport::http::refusal_of_header(error, bytes);
    if (refused == 431U) {
      return answer(http::status::request_header_fields_too_large, "The header of the HTTP request is too large.\n");
    }
    if (refused) return answer(http::status::bad_request, "What came is no HTTP request. " + std::string(what_this_is));
    if (error) return drop();
    if (!beast::websocket::is_upgrade(parser_->get())) {
      if (reception_->service.http) return serve();
      return answer(http::status::upgrade_required, std::string(what_this_is));
    }
    if (incoming_.size() > 0) {
      return answer(http::status::bad_request, "WebSocket frames came before the WebSocket was open.\n");
    }
    if (*reception_->connections >= reception_->options.connections) {
      return answer(http::status::service_unavailable, "The limit of connections is reached; try again later.\n");
    }
    slot_ = take_slot(reception_->connections);
    if (reception_->service.doorkeeper) return ask_doorkeeper();
    const auto& admission = reception_->service.admission;
    const auto refusal = admission ? admission(request_of(parser_->get())) : std::nullopt;
    if (refusal) return refuse(*refusal);
    upgrade();
  }

  void ask_doorkeeper() {
    reception_->service.doorkeeper(request_of(parser_->get()), [self = shared_from_this()](Verdict verdict) {
      if (self->left_ || !self->reception_->open) return;
      if (!verdict) return self->refuse(verdict.error());
      self->accept_ = std::move(*verdict);
      self->upgrade();
    });
  }

  void refuse(const Refusal& refusal) {
    slot_.reset();
    answer(http::status{refusal.status >= 400 && refusal.status <= 599 ? refusal.status : 403}, refusal.text + "\n");
  }

  // Not a WebSocket: the HTTP service of this port goes on with it.
  void serve() {
    timer_.cancel();
    transport::http::serve(
        reception_->service.http->parts(),
        {.stream = std::move(stream_), .incoming = std::move(incoming_), .header = std::move(parser_), .leaf = leaf()});
    leave();
  }

  std::optional<connect::LeafFingerprint> leaf() const {
    return tls_ ? std::optional(tls_->parts()->leaf) : std::nullopt;
  }

  WebsocketRequest request_of(const http::request<http::empty_body>& asked) {
    Error gone;
    const auto end = channel().socket().remote_endpoint(gone);
    WebsocketRequest request{.peer = name_of_peer(*stream_),
                             .address = gone ? std::string() : end.address().to_string(),
                             .path = asked.target(),
                             .headers = {}};
    for (const auto& field : asked) request.headers.push_back({field.name_string(), field.value()});
    return request;
  }

  void answer(http::status status, std::string text) {
    answer_.result(status);
    answer_.version(11);
    answer_.set(http::field::server, "s2-cpp");
    answer_.set(http::field::cache_control, "no-store");
    answer_.set(http::field::content_type, "text/plain; charset=utf-8");
    answer_.set(http::field::connection, "close");
    if (status == http::status::upgrade_required) {
      answer_.set(http::field::upgrade, "websocket");
      answer_.set(http::field::connection, "Upgrade, close");
    }
    if (status == http::status::unauthorized) answer_.set(http::field::www_authenticate, "Bearer");
    if (status == http::status::service_unavailable) answer_.set(http::field::retry_after, "1");
    answer_.body() = std::move(text);
    answer_.prepare_payload();
    http::async_write(channel(), answer_, [self = shared_from_this()](const Error& error, std::size_t) {
      if (error) return self->drop();
      self->hang_up();
    });
  }

  // Reads what still comes until the client hangs up: closing at once would destroy the answer on its way.
  void hang_up() {
    async_teardown(beast::role_type::server, channel(), [self = shared_from_this()](const Error&) { self->drop(); });
  }

  void upgrade() {
    stream_->set_option(deflate_settings(reception_->options.compression));
    stream_->set_option(beast::websocket::stream_base::decorator([](beast::websocket::response_type& response) {
      response.set(http::field::server, "s2-cpp");
      response.set(http::field::cache_control, "no-store");
    }));
    stream_->async_accept(parser_->get(), [self = shared_from_this()](const Error& error) {
      if (!error) return self->hand_over();
      self->slot_.reset();
      self->hang_up();
    });
  }

  void hand_over() {
    timer_.cancel();
    const auto reception = reception_;  // the callback may destroy the server
    if (!reception->open) return;
    std::string peer = name_of_peer(*stream_);
    Opened opened{.stream = std::move(stream_),
                  .peer = std::move(peer),
                  .path = std::string(parser_->get().target()),
                  .slot = std::move(slot_)};
    leave();
    const auto accept = accept_ ? std::exchange(accept_, nullptr) : reception->accept;
    accept(make_connection(reception->loop, std::move(opened), reception->options));
  }

  std::shared_ptr<Reception> reception_;
  boost::asio::steady_timer timer_;
  std::unique_ptr<Stream> stream_;
  beast::flat_buffer incoming_{WebsocketOptions::header_bytes};
  std::unique_ptr<transport::http::HeaderParser> parser_ = std::make_unique<transport::http::HeaderParser>();
  http::response<http::string_body> answer_;
  std::optional<TlsServer> tls_;  // what this client was shown, whatever others are shown since
  std::shared_ptr<void> slot_;    // once it is about to become a connection
  Accept accept_;                 // who is given it, when a doorkeeper said so
  bool left_ = false;
};

}  // namespace

std::shared_ptr<Upgrade> receive(std::shared_ptr<Reception> reception, boost::asio::ip::tcp::socket socket) {
  auto upgrade = std::make_shared<Knocking>(std::move(reception), std::move(socket));
  upgrade->start();
  return upgrade;
}

}  // namespace s2::transport::websocket
