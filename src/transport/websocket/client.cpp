// Opening a WebSocket: look the host up, connect, encrypt, shake hands, all within the open timeout.

#include "socket.hpp"

#include <transport/dialling.hpp>
#include <transport/loop.hpp>
#include <transport/span.hpp>
#include <transport/url.hpp>

#include <boost/beast/http/field.hpp>

namespace s2::transport {
namespace {

namespace beast = boost::beast;
using Error = beast::error_code;

class Opening : public std::enable_shared_from_this<Opening> {
 public:
  Opening(Loop& loop, std::string text, Url url, Connected connected, const WebsocketOptions& options,
          WebsocketVisit visit)
      : loop_(loop),
        text_(std::move(text)),
        url_(std::move(url)),
        connected_(std::move(connected)),
        options_(options),
        visit_(std::move(visit)),
        timer_(loop.parts().context) {}

  void start() {
    timer_.expires_after(bounded_span(options_.open_timeout));
    timer_.async_wait([self = shared_from_this()](const Error& error) {
      // A wait that was over when it was cancelled comes without an error.
      if (error || self->done()) return;
      self->fail("no answer came within " + std::to_string(self->options_.open_timeout.count()) + " ms");
    });
    if (url_.is_secure && !visit_.tls) {
      auto usual = TlsClient::make({});
      // Nobody is called back from inside connect_websocket().
      if (!usual) return loop_.post([self = shared_from_this(), why = usual.error().text] { self->fail(why); });
      visit_.tls = std::move(*usual);
    }
    dial();
  }

 private:
  bool done() const { return !connected_; }

  void dial() {
    Destination to{.host = url_.host, .port = url_.port, .tls = {}, .resolver = visit_.resolver};
    if (url_.is_secure) to.tls = visit_.tls;
    if (!to.resolver) to.resolver = system_resolver(loop_);
    dialling_ = Dialling::start(loop_, std::move(to), [self = shared_from_this()](auto came) {
      if (!came) return self->fail(came.error().text);
      self->stream_ = std::make_unique<websocket::Stream>(std::move(*came));
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

  std::string no_websocket(const Error& error) const {
    if (error == beast::websocket::error::upgrade_declined) {
      return "the answer was HTTP " + std::to_string(response_.result_int()) + " " + std::string(response_.reason()) +
             " instead of a WebSocket";
    }
    if (error == boost::asio::error::eof || error == beast::http::error::end_of_stream) {
      return "the other side hung up instead of opening a WebSocket";
    }
    return "what listens there is no WebSocket server (" + error.message() + ")";
  }

  void fail(const std::string& why) {
    const auto connected = stop();
    if (const auto dialling = dialling_.lock()) dialling->cancel();
    if (stream_) stream_->next_layer().close();
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
  boost::asio::steady_timer timer_;
  std::weak_ptr<Dialling> dialling_;
  std::unique_ptr<websocket::Stream> stream_;  // there once it is connected
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
  std::make_shared<Opening>(loop, url, std::move(*parsed), std::move(connected), options, std::move(visit))->start();
}

}  // namespace s2::transport
