// Opening a WebSocket: look the host up, connect, shake hands, all within the open timeout.

#include "socket.hpp"

#include <transport/loop.hpp>
#include <transport/span.hpp>
#include <transport/url.hpp>

#include <boost/asio/connect.hpp>
#include <boost/beast/http/field.hpp>

namespace s2::transport {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::asio::ip::tcp;
using Error = beast::error_code;

class Dialling : public std::enable_shared_from_this<Dialling> {
 public:
  Dialling(Loop& loop, std::string text, Url url, Connected connected, const WebsocketOptions& options)
      : loop_(loop),
        text_(std::move(text)),
        url_(std::move(url)),
        connected_(std::move(connected)),
        options_(options),
        timer_(loop.parts().context),
        resolver_(loop.parts().context),
        stream_(std::make_unique<websocket::Stream>(loop.parts().context)) {}

  void start() {
    timer_.expires_after(bounded_span(options_.open_timeout));
    timer_.async_wait([self = shared_from_this()](const Error& error) {
      if (!error) self->fail("no answer came within " + std::to_string(self->options_.open_timeout.count()) + " ms");
    });
    Error no_address;
    const auto address = asio::ip::make_address(url_.host, no_address);
    if (!no_address) return connect(tcp::resolver::results_type::create(tcp::endpoint(address, url_.port), "", ""));
    resolver_.async_resolve(
        url_.host, std::to_string(url_.port), tcp::resolver::numeric_service,
        [self = shared_from_this()](const Error& error, const tcp::resolver::results_type& endpoints) {
          if (self->done()) return;
          if (error) return self->fail("no host named '" + self->url_.host + "' is known (" + error.message() + ")");
          self->connect(endpoints);
        });
  }

 private:
  bool done() const { return !connected_; }

  void connect(const tcp::resolver::results_type& endpoints) {
    asio::async_connect(stream_->next_layer(), endpoints,
                        [self = shared_from_this()](const Error& error, const tcp::endpoint&) {
                          if (self->done()) return;
                          if (error) return self->fail(self->no_connection(error));
                          self->shake_hands();
                        });
  }

  void shake_hands() {
    Error ignored;
    stream_->next_layer().set_option(tcp::no_delay(true), ignored);
    stream_->set_option(beast::websocket::stream_base::decorator(
        [](beast::websocket::request_type& request) { request.set(beast::http::field::user_agent, "s2-cpp"); }));
    stream_->async_handshake(response_, url_.authority(), url_.target, [self = shared_from_this()](const Error& error) {
      if (self->done()) return;
      if (error) return self->fail(self->no_websocket(error));
      self->succeed();
    });
  }

  std::string no_connection(const Error& error) const {
    if (error == asio::error::connection_refused) return "nothing listens there; is the other side running?";
    return error.message();
  }

  std::string no_websocket(const Error& error) const {
    if (error == beast::websocket::error::upgrade_declined) {
      return "the answer was HTTP " + std::to_string(response_.result_int()) + " " + std::string(response_.reason()) +
             " instead of a WebSocket";
    }
    if (error == asio::error::eof || error == beast::http::error::end_of_stream) {
      return "the other side hung up instead of opening a WebSocket";
    }
    return "what listens there is no WebSocket server (" + error.message() + ")";
  }

  void fail(const std::string& why) {
    const auto connected = stop();
    Error ignored;
    stream_->next_layer().close(ignored);
    resolver_.cancel();
    connected(Unexpected{Finding{.rule = "S2CPP-CONNECT",
                                 .severity = Severity::error,
                                 .pointer = "",
                                 .value = text_,
                                 .text = "cannot connect to " + text_ + ": " + why}});
  }

  void succeed() {
    const auto connected = stop();
    websocket::Opened opened{.stream = std::move(stream_), .path = url_.target, .slot = nullptr};
    connected(websocket::make_connection(loop_, std::move(opened), options_));
  }

  Connected stop() {
    timer_.cancel();
    return std::exchange(connected_, nullptr);
  }

  Loop& loop_;
  std::string text_;
  Url url_;
  Connected connected_;  // empty when it has been called
  WebsocketOptions options_;
  asio::steady_timer timer_;
  tcp::resolver resolver_;
  std::unique_ptr<websocket::Stream> stream_;
  beast::websocket::response_type response_;
};

}  // namespace

void connect_websocket(Loop& loop, const std::string& url, Connected connected, WebsocketOptions options) {
  auto parsed = parse_url(url);
  if (!parsed) {
    loop.post([connected = std::move(connected), fault = std::move(parsed).error()] { connected(Unexpected{fault}); });
    return;
  }
  std::make_shared<Dialling>(loop, url, std::move(*parsed), std::move(connected), options)->start();
}

}  // namespace s2::transport
