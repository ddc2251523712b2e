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

// C-019
TEST(Upgrade, NoAnswerMayBeKept) {
  std::string other = request + "\r\n";
  other.replace(other.find("Version: 13"), 11, "Version: 12");
  for (const auto& bytes : {std::string("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), std::string("{}\r\n\r\n"), other}) {
    EXPECT_THAT(answer_to(bytes), HasSubstr("\r\nCache-Control: no-store\r\n"));
  }
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
  RawClient visitor(house.server->port());
  visitor.send(request + "\r\n");
  ASSERT_TRUE(until(loop, [&] { return visitor.hung_up(); }));
  EXPECT_THAT(visitor.received(), HasSubstr("\r\nRetry-After: 1\r\n"));
  one->close(1000, "");
  ASSERT_TRUE(until(loop, [&] { return told.end().has_value(); }));
  std::unique_ptr<Connection> three;
  ASSERT_TRUE(until(loop, [&] {
    auto again = dial(loop, house.url());
    if (again) three = std::move(*again);
    return three != nullptr;
  }));
}

// A server that lets in who brings the token.
WebsocketService guarded(std::vector<WebsocketRequest>* seen = nullptr) {
  return {.tls = std::nullopt, .admission = [seen](const WebsocketRequest& asked) -> std::optional<Refusal> {
            if (seen) seen->push_back(asked);
            if (asked.bearer_token() == "sesame") return std::nullopt;
            return Refusal{.status = 401, .text = "The token does not hold."};
          }};
}

TEST(Upgrade, WhoIsNotLetInIsToldWhy) {
  Loop loop;
  House house(loop, hasty, guarded());
  RawClient client(house.server->port());
  client.send(request + "\r\n");
  ASSERT_TRUE(until(loop, [&] { return client.hung_up(); }));
  EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 401 Unauthorized\r\n"));
  EXPECT_THAT(client.received(), HasSubstr("\r\nWWW-Authenticate: Bearer\r\n"));
  EXPECT_THAT(client.received(), HasSubstr("The token does not hold."));
  EXPECT_TRUE(house.guests.empty());
  const auto refused = dial(loop, house.url());
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().text, HasSubstr("HTTP 401"));
}

TEST(Upgrade, TheAdmissionSeesPathFieldsAndPeer) {
  Loop loop;
  std::vector<WebsocketRequest> seen;
  House house(loop, hasty, guarded(&seen));
  const auto client =
      dial(loop, house.url("/s2?x=1"), {}, {.headers = {{"Authorization", "Bearer sesame"}}, .tls = std::nullopt});
  ASSERT_TRUE(client.has_value()) << client.error().text;
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].path, "/s2?x=1");
  EXPECT_THAT(seen[0].peer, StartsWith("127.0.0.1:"));
  EXPECT_EQ(seen[0].header("upgrade"), "websocket");
  EXPECT_EQ(seen[0].header("Sec-WebSocket-Protocol"), "") << "none may be sent (C-237)";
}

TEST(Upgrade, ADoorkeeperMayTakeHisTimeAndSaysWhoIsGivenTheConnection) {
  Loop loop;
  std::function<void(Verdict)> answer;
  WebsocketService service;
  service.doorkeeper = [&](const WebsocketRequest& asked, auto later) {
    EXPECT_EQ(asked.address, "127.0.0.1");
    answer = std::move(later);
  };
  House house(loop, hasty, std::move(service));
  RawClient client(house.server->port());
  client.send(
      "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  ASSERT_TRUE(until(loop, [&] { return answer != nullptr; }));
  EXPECT_TRUE(client.received().empty());
  std::unique_ptr<Connection> mine;
  answer(Accept([&](auto connection) { mine = std::move(connection); }));
  ASSERT_TRUE(until(loop, [&] { return mine != nullptr; }));
  EXPECT_TRUE(house.guests.empty());
}

TEST(Upgrade, WhomADoorkeeperDoesNotLetInIsToldWhy) {
  Loop loop;
  WebsocketService service;
  service.doorkeeper = [](const WebsocketRequest&, const auto& answer) {
    answer(Unexpected{Refusal{401, "who are you?"}});
  };
  House house(loop, hasty, std::move(service));
  EXPECT_THAT(dial(loop, house.url()).error().text, HasSubstr("HTTP 401"));
}

TEST(Upgrade, AnAcceptThatIsNotNeededAnyMoreIsDestroyed) {
  Loop loop;
  auto token = std::make_shared<int>();
  std::function<void(Verdict)> answer;
  WebsocketService service;
  service.doorkeeper = [&](const WebsocketRequest&, auto later) { answer = std::move(later); };
  House house(loop, hasty, std::move(service));
  {
    RawClient client(house.server->port());
    client.send(
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    ASSERT_TRUE(until(loop, [&] { return answer != nullptr; }));
    house.server.reset();
  }
  answer(Accept([token](auto) { FAIL() << "there is no server any more"; }));
  answer = nullptr;
  EXPECT_EQ(token.use_count(), 1);
}

TEST(Upgrade, ARefusalOutsideTheErrorsIs403) {
  Loop loop;
  House house(loop, hasty, {.tls = std::nullopt, .admission = [](const auto&) { return Refusal{200, "no"}; }});
  EXPECT_THAT(dial(loop, house.url()).error().text, HasSubstr("HTTP 403"));
}

// C-237
TEST(Upgrade, AnOfferedSubprotocolIsNotTakenUpAndDoesNotMatter) {
  Loop loop;
  House house(loop);
  RawClient client(house.server->port());
  const std::string answer = client.upgrade(loop, "Sec-WebSocket-Protocol: s2, chat\r\n");
  EXPECT_EQ(answer.find("Sec-WebSocket-Protocol"), std::string::npos) << answer;
  ASSERT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
}

// C-239
TEST(Upgrade, CompressionIsTakenUpWhereItIsOffered) {
  const std::string offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
  for (const auto compression : {Compression::none, Compression::small, Compression::full}) {
    Loop loop;
    WebsocketOptions options;
    options.compression = compression;
    const House house(loop, options);
    RawClient offering(house.server->port());
    const bool taken = offering.upgrade(loop, offer).find("permessage-deflate") != std::string::npos;
    EXPECT_EQ(taken, compression != Compression::none);
    RawClient plain(house.server->port());
    EXPECT_EQ(plain.upgrade(loop).find("permessage-deflate"), std::string::npos);
  }
}

TEST(Upgrade, AStormOfGoodClientsGetsIn) {
  Loop loop;
  WebsocketOptions options;
  options.connections = 1000;
  House house(loop, options);
  std::vector<std::unique_ptr<Connection>> clients;
  int refused = 0;
  const std::size_t many = 3 * WebsocketOptions::handshakes;
  for (std::size_t i = 0; i < many; ++i) {
    connect_websocket(loop, house.url(), [&](auto outcome) {
      if (outcome) {
        clients.push_back(std::move(*outcome));
      } else {
        ++refused;
      }
    });
  }
  ASSERT_TRUE(until(loop, [&] { return clients.size() == many || refused > 0; }));
  EXPECT_EQ(refused, 0);
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
