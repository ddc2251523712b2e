// How a WebSocket ended.

#include "outcome.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/zlib/error.hpp>

namespace s2::transport::websocket {
namespace {

namespace beast = boost::beast;

constexpr std::size_t reason_bytes = 123;

bool may_be_sent(std::uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

std::string_view cut(std::string_view text) {
  if (text.size() <= reason_bytes) return text;
  std::size_t end = reason_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // the middle of a character
  return text.substr(0, end);
}

std::string lost(const beast::error_code& error) {
  if (error == boost::asio::error::eof) return "the peer hung up without closing the WebSocket";
  if (error == boost::asio::error::connection_reset) return "the peer reset the connection";
  return "the connection was lost: " + error.message();
}

}  // namespace

Closed closed_by_peer(const beast::websocket::close_reason& reason) {
  const std::uint16_t code = reason.code == beast::websocket::close_code::none ? std::uint16_t{1005} : reason.code;
  return {.code = code, .text = std::string(reason.reason.data(), reason.reason.size()), .by_peer = true};
}

Closed closed_by_error(const beast::error_code& error) {
  if (error == beast::websocket::error::bad_frame_payload) {
    return {.code = 1007, .text = "the peer sent a text message that is no UTF-8", .by_peer = false};
  }
  if (error == beast::websocket::condition::protocol_violation) {
    return {.code = 1002, .text = "the peer broke the WebSocket protocol: " + error.message(), .by_peer = false};
  }
  if (error.category() == beast::error_code(beast::zlib::error::general).category()) {
    return {.code = 1007, .text = "the peer sent a compressed message that cannot be read", .by_peer = false};
  }
  return {.code = 1006, .text = lost(error), .by_peer = true};
}

beast::websocket::close_reason close_frame(const Closed& closed) {
  if (!may_be_sent(closed.code)) return beast::websocket::close_code::none;
  const std::string_view text = cut(closed.text);
  return {static_cast<beast::websocket::close_code>(closed.code), beast::string_view(text.data(), text.size())};
}

}  // namespace s2::transport::websocket
