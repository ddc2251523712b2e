// A stranger who does not know the token and tries everything, by chance: with what he has seen, in every order, at
// every moment.

#include "server_fixture.hpp"

#include <gtest/gtest.h>

#include <random>

namespace s2::connect {
namespace {

using namespace tests;

class Stranger : public PairingServerTest {
 protected:
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(chance); }
  template <class T>
  const T& any(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  // A challenge of his own, one that he has seen, or one with zeros behind it.
  Challenge some_challenge() {
    if (challenges.empty() || below(3) == 0) return make_challenge(crypto);
    Challenge seen = any(challenges);
    if (below(3) == 0) seen.bytes.resize(seen.bytes.size() + 1 + below(20));
    return seen;
  }
  ChallengeResponse some_response() {
    if (responses.empty() || below(4) == 0) return respond(crypto, make_challenge(crypto), Secret("guess"), leaf);
    return any(responses);
  }

  void ask_to_pair() {
    auto asked = question();
    asked.client_node_description.id = node_id(static_cast<std::uint8_t>(200 + below(3)));
    asked.client_hmac_challenge = some_challenge();
    send(request("requestPairing", encode(asked)));
  }
  void go_on() {
    if (ids.empty()) return;
    const Secret id = any(ids);
    switch (below(4)) {
      case 0:
        send(
            request("postConnectionDetails", encode(PostConnectionDetailsRequest{some_response(), hub_details()}), id));
        break;
      case 1:
        send(request("requestConnectionDetails", encode(RequestConnectionDetailsRequest{some_response()}), id));
        break;
      case 2:
        send(request("finalizePairing", encode(FinalizePairingRequest{below(4) != 0}), id));
        break;
      default:
        send(request("finalizePairing", "{", id));
    }
  }
  // Learns from every answer that came.
  void learn() {
    for (const auto& [id, answer] : answers) {
      const auto body = decode<RequestPairingResponse>(answer.body);
      if (!body) continue;
      ids.push_back(body->pairing_attempt_id);
      challenges.push_back(body->server_hmac_challenge);
      responses.push_back(body->client_hmac_challenge_response);
    }
    answers.clear();
    events.clear();
    if (challenges.size() > 20) challenges.erase(challenges.begin());
    if (responses.size() > 20) responses.erase(responses.begin());
    if (ids.size() > 20) ids.erase(ids.begin());
  }

  std::mt19937_64 chance;
  std::vector<Challenge> challenges;
  std::vector<ChallengeResponse> responses;
  std::vector<Secret> ids;
};

// C-093, C-186, C-298
TEST_F(Stranger, DoesNotPair) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    chance.seed(seed);
    std::size_t opened = 0;
    for (int step = 0; step < 2'000; ++step) {
      below(2) == 0 ? ask_to_pair() : go_on();
      if (below(3) == 0) pass(Duration(static_cast<Duration::rep>(below(1'500))));
      opened += answers.size();
      learn();
      ASSERT_LE(server().attempts(), 20U) << "one a second for 15 s, and those a late wake() lets go together";
    }
    EXPECT_GT(opened, 100U) << "he got far enough to try";
    ASSERT_TRUE(rm.store.all().value().empty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace s2::connect
