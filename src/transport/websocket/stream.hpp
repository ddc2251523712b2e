#pragma once
// Stream: the Beast WebSocket that everything here is built on.

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace s2::transport::websocket {

/// A WebSocket on TCP, without compression.
using Stream = boost::beast::websocket::stream<boost::asio::ip::tcp::socket, false>;

}  // namespace s2::transport::websocket
