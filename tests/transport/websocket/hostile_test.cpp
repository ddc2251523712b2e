// Peers that mean harm: none of them may stop, slow or bloat what others have.

#include "../certificates.hpp"
#include "../peers.hpp"
#include "deflated.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <fstream>

#include <unistd.h>

// There when the sanitizers are.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes() __attribute__((weak));

namespace s2::transport {
namespace {

using testing::HasSubstr;

constexpr unsigned text = 0x81, first_part = 0x01, part = 0x00, deflated = 0xC1, first_deflated_part = 0x41,
                   ping = 0x89;

const std::string offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

WebsocketOptions strict() {
  WebsocketOptions options;
  options.open_timeout = Duration{500};
  options.frame_bytes = 64 * 1024;
  options.message_timeout = Duration{300};
  options.connections = 2000;
  return options;
}

// A server under attack, and two good people who talk over it all the while.
struct Siege {
  explicit Siege(WebsocketOptions options = strict(), WebsocketService service = {})
      : house(loop, options, std::move(service)) {
    good =
        dial(loop, house.url("/good"), {}, {.headers = {}, .tls = house.encrypted ? trusting_client() : std::nullopt})
            .value();
    EXPECT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
    friendly = std::move(house.guests.front());
    house.guests.clear();
    good->handle({.on_frame = [this](auto) { play(); }, .on_closed = lost});
    friendly->handle(
        {.on_frame = [this](std::string_view ball) { friendly->send(std::string(ball)); }, .on_closed = lost});
    play();
  }

  // Throws the ball again, a little later, and notes the longest time it was away.
  void play() {
    const auto now = std::chrono::steady_clock::now();
    if (throws++ > 0) longest = std::max(longest, now - thrown);
    loop.after(Duration{1}, [this] {
      thrown = std::chrono::steady_clock::now();
      good->send(std::string(100, 'b'));
    });
  }
  // An attacker whose WebSocket is open.
  RawClient& attacker(const std::string& fields = "") {
    auto& client = attackers.emplace_back(house.server->port());
    client.upgrade(loop, fields);
    EXPECT_TRUE(until(loop, [&] { return house.guests.size() == attackers.size(); }));
    told.emplace_back();
    house.guests.back()->handle(told.back().handler());
    return client;
  }
  bool until_told() {
    return until(loop, [&] { return told.back().end().has_value(); });
  }
  void others_are_served() {
    const int before = throws;
    ASSERT_TRUE(until(loop, [&] { return throws >= before + 5; }));
    EXPECT_LT(longest, std::chrono::seconds{2}) << "somebody kept the loop to himself";
  }

  static void lost(const Closed& how) { ADD_FAILURE() << "a good connection was closed: " << how.text; }

  Loop loop;
  House house;
  std::unique_ptr<Connection> good, friendly;
  std::deque<RawClient> attackers;
  std::deque<Notes> told;
  int throws = 0;
  std::chrono::steady_clock::time_point thrown;
  std::chrono::steady_clock::duration longest{0};
};

// Sends the same bytes again and again, as fast as they are taken, up to a number of bytes.
class Flood {
 public:
  Flood(RawClient& client, std::string pattern) : client_(client) {
    while (bytes_.size() < 16 * 1024) bytes_ += pattern;
  }
  std::size_t pump() {
    for (int i = 0; i < 16; ++i) {
      const std::size_t sent = client_.send_some(std::string_view(bytes_).substr(at_));
      total_ += sent;
      at_ = (at_ + sent) % bytes_.size();
      if (sent == 0) break;
    }
    return total_;
  }

