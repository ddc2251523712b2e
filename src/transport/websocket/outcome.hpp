#pragma once
// Outcomes: how what happened on a WebSocket is told, and how a close is written.

#include <s2/transport/connection.hpp>

#include <boost/beast/core/error.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace s2::transport::websocket {

/// The peer closed, giving this reason.
Closed closed_by_peer(const boost::beast::websocket::close_reason& reason);

/// An error ended the connection: the peer broke the protocol (1002; 1007 when text is no UTF-8 or cannot be inflated),
/// or it is lost (1006).
Closed closed_by_error(const boost::beast::error_code& error);

/// Code and reason as they may stand in a close frame: codes that must not be sent (RFC 6455, 7.4) are left out, the
/// reason is cut to the 123 bytes that fit, not inside a character.
boost::beast::websocket::close_reason close_frame(const Closed& closed);

}  // namespace s2::transport::websocket
