// One open WebSocket against peers that behave badly; what it has in common with every connection is tested in
// connection_test.cpp.

#include "../peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr unsigned text = 0x81, binary = 0x82, first_part = 0x01, last_part = 0x80, closing = 0x88, ping = 0x89;

// Our own WebSocket at both ends.
struct Line {
  explicit Line(WebsocketOptions options = {}) : house(loop, options) {
    client = dial(loop, house.url("/battery"), options).value();
    EXPECT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
  }
  Loop loop;
  House house;
  Notes told_client, told_guest;
  std::unique_ptr<Connection> client;
};

// A guest of our server whose other end is in the hands of the test.
struct Visit {
  explicit Visit(WebsocketOptions options = {}) : house(loop, options), visitor(house.server->port()) {
    visitor.upgrade(loop);
    EXPECT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
    guest().handle(told.handler());
  }
  Connection& guest() { return *house.guests.front(); }
  bool until_told() {
    return until(loop, [&] { return told.end().has_value(); });
  }
  bool until_received(std::string_view bytes) {
    return until(loop, [&] { return visitor.received().find(bytes) != std::string::npos; });
  }
  Loop loop;
  House house;
  RawClient visitor;
  Notes told;
};

// A close frame as a server sends it, up to the code.
std::string close_of(unsigned code, std::size_t reason) {
  return {'\x88', static_cast<char>(2 + reason), static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
}

TEST(Socket, KnowsPeerAndPath) {
  Line line;
  EXPECT_EQ(line.client->path(), "/battery");
  EXPECT_EQ(line.house.guests[0]->path(), "/battery");
  EXPECT_EQ(line.client->peer(), "127.0.0.1:" + std::to_string(line.house.server->port()));
  EXPECT_TRUE(line.house.guests[0]->peer().starts_with("127.0.0.1:"));
}

// C-242, C-247
TEST(Socket, TakesAMessageOfTheLargestSizeAndClosesWith1009OnOneByteMore) {
  Line line;
  const std::size_t most = WebsocketOptions{}.frame_bytes;
  line.client->handle(line.told_client.handler());
  line.house.guests[0]->handle(line.told_guest.handler());
  line.client->send(std::string(most, 'x'));
  line.client->send("small");
  ASSERT_TRUE(until(line.loop, [&] { return line.told_guest.frames.size() == 2; }));
  EXPECT_EQ(line.told_guest.frames[0], std::string(most, 'x'));
  line.client->send(std::string(most + 1, 'x'));
  ASSERT_TRUE(until(line.loop, [&] { return line.told_guest.end() && line.told_client.end(); }));
  EXPECT_EQ(line.told_guest.end()->code, 1009);
  EXPECT_FALSE(line.told_guest.end()->by_peer);
  EXPECT_EQ(line.told_client.end()->code, 1009);
  EXPECT_TRUE(line.told_client.end()->by_peer);
  EXPECT_EQ(line.told_guest.frames.size(), 2U);
}

TEST(Socket, TheLimitCountsTheWholeMessageNotItsParts) {
  Visit visit({.ping_interval = Duration{0},
               .peer_timeout = Duration{0},
               .open_timeout = Duration{200},
               .frame_bytes = 8,
               .queue_bytes = 1000,
               .connections = 10});
  visit.visitor.send(client_frame(first_part, "1234") + client_frame(last_part, "5678"));
  ASSERT_TRUE(until(visit.loop, [&] { return visit.told.frames.size() == 1; }));
  EXPECT_EQ(visit.told.frames[0], "12345678");
  visit.visitor.send(client_frame(first_part, "1234") + client_frame(last_part, "56789"));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1009);
}

