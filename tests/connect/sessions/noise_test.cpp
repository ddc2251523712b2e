// Nonsense from strangers: half-right requests at the server, half-right answers at the client. Whatever comes, there
// is an answer with a meaning, memory stays bounded, and nobody gets stuck.

#include "connect/sessions/client_fixture.hpp"
#include "connect/sessions/server_fixture.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

namespace s2::connect {
namespace {

// Chance that repeats, and texts that were damaged by it.
class Noise {
 public:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }

  std::string damaged(std::string text) {
    for (std::size_t left = below(4); left > 0 && !text.empty(); --left) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text[at] = static_cast<char>(below(256));
          break;
        case 1:
          text.erase(at, 1 + below(8));
          break;
        case 2:
          text.insert(at, text.substr(below(text.size()), below(16)));
          break;
        default:
          text.resize(at);
      }
    }
    return text;
  }

 private:
  std::mt19937_64 generator_{20'261'129};
};

class NoiseAtTheServer : public tests::SessionServerTest {};

// C-020, C-146, C-258
TEST_F(NoiseAtTheServer, EveryRequestHasOneAnswerThatMeansSomething) {
  const std::array targets = {"v1/initiateSession", "v1/confirmAccessToken", "v1/unpair", "v1/other"};
  const std::set<int> meanings{200, 204, 400, 401, 404};
  Noise noise;
  std::set<int> seen;
  for (int i = 0; i < 20'000; ++i) {
    if (memory->all().value().empty()) (void)memory->put(paired());
    const std::string right = noise.below(2) == 0 ? encode(ask()) : encode(UnpairRequest{rm.id, cem.id});
    const std::array<std::string, 4> bearers = {active_token(), "stranger", "", noise.damaged(active_token())};
    const auto response =
        call(targets[noise.below(targets.size())], bearers[noise.below(bearers.size())], noise.damaged(right));
    ASSERT_TRUE(meanings.contains(response.status)) << response.status;
    seen.insert(response.status);
    ASSERT_LE(server.pending_tokens(), Limits::pending_tokens);
    ASSERT_LE(memory->all().value().size(), 1U);
    (void)events<SessionRefused>();
  }
  EXPECT_EQ(seen, meanings);
}

class NoiseAtTheClient : public tests::SessionClientTest {};

// C-204, C-211, C-217
TEST_F(NoiseAtTheClient, WhateverIsAnsweredTheClientGoesOnOrSaysWhyNot) {
  const std::array statuses = {200, 200, 200, 200, 204, 302, 400, 401, 404, 500, 503, 599};
  Noise noise;
  std::size_t sessions = 0;
  client.start(now);
  for (int i = 0; i < 20'000; ++i) {
    if (auto next = client.next_call()) {
      const std::array<std::string, 4> bodies = {R"(["v1"])", session("token " + std::to_string(i)), details(),
                                                 refusal(static_cast<SessionError>(noise.below(5)))};
      const std::size_t fitting = next->target.empty() ? 0 : next->target.ends_with("initiateSession") ? 1 : 2;
      const bool is_right = noise.below(3) > 0;
      const std::string body = is_right ? bodies[fitting] : noise.damaged(bodies[noise.below(bodies.size())]);
      const int status = is_right ? 200 : statuses[noise.below(statuses.size())];
      client.answered(next->id, {.status = status, .body = body}, tls, now);
    } else if (client.stage() == SessionStage::connecting) {
      ++sessions;
      client.connected(now);
    } else if (client.stage() == SessionStage::connected) {
      client.session_ended(SessionEnd::lost, now);
    } else if (client.next_deadline()) {
      wake();
    } else {
      ASSERT_TRUE(client.stage() == SessionStage::not_accepted || client.stage() == SessionStage::unpaired);
      ASSERT_TRUE(memory->put(paired()));
      client.renewed(now);
    }
    ASSERT_LE(stored_tokens().size(), Limits::stored_tokens);
    (void)events<SessionDelayed>();
  }
  EXPECT_GT(sessions, 10U);
}

}  // namespace
}  // namespace s2::connect
