#include "wiring.hpp"

#include <fmt/format.h>

#include <utility>

namespace s2::house {

transport::WebsocketOptions patient_sockets() {
  transport::WebsocketOptions options;
  options.ping_interval = Duration(0);
  options.peer_timeout = Duration(0);
  return options;
}

Result<void> PlainWiring::open(transport::Accept accept) {
  auto server = transport::WebsocketServer::listen(loop_, "127.0.0.1", 0, std::move(accept), patient_sockets());
  if (!server) return Unexpected{std::move(server).error()};
  server_ = std::move(*server);
  return {};
}

void PlainWiring::dial(const std::string& device, transport::Connected connected) {
  transport::connect_websocket(loop_, fmt::format("ws://127.0.0.1:{}/{}", server_->port(), device),
                               std::move(connected), patient_sockets());
}

}  // namespace s2::house
