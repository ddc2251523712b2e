// Opening a WebSocket: look the host up, connect, encrypt, shake hands, all within the open timeout.

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
  Dialling(Loop& loop, std::string text, Url url, Connected connected, const WebsocketOptions& options,
           WebsocketVisit visit)
      : loop_(loop),
        text_(std::move(text)),
        url_(std::move(url)),
        connected_(std::move(connected)),
        options_(options),
        visit_(std::move(visit)),
        timer_(loop.parts().context),
        resolver_(loop.parts().context),
        stream_(std::make_unique<websocket::Stream>(tcp::socket(loop.parts().context))) {}

  void start() {
    timer_.expires_after(bounded_span(options_.open_timeout));
    timer_.async_wait([self = shared_from_this()](const Error& error) {
      // A wait that was over when it was cancelled comes without an error.
      if (error || self->done()) return;
      self->fail("no answer came within " + std::to_string(self->options_.open_timeout.count()) + " ms");
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
  websocket::Channel& channel() { return stream_->next_layer(); }

  void connect(const tcp::resolver::results_type& endpoints) {
    asio::async_connect(channel().socket(), endpoints,
                        [self = shared_from_this()](const Error& error, const tcp::endpoint&) {
                          if (self->done()) return;
                          if (error) return self->fail(self->no_connection(error));
                          self->encrypt();
                        });
  }

  void encrypt() {
    Error ignored;
    channel().socket().set_option(tcp::no_delay(true), ignored);
    if (!url_.is_secure) return shake_hands();
    if (!visit_.tls) {
      auto usual = TlsClient::make({});
      if (!usual) return fail(usual.error().text);
      visit_.tls = std::move(*usual);
    }
    channel().encrypt(*visit_.tls, url_.host);
    channel().async_encrypt([self = shared_from_this()](const Error& error) {
      if (self->done()) return;
      if (error) return self->fail(self->no_encryption(error));
      self->shake_hands();
    });
  }

  void shake_hands() {
    stream_->set_option(websocket::deflate_settings(options_.compression));
    stream_->set_option(
        beast::websocket::stream_base::decorator([headers = visit_.headers](beast::websocket::request_type& request) {
          request.set(beast::http::field::user_agent, "s2-cpp");
          for (const auto& [name, value] : headers) request.set(name, value);
        }));
    stream_->async_handshake(response_, url_.authority(), url_.target, [self = shared_from_this()](const Error& error) {
      if (self->done()) return;
      if (error) return self->fail(self->no_websocket(error));
      // None was offered, so there is none to choose (RFC 6455, 4.1).
      if (self->response_.count(beast::http::field::sec_websocket_protocol) > 0) {
        return self->fail("it insists on a subprotocol; S2 has none");
      }
      self->succeed();
    });
  }

  std::string no_encryption(const Error& error) {
    const std::string& fault = channel().tls()->fault();
    if (!fault.empty()) return fault;
    if (error == asio::error::eof) return "the other side hung up instead of opening an encrypted connection";
    return "no encrypted connection came about (" + error.message() + ")";
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
    channel().close();
    resolver_.cancel();
    connected(Unexpected{Finding{.rule = "S2CPP-CONNECT",
                                 .severity = Severity::error,
                                 .pointer = "",
                                 .value = text_,
                                 .text = "cannot connect to " + text_ + ": " + why}});
  }

  void succeed() {
    const auto connected = stop();
    std::string peer = websocket::name_of_peer(*stream_);
    websocket::Opened opened{
        .stream = std::move(stream_), .peer = std::move(peer), .path = url_.target, .slot = nullptr};
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
  WebsocketVisit visit_;
  asio::steady_timer timer_;
  tcp::resolver resolver_;
  std::unique_ptr<websocket::Stream> stream_;
  beast::websocket::response_type response_;
};

}  // namespace

void connect_websocket(Loop& loop, const std::string& url, Connected connected, WebsocketOptions options,
                       WebsocketVisit visit) {
  auto parsed = parse_url(url);
  if (!parsed) {
    loop.post([connected = std::move(connected), fault = std::move(parsed).error()] { connected(Unexpected{fault}); });
    return;
  }
  std::make_shared<Dialling>(loop, url, std::move(*parsed), std::move(connected), options, std::move(visit))->start();
}

}  // namespace s2::transport
