// Attacks on the reading of requests over TLS: sizes, drips, lengths that disagree, and garbage on every route.

#include "../http/device.hpp"
#include "../http/hub.hpp"
#include "raw_tls.hpp"

#include <gmock/gmock.h>

#include <random>

namespace s2::transport {
namespace {

using namespace connect;
using testing::HasSubstr;

const std::string index = "GET /s2/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

HubWish hasty() {
  HubWish wish;
  wish.http.idle_timeout = wish.http.request_timeout = Duration{500};
  wish.websocket.open_timeout = Duration{500};
  return wish;
}

// A hub whose limit for strangers is no hindrance.
HubWish open_to_all() {
  HubWish wish;
  wish.server.strangers.burst = 1'000'000;
  return wish;
}

// What the hub answers to these bytes.
std::vector<RawAnswer> answers_to(std::string_view bytes, std::uint64_t& reached) {
  Loop loop;
  Hub hub(loop, open_to_all());
  RawTls client(hub.port());
  const auto answers = ask(loop, client, bytes);
  // Whatever is left of it must not be taken for another request.
  for (int i = 0; i < 20; ++i) loop.run_one(Duration{1});
  reached = hub.requests;
  return answers_in(client.received());
}

// C-022
TEST(HttpAttacks, ABodyBeyondTheBoundIsAnswered413AndTheConnectionEnds) {
  Loop loop;
  Hub hub(loop);
  RawTls client(hub.port());
  const auto answers =
      ask(loop, client, post("v1/requestPairing", std::string(connect::Limits::request_bytes + 1, ' ')));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].status, 413);
  EXPECT_THAT(answers[0].head, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_TRUE(until(loop, [&] { return client.hung_up(); }));
  EXPECT_EQ(hub.requests, 0U);
}

TEST(HttpAttacks, WhoDripsAHeaderOrABodyIsDroppedInTime) {
  for (const std::string_view begun : {"GET /s2/ HTT", "POST /s2/v1/unpair HTTP/1.1\r\nContent-Length: 900\r\n\r\n{"}) {
    for (const bool is_second : {false, true}) {
      Loop loop;
      Hub hub(loop, hasty());
      RawTls client(hub.port());
      if (is_second) {
        EXPECT_EQ(ask(loop, client, index).at(0).status, 200);
      }
      client.say(begun);
      std::function<void()> drip = [&] {
        client.say("x");
        loop.after(Duration{20}, drip);
      };
      drip();
      EXPECT_TRUE(until(loop, [&] { return client.hung_up(); })) << begun;
      EXPECT_EQ(hub.requests, is_second ? 1U : 0U);
    }
  }
}

// Where two readers may see two requests, we see none.
TEST(HttpAttacks, LengthsThatDisagreeAreRefusedAndNothingBehindThemIsRead) {
  constexpr std::string_view inside = "GET /s2/v1/endpoint HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string heads[] = {
      "Content-Length: 5\r\nContent-Length: 6",
      "Content-Length: 5, 6",
      "Content-Length: 0\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nContent-Length: 5",
      "Content-Length: +5",
      "Content-Length: -5",
      "Content-Length: 0x5",
      "Content-Length: 5 5",
      "Content-Length:",
      "Content-Length: 99999999999999999999",
      "Content-Length : 5",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
  };
  for (const std::string& head : heads) {
    std::uint64_t reached = 0;
    const auto answers =
        answers_to("POST /s2/v1/unpair HTTP/1.1\r\nHost: a\r\n" + head + "\r\n\r\n" + std::string(inside), reached);
    ASSERT_EQ(answers.size(), 1U) << head;
    EXPECT_TRUE(answers[0].status == 400 || answers[0].status == 413) << head << ": " << answers[0].head;
    EXPECT_EQ(reached, 0U) << head;
  }
}

