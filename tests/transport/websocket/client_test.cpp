// Opening WebSockets, and what is said when that fails.

#include "../peers.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace s2::transport {
namespace {

using testing::HasSubstr;

constexpr WebsocketOptions hasty{.ping_interval = Duration{0},
                                 .peer_timeout = Duration{0},
                                 .open_timeout = Duration{100},
                                 .frame_bytes = 1000,
                                 .queue_bytes = 1000,
                                 .connections = 10};

std::string url_of(std::uint16_t port) { return "ws://127.0.0.1:" + std::to_string(port) + "/"; }

TEST(Client, AMalformedUrlIsToldLater) {
  Loop loop;
  const auto refused = dial(loop, "http://localhost/");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rule, "S2CPP-URL");
}

TEST(Client, NobodyListeningIsExplained) {
  Loop loop;
  std::string url;
  {
    const House house(loop);
    url = house.url();
  }
  const auto refused = dial(loop, url);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rule, "S2CPP-CONNECT");
  EXPECT_EQ(refused.error().value, url);
  EXPECT_THAT(refused.error().text, HasSubstr("nothing listens there"));
}

TEST(Client, AnUnknownHostIsExplained) {
  Loop loop;
  // ".invalid" is reserved for names that do not exist (RFC 6761, 6.4).
  const auto refused = dial(loop, "ws://no-such-host.invalid:1/");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rule, "S2CPP-CONNECT");
  EXPECT_THAT(refused.error().text, HasSubstr("no-such-host.invalid"));
}

TEST(Client, NamesAreLookedUp) {
  Loop loop;
  const House house(loop);
  const auto client = dial(loop, "ws://localhost:" + std::to_string(house.server->port()) + "/");
  EXPECT_TRUE(client.has_value()) << client.error().text;
}

TEST(Client, AServerThatSaysNothingTimesOut) {
  Loop loop;
  const RawServer server;
  const auto refused = dial(loop, url_of(server.port()), hasty);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().text, HasSubstr("within 100 ms"));
}

TEST(Client, WhatComesTogetherWithTheTimeoutIsToldOnce) {
  Loop loop;
  const std::uint16_t port = House(loop).server->port();  // nobody listens there any more
  int told = 0;
  connect_websocket(
      loop, url_of(port), [&](auto) { ++told; }, hasty);
  std::this_thread::sleep_for(2 * hasty.open_timeout);  // refused and too late, when the loop looks
  loop.run();
  EXPECT_EQ(told, 1);
}

// What is said about a server that answers like this and hangs up.
Finding said_about(std::string_view answer) {
  Loop loop;
  RawServer server;
  std::optional<Finding> told;
  connect_websocket(loop, url_of(server.port()), [&](auto result) {
    EXPECT_FALSE(result.has_value());
    if (!result) told = result.error();
  });
  server.answer(loop, answer);
  server.hang_up();
  EXPECT_TRUE(until(loop, [&] { return told.has_value(); }));
  return told.value_or(Finding{});
}

TEST(Client, AServerThatIsNoWebSocketServerIsExplained) {
  const std::pair<std::string, std::string> table[] = {
      {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "HTTP 404 Not Found"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP 200 OK"},
      {"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
       "Sec-WebSocket-Accept: bm90IG91ciBrZXkgYXQgYWxs\r\n\r\n",
       "no WebSocket server"},
      {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "no WebSocket server"},
      {std::string(2000, '\xFF'), "no WebSocket server"},
      {"", "hung up"},
  };
  for (const auto& [answer, why] : table) {
    const Finding told = said_about(answer);
    EXPECT_EQ(told.rule, "S2CPP-CONNECT") << answer;
    EXPECT_THAT(told.text, HasSubstr(why)) << answer;
  }
}

// C-237
TEST(Client, AServerThatInsistsOnASubprotocolIsRefused) {
  // The key is random, so the answer has to be made for it.
  Loop loop;
  WebsocketOptions options;
  const House house(loop, options);
  std::optional<Finding> told;
  RawServer middle;
  connect_websocket(loop, url_of(middle.port()), [&](auto result) {
    if (!result) told = result.error();
  });
  const std::string request = middle.answer(loop, "");
  RawClient through(house.server->port());
  through.send(request);
  ASSERT_TRUE(until(loop, [&] { return through.received().find("\r\n\r\n") != std::string::npos; }));
  std::string answer = through.received();
  answer.insert(answer.find("\r\n") + 2, "Sec-WebSocket-Protocol: chat\r\n");
  middle.say(answer);
  ASSERT_TRUE(until(loop, [&] { return told.has_value(); }));
  EXPECT_THAT(told->text, HasSubstr("insists on a subprotocol"));
}

TEST(Client, FramesThatCameWithTheAnswerAreKept) {
  Loop loop;
  House house(loop);
  auto client = dial(loop, house.url()).value();
  ASSERT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
  house.guests[0]->send("first");
  for (int i = 0; i < 5; ++i) loop.run_one(Duration{1});
  Notes told;
  client->handle(told.handler());
  ASSERT_TRUE(until(loop, [&] { return !told.frames.empty(); }));
}

TEST(Client, AConnectionUnderWayIsDroppedWithItsLoop) {
  const RawServer server;
  const auto token = std::make_shared<int>();
  {
    Loop loop;
    connect_websocket(loop, url_of(server.port()), [token](auto) { ADD_FAILURE(); });
    connect_websocket(loop, "no url", [token](auto) { ADD_FAILURE(); });
  }
  EXPECT_EQ(token.use_count(), 1);
}

}  // namespace
}  // namespace s2::transport
