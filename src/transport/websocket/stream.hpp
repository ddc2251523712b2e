#pragma once
// Stream: the Beast WebSocket that everything here is built on.

#include "channel.hpp"

#include <s2/transport/websocket.hpp>

#include <boost/beast/websocket/stream.hpp>

namespace s2::transport::websocket {

/// A WebSocket on a channel, with compression where both sides want it.
using Stream = boost::beast::websocket::stream<Channel, true>;

/// Beast's settings for a way of compressing.
inline boost::beast::websocket::permessage_deflate deflate_settings(Compression compression) {
  boost::beast::websocket::permessage_deflate settings;
  settings.server_enable = settings.client_enable = compression != Compression::none;
  settings.msg_size_threshold = WebsocketOptions::compressed_bytes;
  settings.compLevel = 6;
  if (compression == Compression::small) {
    settings.server_max_window_bits = settings.client_max_window_bits = 12;
    settings.server_no_context_takeover = settings.client_no_context_takeover = true;
    settings.memLevel = 4;
  } else {
    settings.memLevel = 8;
  }
  return settings;
}

}  // namespace s2::transport::websocket