TEST(Socket, AnAnnouncedSizeIsNotBelieved) {
  Visit visit;
  std::string head = client_frame(text, std::string(70'000, 'x')).substr(0, 14);
  head[2] = '\x7F';  // 2^63 bytes will follow, it says
  visit.visitor.send(head + "a little");
  visit.guest().close(1000, "");
  ASSERT_TRUE(visit.until_received(close_of(1000, 0)));
}

TEST(Socket, ClosesWith1013WhenThePeerDoesNotRead) {
  Visit visit({.ping_interval = Duration{0},
               .peer_timeout = Duration{0},
               .open_timeout = Duration{50},
               .frame_bytes = 1000,
               .queue_bytes = 100'000,
               .connections = 10});
  int sent = 0;
  ASSERT_TRUE(until(visit.loop, [&] {
    for (int i = 0; i < 100 && !visit.told.end(); ++i, ++sent) visit.guest().send(std::string(1000, 'x'));
    return visit.told.end().has_value();
  }));
  EXPECT_GE(sent, 100);
  EXPECT_EQ(visit.told.end()->code, 1013);
  EXPECT_FALSE(visit.told.end()->by_peer);
  // The socket is not kept for a peer that does not read its close either.
  ASSERT_TRUE(until(visit.loop, [&] { return visit.visitor.hung_up(); }));
}

TEST(Socket, TheQueueHoldsItsBoundAndNotOneByteMore) {
  const WebsocketOptions options{.ping_interval = Duration{0},
                                 .peer_timeout = Duration{0},
                                 .open_timeout = Duration{1000},
                                 .frame_bytes = 1000,
                                 .queue_bytes = 100,
                                 .connections = 10};
  Visit full(options);
  full.guest().send(std::string(60, 'x'));
  full.guest().send(std::string(40, 'x'));
  ASSERT_TRUE(until(full.loop, [&] { return full.visitor.received().size() == 2 + 60 + 2 + 40; }));
  Visit over(options);
  over.guest().send(std::string(60, 'x'));
  over.guest().send(std::string(41, 'x'));
  ASSERT_TRUE(over.until_told());
  EXPECT_EQ(over.told.end()->code, 1013);
}

// C-238, C-247
TEST(Socket, ClosesWith1003OnABinaryMessage) {
  Visit visit;
  visit.visitor.send(client_frame(binary, "{}"));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1003);
  EXPECT_TRUE(visit.told.frames.empty());
  EXPECT_TRUE(visit.until_received(close_of(1003, visit.told.end()->text.size())));
}

// C-247
TEST(Socket, ClosesWith1007OnTextThatIsNoUtf8) {
  for (const auto* bad : {"\xC3(", "\xED\xA0\x80", "torn \xE2\x82"}) {
    Visit visit;
    visit.visitor.send(client_frame(text, bad));
    ASSERT_TRUE(visit.until_received(close_of(1007, 0)));
    visit.visitor.reset();
    ASSERT_TRUE(visit.until_told());
    EXPECT_TRUE(visit.told.frames.empty());
  }
}

TEST(Socket, ClosesWith1002WhenTheProtocolIsBroken) {
  const std::string unmasked = {'\x81', '\x01', 'x'};
  for (const auto& bad : {unmasked, client_frame(0x83, "x"), client_frame(0xC1, "x"), client_frame(last_part, "x"),
                          client_frame(closing, "x")}) {
    Visit visit;
    visit.visitor.send(bad);
    ASSERT_TRUE(visit.until_received(close_of(1002, 0)));
  }
}

TEST(Socket, ABreachIsToldAlthoughThePeerDoesNotHangUp) {
  Visit visit({.ping_interval = Duration{0},
               .peer_timeout = Duration{0},
               .open_timeout = Duration{50},
               .frame_bytes = 1000,
               .queue_bytes = 1000,
               .connections = 10});
  visit.visitor.send(client_frame(0x83, "x"));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1002);
  EXPECT_FALSE(visit.told.end()->by_peer);
  ASSERT_TRUE(until(visit.loop, [&] { return visit.visitor.hung_up(); }));
}

TEST(Socket, SaysWhichFaultItWas) {
  Visit visit;
  visit.visitor.send(client_frame(text, "\xFF") + client_frame(closing, "\x03\xEF"));
  ASSERT_TRUE(visit.until_received(close_of(1007, 0)));
  visit.visitor.reset();
  ASSERT_TRUE(visit.until_told());
  EXPECT_FALSE(visit.told.frames.size() > 0);
}

TEST(Socket, AnswersPingsWithTheirPayload) {
  Visit visit;
  visit.visitor.send(client_frame(ping, "are you there"));
  EXPECT_TRUE(
      visit.until_received("\x8A\x0D"
                           "are you there"));
}

// C-238
TEST(Socket, TakesMessagesInPartsAndPingsBetweenThem) {
  Visit visit;
  visit.visitor.send(client_frame(first_part, "Gr\xC3") + client_frame(ping, "") + client_frame(0x00, "") +
                     client_frame(last_part,
                                  "\xBC\xC3\x9F"
                                  "e") +
                     client_frame(text, "next"));
  ASSERT_TRUE(until(visit.loop, [&] { return visit.told.frames.size() == 2; }));
  EXPECT_THAT(visit.told.frames, ElementsAre("Gr\xC3\xBC\xC3\x9F"
                                             "e",
                                             "next"));
}

