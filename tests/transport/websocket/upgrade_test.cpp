// Whoever knocks at the server: HTTP, garbage, and clients that never finish.

#include "../peers.hpp"

#include <gmock/gmock.h>

#include <deque>

namespace s2::transport {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr WebsocketOptions hasty{.ping_interval = Duration{0},
                                 .peer_timeout = Duration{0},
                                 .open_timeout = Duration{100},
                                 .frame_bytes = 1000,
                                 .queue_bytes = 1000,
                                 .connections = 2};

// What the server answers to these bytes until it hangs up.
std::string answer_to(std::string_view bytes) {
  Loop loop;
  House house(loop, hasty);
  RawClient client(house.server->port());
  client.send(bytes);
  EXPECT_TRUE(until(loop, [&] { return client.hung_up(); }));
  EXPECT_TRUE(house.guests.empty());
  return client.received();
}

const std::string request =
    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

TEST(Upgrade, APlainRequestIsToldWhatThisIs) {
  const std::string answer = answer_to("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 426 Upgrade Required\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nUpgrade: websocket\r\n"));
  EXPECT_THAT(answer, HasSubstr("ws://"));
  EXPECT_THAT(answer_to("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), HasSubstr(" 426 "));
  EXPECT_THAT(answer_to("GET / HTTP/1.0\r\n\r\n"), HasSubstr(" 426 "));
}

TEST(Upgrade, AnotherVersionOfTheProtocolIsRefused) {
  std::string other = request + "\r\n";
  other.replace(other.find("Version: 13"), 11, "Version: 12");
  EXPECT_THAT(answer_to(other), StartsWith("HTTP/1.1 426 "));
}

TEST(Upgrade, ARequestWithoutKeyIsRefused) {
  std::string other = request + "\r\n";
  other.replace(other.find("Sec-WebSocket-Key"), 17, "Sec-WebSocket-Lid");
  EXPECT_THAT(answer_to(other), StartsWith("HTTP/1.1 400 "));
}

TEST(Upgrade, GarbageIsAnsweredAndDropped) {
  const std::string tls = {'\x16', '\x03', '\x01', '\x02', '\x00', '\x01', '\x00', '\x01', '\xFC', '\x03', '\x03'};
  for (const auto& garbage : {tls, std::string("SSH-2.0-OpenSSH_9\r\n\r\n"), std::string("{}\r\n\r\n"),
                              std::string(100'000, '\xFF'), std::string(16, '\0')}) {
    EXPECT_THAT(answer_to(garbage), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  }
}

TEST(Upgrade, FramesBeforeTheAnswerAreRefused) {
  EXPECT_THAT(answer_to(request + "\r\n" + client_frame(0x81, "early")), StartsWith("HTTP/1.1 400 "));
}

TEST(Upgrade, TheHeaderMayBeOfTheLargestSizeAndNotOneByteMore) {
  const std::string start = request + "X-Filler: ";
  const std::string end = "\r\n\r\n";
  const std::string filler(WebsocketOptions::header_bytes - start.size() - end.size(), 'x');
  Loop loop;
  House house(loop, hasty);
  RawClient client(house.server->port());
  client.send(start + filler + end);
  ASSERT_TRUE(until(loop, [&] { return !client.received().empty(); }));
  EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 101 "));
  EXPECT_THAT(answer_to(start + filler + "x" + end), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(answer_to("GET /" + std::string(20'000, 'x')), StartsWith("HTTP/1.1 431 "));
}

TEST(Upgrade, WhoSaysNothingIsDroppedInTime) {
  EXPECT_EQ(answer_to(""), "");
  EXPECT_EQ(answer_to("GET / HT"), "");
  EXPECT_EQ(answer_to(request), "");
}

TEST(Upgrade, WhoDoesNotHangUpAfterTheAnswerIsDroppedInTime) {
  Loop loop;
  House house(loop, hasty);
  RawClient client(house.server->port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_TRUE(until(loop, [&] { return client.hung_up(); }));
  // It has said all it will say; once it has closed for good, what still comes is answered by a reset.
  ASSERT_TRUE(until(loop, [&] { return !client.send("more"); }));
}

TEST(Upgrade, BadClientsDoNotDisturbGoodOnes) {
  Loop loop;
  House house(loop);
  RawClient silent(house.server->port());
  RawClient half(house.server->port());
  half.send("GET / HTTP/1.1\r\nHos");
  RawClient garbage(house.server->port());
  garbage.send(std::string(1000, '\xFE'));
  RawClient killed(house.server->port());
  killed.reset();
  auto client = dial(loop, house.url()).value();
  Notes told_client, told_guest;
  client->handle(told_client.handler());
  ASSERT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
  house.guests[0]->handle(told_guest.handler());
  client->send("hello");
  ASSERT_TRUE(until(loop, [&] { return !told_guest.frames.empty(); }));
}

TEST(Upgrade, TheLimitOfConnectionsIsAnswered503AndFreesWithTheirEnd) {
  Loop loop;
  House house(loop, hasty);
  auto one = dial(loop, house.url()).value();
  auto two = dial(loop, house.url()).value();
  ASSERT_TRUE(until(loop, [&] { return house.guests.size() == 2; }));
  const auto refused = dial(loop, house.url());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rule, "S2CPP-CONNECT");
  EXPECT_THAT(refused.error().text, HasSubstr("503"));
  Notes told;
  one->handle(told.handler());
  for (const auto& guest : house.guests) guest->handle({.on_frame = nullptr, .on_closed = nullptr});
  one->close(1000, "");
  ASSERT_TRUE(until(loop, [&] { return told.end().has_value(); }));
  std::unique_ptr<Connection> three;
  ASSERT_TRUE(until(loop, [&] {
    auto again = dial(loop, house.url());
    if (again) three = std::move(*again);
    return three != nullptr;
  }));
}

TEST(Upgrade, ClientsThatNeverFinishKeepNobodyOut) {
  Loop loop;
  House house(loop);
  std::deque<RawClient> idle;
  for (std::size_t i = 0; i < WebsocketOptions::handshakes; ++i) idle.emplace_back(house.server->port());
  for (int i = 0; i < 50; ++i) loop.run_one(Duration{1});
  EXPECT_FALSE(idle.front().hung_up()) << "as many as may be in the middle of their handshake";
  auto client = dial(loop, house.url());
  ASSERT_TRUE(client.has_value());
  EXPECT_TRUE(until(loop, [&] { return idle.front().hung_up(); })) << "the oldest makes room for one more";
  EXPECT_FALSE(idle.back().hung_up());
}

}  // namespace
}  // namespace s2::transport
