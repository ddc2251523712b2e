#include "device.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <variant>

namespace s2::transport {

using namespace connect;

Device::Device(Loop& its_loop, HttpClientOptions options) : loop(its_loop), client(its_loop, std::move(options)) {
  EXPECT_TRUE(endpoint.host({.description = node}));
}

std::optional<PairingEvent> Device::pair(const std::string& url, std::string_view token, std::optional<NodeId> peer) {
  endpoint.type_in(node.id, Secret(token), std::nullopt, system_now() + connect::Limits::token_life);
  PairingClient engine(endpoint, *store, *crypto,
                       {.url = BaseUrl::parse(url).value(), .node = node.id, .peer = peer, .token = Secret(token)});
  EXPECT_TRUE(engine.start(system_now()));
  carry(engine);
  std::optional<PairingEvent> last;
  until(loop, [&] {
    while (auto event = engine.next_event()) last = std::move(event);
    return last && (std::holds_alternative<Paired>(*last) || std::holds_alternative<PairingFailed>(*last));
  });
  return last;
}

std::optional<SessionReady> Device::ask_for_session(SessionClient& sessions) {
  std::optional<SessionReady> ready;
  bool is_over = false;
  sessions.start(system_now());
  carry(sessions);
  until(loop, [&] {
    while (auto event = sessions.next_event()) {
      if (auto* one = std::get_if<SessionReady>(&*event)) ready = std::move(*one);
      is_over =
          is_over || std::holds_alternative<SessionDelayed>(*event) || std::holds_alternative<NotAccepted>(*event);
    }
    return ready || is_over;
  });
  return ready;
}

WebsocketVisit visit_of(const SessionReady& ready) {
  WebsocketVisit visit;
  visit.tls = tls_client_for(ready.tls).value();
  visit.headers = {{"Authorization", "Bearer " + std::string(ready.token.reveal())}};
  return visit;
}

}  // namespace s2::transport