TEST(Socket, TakesMessagesThatComeByteByByte) {
  Visit visit;
  for (const char byte : client_frame(text, "drop by drop")) {
    visit.visitor.send({&byte, 1});
    visit.loop.run_one(Duration{1});
  }
  ASSERT_TRUE(until(visit.loop, [&] { return !visit.told.frames.empty(); }));
  EXPECT_THAT(visit.told.frames, ElementsAre("drop by drop"));
}

TEST(Socket, APeersCloseIsAnsweredAndTold) {
  Visit visit;
  visit.visitor.send(client_frame(text, "last") + client_frame(closing,
                                                               "\x03\xE9"
                                                               "bye"));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1001);
  EXPECT_EQ(visit.told.end()->text, "bye");
  EXPECT_TRUE(visit.told.end()->by_peer);
  EXPECT_THAT(visit.told.frames, ElementsAre("last"));
  EXPECT_TRUE(visit.until_received(close_of(1001, 0)));
}

TEST(Socket, ACloseWithoutCodeIs1005) {
  Visit visit;
  visit.visitor.send(client_frame(closing, ""));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1005);
}

TEST(Socket, APeerThatVanishesIsTold) {
  Visit visit;
  visit.visitor.reset();
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1006);
  EXPECT_THAT(visit.told.end()->text, HasSubstr("reset"));
}

TEST(Socket, APeerThatVanishesWhileMuchIsQueuedIsToldOnce) {
  Visit visit;
  for (int i = 0; i < 7; ++i) visit.guest().send(std::string(1'000'000, 'x'));
  visit.visitor.reset();
  ASSERT_TRUE(visit.until_told());
  visit.guest().send("x");
  for (int i = 0; i < 10; ++i) visit.loop.run_one(Duration{1});
  EXPECT_EQ(visit.told.closed.size(), 1U);
  EXPECT_EQ(visit.told.end()->code, 1006);
}

// C-241
TEST(Socket, APeerThatAnswersNoPingIsGone) {
  Visit visit({.ping_interval = Duration{20},
               .peer_timeout = Duration{60},
               .open_timeout = Duration{1000},
               .frame_bytes = 1000,
               .queue_bytes = 1000,
               .connections = 10});
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1006);
  EXPECT_TRUE(visit.visitor.received().find("\x89") != std::string::npos) << "no ping was sent";
}

TEST(Socket, APeerThatAnswersPingsStays) {
  Line line({.ping_interval = Duration{5},
             .peer_timeout = Duration{500},
             .open_timeout = Duration{1000},
             .frame_bytes = 1000,
             .queue_bytes = 1000,
             .connections = 10});
  line.client->handle(line.told_client.handler());
  line.house.guests[0]->handle(line.told_guest.handler());
  bool over = false;
  line.loop.after(Duration{1500}, [&] { over = true; });
  ASSERT_TRUE(until(line.loop, [&] { return over; }));
  EXPECT_TRUE(line.told_client.closed.empty());
  EXPECT_TRUE(line.told_guest.closed.empty());
}

TEST(Socket, APeerThatDoesNotAnswerTheCloseIsNotWaitedForForEver) {
  Visit visit({.ping_interval = Duration{0},
               .peer_timeout = Duration{0},
               .open_timeout = Duration{50},
               .frame_bytes = 1000,
               .queue_bytes = 1000,
               .connections = 10});
  visit.guest().close(1000, "bye");
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1000);
  ASSERT_TRUE(until(visit.loop, [&] { return visit.visitor.hung_up(); }));
}

TEST(Socket, APeerThatDoesNotTakeTheRestIsNotWaitedForForEver) {
  Visit visit({.ping_interval = Duration{0},
               .peer_timeout = Duration{0},
               .open_timeout = Duration{50},
               .frame_bytes = 1000,
               .queue_bytes = 50'000'000,
               .connections = 10});
  visit.guest().send(std::string(40'000'000, 'x'));
  visit.guest().close(1000, "bye");
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1006);
}

TEST(Socket, FramesAfterOurCloseAreDropped) {
  Visit visit;
  visit.guest().close(1000, "");
  visit.visitor.send(client_frame(text, "too late"));
  ASSERT_TRUE(visit.until_received(close_of(1000, 0)));
  visit.visitor.send(client_frame(text, "too late") + client_frame(closing, "\x03\xE8"));
  ASSERT_TRUE(until(visit.loop, [&] { return visit.visitor.hung_up() || visit.told.end(); }));
  EXPECT_TRUE(visit.told.frames.empty());
}

}  // namespace
}  // namespace s2::transport
