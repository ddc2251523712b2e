#include "suite.hpp"

#include "certificates.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

namespace s2::transport {
namespace {

WebsocketOptions websocket_options(Compression compression) {
  WebsocketOptions options;
  options.queue_bytes = suite_queue_bytes;
  options.compression = compression;
  return options;
}

LocalOptions local_options() {
  LocalOptions options;
  options.queue_bytes = suite_queue_bytes;
  return options;
}

Pair over_websocket(Loop& loop, std::shared_ptr<void>& keep, WebsocketOptions options, bool encrypted) {
  const auto house = encrypted ? std::make_shared<House>(loop, options, WebsocketService{tls_server(), nullptr})
                               : std::make_shared<House>(loop, options);
  keep = house;
  auto client = dial(loop, house->url(), options, {.headers = {}, .tls = encrypted ? trusting_client() : std::nullopt});
  EXPECT_TRUE(client.has_value()) << client.error().text;
  EXPECT_TRUE(until(loop, [&] { return house->guests.size() == 1; }));
  return {std::move(*client), std::move(house->guests.front())};
}

struct UnixHouse {
  std::string path = "/tmp/s2-suite-" + std::to_string(::getpid()) + ".sock";
  std::unique_ptr<Connection> guest;
  std::unique_ptr<UnixServer> server;
};

Pair over_unix(Loop& loop, std::shared_ptr<void>& keep) {
  const auto house = std::make_shared<UnixHouse>();
  keep = house;
  auto listening = UnixServer::listen(
      loop, house->path, [&](auto guest) { house->guest = std::move(guest); }, local_options());
  EXPECT_TRUE(listening.has_value()) << listening.error().text;
  house->server = std::move(*listening);
  std::unique_ptr<Connection> client;
  connect_unix(
      loop, house->path, [&](auto outcome) { client = std::move(outcome).value(); }, local_options());
  EXPECT_TRUE(until(loop, [&] { return client && house->guest; }));
  return {std::move(client), std::move(house->guest)};
}

// Two pipes, as between a program and its child.
Pair over_pipes(Loop& loop, std::shared_ptr<void>&) {
  int there[2], back[2];
  EXPECT_EQ(::pipe(there), 0);
  EXPECT_EQ(::pipe(back), 0);
  Pair pair{connect_descriptors(loop, back[0], there[1], "parent", local_options()).value(),
            connect_descriptors(loop, there[0], back[1], "child", local_options()).value()};
  for (const int end : {there[0], there[1], back[0], back[1]}) ::close(end);
  return pair;
}

}  // namespace

const std::vector<Transport>& transports() {
  static const std::vector<Transport> all = {
      {"Memory", [](Loop& loop, std::shared_ptr<void>&) { return connect_in_memory(loop, suite_queue_bytes); }},
      {"Ws",
       [](Loop& loop, auto& keep) { return over_websocket(loop, keep, websocket_options(Compression::none), false); }},
      {"WsSmallDeflate",
       [](Loop& loop, auto& keep) { return over_websocket(loop, keep, websocket_options(Compression::small), false); }},
      {"WsFullDeflate",
       [](Loop& loop, auto& keep) { return over_websocket(loop, keep, websocket_options(Compression::full), false); }},
      {"Wss",
       [](Loop& loop, auto& keep) { return over_websocket(loop, keep, websocket_options(Compression::none), true); }},
      {"WssDeflate",
       [](Loop& loop, auto& keep) { return over_websocket(loop, keep, websocket_options(Compression::small), true); }},
      {"Unix", over_unix},
      {"Pipes", over_pipes},
  };
  return all;
}

Ends::Ends(const Transport& transport) {
  auto pair = transport.connect(loop, keep);
  one = std::move(pair.first);
  other = std::move(pair.second);
}

void Ends::handle() {
  one->handle(told_one.handler());
  other->handle(told_other.handler());
}

bool Ends::until_closed() {
  return until(loop, [this] { return !told_one.closed.empty() && !told_other.closed.empty(); });
}

}  // namespace s2::transport