 private:
  RawClient& client_;
  std::string bytes_;
  std::size_t at_ = 0;
  std::size_t total_ = 0;
};

// What the process holds. AddressSanitizer keeps what was freed aside for a while, so the process grows whatever we do;
// there its allocator knows what is in use.
std::size_t held_bytes() {
  if (__sanitizer_get_current_allocated_bytes) return __sanitizer_get_current_allocated_bytes();
  std::ifstream file("/proc/self/statm");
  std::size_t size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(Hostile, AHeaderThatDripsIsCutOffInTime) {
  Siege siege;
  RawClient drip(siege.house.server->port());
  drip.send("GET / HTTP/1.1\r\n");
  int drops = 0;
  ASSERT_TRUE(until(siege.loop, [&] {
    if (++drops % 10 == 0) drip.send_some("X: y\r\n");
    return drip.hung_up();
  }));
  siege.others_are_served();
}

TEST(Hostile, AMessageThatDripsIsClosedWith1008) {
  Siege siege;
  auto& drip = siege.attacker();
  drip.send(client_frame(text, std::string(1000, 'x')).substr(0, 20));
  int drops = 0;
  ASSERT_TRUE(until(siege.loop, [&] {
    if (++drops % 10 == 0) drip.send_some("x");
    return siege.told.back().end().has_value();
  }));
  EXPECT_EQ(siege.told.back().end()->code, 1008);
  EXPECT_THAT(siege.told.back().end()->text, HasSubstr("took too long"));
  siege.others_are_served();
}

TEST(Hostile, AMessageInTimeIsNoDrip) {
  WebsocketOptions options = strict();
  options.message_timeout = Duration{2000};
  Siege siege(options);
  auto& slow = siege.attacker();
  for (const char byte : client_frame(text, "slow but honest")) {
    slow.send({&byte, 1});
    siege.loop.run_one(Duration{2});
  }
  ASSERT_TRUE(until(siege.loop, [&] { return siege.told.back().frames.size() == 1; }));
  bool later = false;
  siege.loop.after(Duration{2500}, [&] { later = true; });
  ASSERT_TRUE(until(siege.loop, [&] { return later; }));
  EXPECT_TRUE(siege.told.back().closed.empty());
}

// Floods until the attacker is told off; what it may send until then is bounded.
void expect_flood_refused(Siege& siege, RawClient& attacker, const std::string& pattern, std::size_t most,
                          std::uint16_t code) {
  Flood flood(attacker, pattern);
  const std::size_t before = held_bytes();
  ASSERT_TRUE(until(siege.loop, [&] {
    flood.pump();
    return siege.told.back().end().has_value();
  }));
  EXPECT_EQ(siege.told.back().end()->code, code);
  EXPECT_FALSE(siege.told.back().end()->by_peer);
  // The kernel's buffers take some megabytes of what we never read.
  EXPECT_LT(flood.pump(), most + 16 * 1024 * 1024);
  EXPECT_LT(held_bytes(), before + 8 * 1024 * 1024);
  siege.others_are_served();
  ASSERT_TRUE(until(siege.loop, [&] { return attacker.hung_up() || flood.pump() == 0; }));
}

// C-247
TEST(Hostile, AFloodOfPingsIsClosedWith1008) {
  Siege siege;
  auto& attacker = siege.attacker();
  expect_flood_refused(siege, attacker, client_frame(ping, ""), 100'000, 1008);
  EXPECT_THAT(siege.told.back().end()->text, HasSubstr("pings"));
}

TEST(Hostile, AsManyPingsAsAllowedAreAnswered) {
  Siege siege;
  auto& eager = siege.attacker();
  std::string pings;
  for (std::size_t i = 0; i < WebsocketOptions::pings; ++i) pings += client_frame(ping, "");
  eager.send(pings);
  ASSERT_TRUE(until(siege.loop, [&] { return eager.received().size() == 2 * WebsocketOptions::pings; }));
  EXPECT_TRUE(siege.told.back().closed.empty());
}

TEST(Hostile, EmptyFragmentsWithoutEndAreClosedWith1008) {
  Siege siege;
  auto& attacker = siege.attacker();
  attacker.send(client_frame(first_part, ""));
  expect_flood_refused(siege, attacker, client_frame(part, ""), 500'000, 1008);
  EXPECT_THAT(siege.told.back().end()->text, HasSubstr("never ends"));
}

TEST(Hostile, TinyFragmentsWithoutEndAreClosed) {
  Siege siege;
  auto& attacker = siege.attacker();
  attacker.send(client_frame(first_part, "x"));
  expect_flood_refused(siege, attacker, client_frame(part, "x"), 500'000, 1008);
}

TEST(Hostile, FragmentsBeyondTheLimitAreClosedWith1009) {
  Siege siege;
  auto& attacker = siege.attacker();
  attacker.send(client_frame(first_part, ""));
  expect_flood_refused(siege, attacker, client_frame(part, std::string(1000, 'x')), 500'000, 1009);
}

// C-239, C-242
TEST(Hostile, ABombIsClosedWith1009) {
  Siege siege;
  auto& attacker = siege.attacker(offer);
  const std::string small = bomb(10'000);
  attacker.send(client_frame(deflated, small));
  ASSERT_TRUE(until(siege.loop, [&] { return siege.told.back().frames.size() == 1; }));
  EXPECT_GE(siege.told.back().frames[0].size(), 10'000U);
  const std::size_t before = held_bytes();
  attacker.send(client_frame(deflated, bomb(100'000'000)).substr(0, 200'000));
  ASSERT_TRUE(siege.until_told());
  EXPECT_EQ(siege.told.back().end()->code, 1009);
  EXPECT_LT(held_bytes(), before + 8 * 1024 * 1024);
  siege.others_are_served();
}

TEST(Hostile, CompressedNothingWithoutEndIsClosedWith1008) {
  Siege siege;
  auto& attacker = siege.attacker(offer);
  attacker.send(client_frame(first_deflated_part, empty_block));
  expect_flood_refused(siege, attacker, client_frame(part, empty_block + empty_block), 500'000, 1008);
}

TEST(Hostile, WhatCannotBeInflatedIsClosedWith1007) {
  Siege siege;
  auto& attacker = siege.attacker(offer);
  attacker.send(client_frame(deflated, std::string(100, '\xFF')));
  ASSERT_TRUE(siege.until_told());
  EXPECT_EQ(siege.told.back().end()->code, 1007);
  EXPECT_FALSE(siege.told.back().end()->by_peer);
  siege.others_are_served();
}

TEST(Hostile, CompressionThatWasNotAgreedIsClosedWith1002) {
  Siege siege;
  auto& attacker = siege.attacker();
  attacker.send(client_frame(deflated, bomb(100)));
  ASSERT_TRUE(siege.until_told());
  EXPECT_EQ(siege.told.back().end()->code, 1002);
}

TEST(Hostile, WhoAsksAndNeverReadsIsGivenUp) {
  WebsocketOptions options = strict();
  options.ping_interval = Duration{50};
  options.peer_timeout = Duration{300};
  Siege siege(options);
  auto& attacker = siege.attacker();
  // What is answered piles up in the kernel, then in the queue of this connection, and nowhere else.
  Flood flood(attacker, client_frame(text, std::string(60'000, 'x')));
  siege.house.guests.back()->handle(
      {.on_frame = [&](std::string_view frame) { siege.house.guests.back()->send(std::string(frame)); },
       .on_closed = [&](const Closed& how) { siege.told.back().closed.push_back(how); }});
  ASSERT_TRUE(until(siege.loop, [&] {
    flood.pump();
    return siege.told.back().end().has_value();
  }));
  EXPECT_THAT(siege.told.back().end()->code, testing::AnyOf(1013, 1006));
  siege.others_are_served();
}

// A thousand that connect and say nothing, or half of something.
void expect_idlers_harmless(Siege& siege, std::string_view half) {
  const std::size_t before = held_bytes();
  std::deque<RawClient> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.emplace_back(siege.house.server->port()).send_some(half);
    siege.loop.poll();
  }
  EXPECT_LT(held_bytes(), before + 32 * 1024 * 1024);
  siege.others_are_served();
  const auto late = dial(siege.loop, siege.house.url(), {},
                         {.headers = {}, .tls = siege.house.encrypted ? trusting_client() : std::nullopt});
  EXPECT_TRUE(late.has_value()) << "a good one gets in all the same: " << late.error().text;
}

TEST(Hostile, AThousandIdleConnectsKeepNobodyOut) {
  Siege siege;
  expect_idlers_harmless(siege, "");
}

TEST(Hostile, AThousandHalfRequestsKeepNobodyOut) {
  Siege siege;
  expect_idlers_harmless(siege, "GET / HTTP/1.1\r\nHost: lo");
}

TEST(Hostile, AThousandHalfTlsHandshakesKeepNobodyOut) {
  Siege siege(strict(), {.tls = tls_server(), .admission = nullptr});
  const std::string half = {'\x16', '\x03', '\x01', '\x02', '\x00', '\x01', '\x00', '\x01', '\xFC', '\x03', '\x03'};
  expect_idlers_harmless(siege, half);
}

TEST(Hostile, AThousandOpenAndIdleWebsocketsDisturbNobody) {
  Siege siege;
  const std::size_t before = held_bytes();
  std::vector<std::unique_ptr<Connection>> idle;
  int refused = 0;
  for (int i = 0; i < 1000; ++i) {
    connect_websocket(siege.loop, siege.house.url(), [&](auto outcome) {
      if (outcome) {
        idle.push_back(std::move(*outcome));
      } else {
        ++refused;
      }
    });
  }
  ASSERT_TRUE(until(siege.loop, [&] { return idle.size() + static_cast<std::size_t>(refused) == 1000; }));
  EXPECT_EQ(refused, 0);
  for (const auto& one : siege.house.guests) one->handle({.on_frame = nullptr, .on_closed = nullptr});
  EXPECT_LT(held_bytes(), before + 128 * 1024 * 1024) << "both ends, with compression";
  siege.others_are_served();
}

}  // namespace
}  // namespace s2::transport