TEST(HttpAttacks, ChunksThatAreNoneAreRefused) {
  for (const std::string_view chunks :
       {"g\r\n", "-1\r\nx\r\n0\r\n\r\n", "ffffffffffffffffff\r\nx", "1;a=b\r\nxy\r\n0\r\n\r\n"}) {
    std::uint64_t reached = 0;
    const auto answers = answers_to(
        "POST /s2/v1/unpair HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks), reached);
    ASSERT_EQ(answers.size(), 1U) << chunks;
    EXPECT_TRUE(answers[0].status == 400 || answers[0].status == 413) << chunks << answers[0].head;
    EXPECT_EQ(reached, 0U);
  }
}

TEST(HttpAttacks, LinesThatAreNoneAreRefused) {
  const std::string lines[] = {
      "GET  /s2/ HTTP/1.1\r\n\r\n",
      "GET /s2/ HTTP/9.9\r\n\r\n",
      "GET /s2/\r\n\r\n",
      "GET /s2/ HTTP/1.1\r\nHost: a\r\n X: folded\r\n: empty\r\n\r\n",
      "GET /s2/ HTTP/1.1\r\nX\x01: a\r\n\r\n",
      "GET /s2/ HTTP/1.1\r\nX: " + std::string("a\0b", 3) + "\r\n\r\n",
      std::string("\0\0\0\0\r\n\r\n", 8),
      "\x16\x03\x01 TLS in TLS\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  };
  for (const std::string& line : lines) {
    std::uint64_t reached = 0;
    const auto answers = answers_to(line, reached);
    ASSERT_EQ(answers.size(), 1U) << line;
    EXPECT_EQ(answers[0].status, 400) << line;
    EXPECT_EQ(reached, 0U) << line;
  }
}

TEST(HttpAttacks, RequestsInOneGoAreAnsweredOneByOne) {
  Loop loop;
  Hub hub(loop, open_to_all());
  RawTls client(hub.port());
  std::string many;
  for (int i = 0; i < 100; ++i) many += i % 2 ? index : post("v1/unpair", "{}");
  const auto answers = ask(loop, client, many, 100);
  ASSERT_EQ(answers.size(), 100U);
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i].status, i % 2 ? 200 : 401);
}

TEST(HttpAttacks, AHeaderBeyondTheBoundIsAnswered431) {
  std::string fields;
  for (int i = 0; i < 1'000; ++i) fields += "X-" + std::to_string(i) + ": y\r\n";
  for (const std::string& field : {"X: " + std::string(9'000, 'x') + "\r\n", fields}) {
    std::uint64_t reached = 0;
    const auto answers = answers_to("GET /s2/ HTTP/1.1\r\n" + field + "\r\n", reached);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].status, 431);
    EXPECT_EQ(reached, 0U);
  }
}

// Bytes without sense, sometimes with the beginning of some.
class Garbage {
 public:
  std::string bytes(std::size_t most) {
    std::string text(chance_() % most, '\0');
    for (char& c : text) c = static_cast<char>(chance_());
    return text;
  }
  std::string word() {
    std::string text(1 + chance_() % 60, '\0');
    for (char& c : text) c = static_cast<char>('!' + chance_() % 94);
    return text;
  }
  std::string body() {
    static const std::string starts[] = {"", "{", "[{\"clientNodeId\":", R"({"success":true,)", "\"", "[[[["};
    return starts[chance_() % std::size(starts)] + bytes(300);
  }
  bool sometimes() { return chance_() % 3 == 0; }

 private:
  std::mt19937 chance_{7};
};

// C-020
TEST(HttpAttacks, GarbageOnEveryRouteIsRefusedAndTheHubPairsAfterwards) {
  Loop loop;
  Hub hub(loop, open_to_all());
  hub.issue();
  Garbage garbage;
  std::optional<RawTls> client;
  for (const Route& route : routes()) {
    if (!route.has_body && !route.needs_bearer) continue;
    for (int i = 0; i < 25; ++i) {
      if (!client || client->hung_up()) client.emplace(hub.port());
      const std::string bearer = route.needs_bearer && !garbage.sometimes() ? garbage.word() : "";
      const auto answers = ask(loop, *client, post(route.target, garbage.body(), bearer));
      ASSERT_EQ(answers.size(), 1U) << route.target;
      const bool is_refused = answers[0].status >= 400 && answers[0].status < 500;
      EXPECT_TRUE(is_refused) << route.target << ": " << answers[0].status;
    }
  }
  EXPECT_TRUE(hub.store->all().value().empty());
  Device device(loop);
  const auto outcome = device.pair(hub.base());
  EXPECT_TRUE(outcome && std::holds_alternative<Paired>(*outcome)) << device.problem;
}

}  // namespace
}  // namespace s2::transport
