// What strangers try at a pairing server, and what comes of it.

#include "connect/draft_peer.hpp"
#include "link.hpp"
#include "server_fixture.hpp"

#include <s2/connect/base64.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

Bytes joined(BytesView one, BytesView other) {
  Bytes all;
  for (const BytesView part : {one, other}) {
    for (const std::uint8_t byte : part) all.push_back(byte);
  }
  return all;
}

class PairingAttacks : public PairingServerTest {};
class PairingAttacksOnCem : public PairingServerOfCemTest {};

// Attempt A's challenge is sent back in attempt B, whose R_c would be the right R_s of A.
// C-093, C-298
TEST_F(PairingAttacks, AChallengeThatComesBackIsRefused) {
  const Opened first = opened();
  auto mirror = question();
  mirror.client_hmac_challenge = first.response.server_hmac_challenge;
  EXPECT_EQ(error_in(open(mirror)), PairingError::other);
  EXPECT_EQ(last<PairingRefused>()->error, PairingError::other);
}

// K-01, zeros behind it make the same key.
// C-298
TEST_F(PairingAttacks, AChallengeThatComesBackWithZerosBehindItIsRefused) {
  const Opened first = opened();
  for (const std::size_t zeros : {1U, 2U, 8U, 31U, 32U}) {
    auto mirror = question();
    mirror.client_hmac_challenge = first.response.server_hmac_challenge;
    mirror.client_hmac_challenge.bytes.resize(32 + zeros);
    ASSERT_EQ(effective_key(crypto, mirror.client_hmac_challenge),
              effective_key(crypto, first.response.server_hmac_challenge));
    EXPECT_EQ(error_in(open(mirror)), PairingError::other) << zeros;
  }
}

// The other half of the guard; attempts that know nothing of the token do not overlap.
// C-298
TEST_F(PairingAttacks, ANewerAttemptEndsAnOlderOneBeforeItsAnswerLeaves) {
  const Opened first = opened();
  client.id = node_id(66);
  const Opened second = opened();
  EXPECT_EQ(last<PairingFailed>()->why, Problem::superseded);
  EXPECT_EQ(post_details(first), unauthorized());
  EXPECT_EQ(post_details(second).status, 204);
}

// C-298
TEST_F(PairingAttacks, WhoHasProvenTheTokenIsNotDisturbed) {
  const Opened honest = opened();
  client.id = node_id(66);
  const auto stranger = send(request("requestPairing", encode(question())));
  EXPECT_EQ(post_details(honest).status, 204);
  EXPECT_EQ(ask(request("requestPairing", encode(question()))).status, 503);
  pass(Limits::pairing_delay);
  EXPECT_EQ(answer_to(stranger)->status, 503);
  EXPECT_EQ(finalise(honest, true).status, 204);
}

// Every way round, with every stage the two attempts can stand in.
// C-298
TEST_F(PairingAttacks, NoAnswerOfOneAttemptOpensAnother) {
  std::vector<Opened> seen;
  for (int i = 0; i < 5; ++i) {
    auto asked = question();
    if (!seen.empty()) asked.client_hmac_challenge = seen.back().response.server_hmac_challenge;
    const Response response = open(asked);
    if (response.status == 200) {
      auto body = decode<RequestPairingResponse>(response.body).value();
      seen.push_back({body, body.pairing_attempt_id, body.client_hmac_challenge_response});
    }
    for (const Opened& one : seen) {
      for (const Opened& other : seen) EXPECT_NE(post_details(one, other.answer).status, 204);
    }
    pass(Duration(4'000));
  }
}

// One guess per attempt, one attempt a second.
// C-161, C-170
TEST_F(PairingAttacks, AWrongResponseKillsTheAttempt) {
  const Opened attempt = opened();
  EXPECT_EQ(post_details(attempt, respond(crypto, attempt.response.server_hmac_challenge, Secret("guess"), leaf)),
            Response{.status = 403});
  EXPECT_EQ(last<PairingFailed>()->why, Problem::code_wrong);
  EXPECT_EQ(post_details(attempt), unauthorized());
  EXPECT_EQ(finalise(attempt, true), unauthorized());
}

// Replaying what was once right.
// C-077
TEST_F(PairingAttacks, TheResponseOfAnEarlierAttemptIsWrongInALaterOne) {
  const Opened first = opened();
  post_details(first);
  finalise(first, true);
  const Opened second = opened();
  EXPECT_NE(first.response.server_hmac_challenge, second.response.server_hmac_challenge);
  EXPECT_EQ(post_details(second, first.answer).status, 403);
}

// The drafts of before 1.0.0 and typical mistakes (N-01 to N-07).
// C-082, C-083, C-089
TEST_F(PairingAttacks, ResponsesOfDraftsAndMistakesAreWrong) {
  const Sha256 f = leaf.bytes;
  const auto hmac = [&](BytesView key, const Bytes& message) {
    const Sha256 out = crypto.hmac_sha256(key, message);
    return ChallengeResponse{Bytes(out.begin(), out.end())};
  };
  for (int mistake = 0; mistake < 6; ++mistake) {
    const Opened attempt = opened();
    const Bytes& c = attempt.response.server_hmac_challenge.bytes;
    const Bytes decoded = from_base64(label).value();
    const ChallengeResponse wrong[] = {
        hmac(c, joined(decoded, f)),                                      // N-01: token decoded
        hmac(c, joined(bytes_of(label), {})),                             // N-02: nothing bound
        hmac(c, joined(bytes_of(label), bytes_of(fingerprint_text(f)))),  // N-03: hex text
        hmac(c, joined(f, bytes_of(label))),                              // N-05: F before T
        hmac(c, joined(bytes_of(label), print(101))),                     // N-06: the root
        hmac(bytes_of(to_base64(c)), joined(bytes_of(label), f)),         // N-07: the text of C
    };
    EXPECT_EQ(post_details(attempt, wrong[mistake]).status, 403) << mistake;
  }
}

// What goes over the wire tells a draft no more than anybody else; only our own user hears of it.
// A-14, C-161, C-170
TEST_F(PairingAttacks, ADraftIsRefusedAsAnyWrongResponseAndOurUserHearsWhy) {
  const Opened guessed = opened();
  const Response refusal = post_details(guessed, {Bytes(32, 1)});
  EXPECT_EQ(last<PairingFailed>()->why, Problem::code_wrong);
  for (const Draft draft : all_drafts) {
    const Opened attempt = opened();
    EXPECT_EQ(post_details(attempt, draft_answer(draft, attempt.response.server_hmac_challenge, label, leaf)), refusal);
    EXPECT_EQ(last<PairingFailed>()->why, Problem::draft_peer);
    EXPECT_EQ(post_details(attempt), unauthorized()) << "one guess, as for anybody";
    EXPECT_EQ(finalise(attempt, true), unauthorized());
  }
  const Opened other = opened();
  EXPECT_EQ(post_details(other, draft_answer(Draft::text_alone, other.response.server_hmac_challenge, "AAAA", leaf)),
            refusal);
  EXPECT_EQ(last<PairingFailed>()->why, Problem::code_wrong) << "a draft, and another code";
  EXPECT_TRUE(rm.store.all().value().empty());
}

//
TEST_F(PairingAttacksOnCem, ADraftGetsNoDetails) {
  for (const Draft draft : all_drafts) {
    const Opened attempt = opened();
    const auto answer = draft_answer(draft, attempt.response.server_hmac_challenge, label, leaf);
    EXPECT_EQ(request_details(attempt, answer), Response{.status = 403});
    EXPECT_EQ(last<PairingFailed>()->why, Problem::draft_peer);
  }
}

// A relay that shows its own certificate.
// C-089
TEST_F(PairingAttacks, AResponseBoundToAnotherCertificateIsWrong) {
  const Opened attempt = opened();
  const auto relayed =
      respond(crypto, attempt.response.server_hmac_challenge, Secret(label), LeafFingerprint{print(66)});
  EXPECT_EQ(post_details(attempt, relayed).status, 403);
  const Opened again = opened();
  const auto other_formula =
      respond(crypto, again.response.server_hmac_challenge, Secret(label), Domain{"evse1038.local"});
  EXPECT_EQ(post_details(again, other_formula).status, 403);
}

// The client's side of it.
// C-155
TEST(PairingRelay, AClientThatSeesTheRelaysCertificateStopsBeforeItProvesAnything) {
  Party cem(1, Role::cem, Deployment::lan, "hub.local");
  Party rm(2, Role::rm, Deployment::lan, "evse1038.local");
  rm.endpoint.set_static(rm.node.id, Secret("7KQ2ZPX9M4HT"));
  Link link(cem, rm, goal_for(cem, rm, "7KQ2ZPX9M4HT"));
  link.tls = certificates(66);
  EXPECT_EQ(link.run(), PairingStep::failed);
  EXPECT_EQ(link.why(), Problem::code_wrong);
  for (const Call& call : link.calls) EXPECT_EQ(call.body.find("serverHmacChallengeResponse"), std::string::npos);
}

// A token that was handed out before the end is worth nothing.
// C-162, C-176
TEST_F(PairingAttacksOnCem, ATokenOfAnUnfinishedAttemptIsStoredNowhere) {
  const Opened attempt = opened();
  ASSERT_EQ(request_details(attempt).status, 200);
  pass(Limits::attempt_life);
  EXPECT_TRUE(rm.store.all().value().empty());
  EXPECT_EQ(finalise(attempt, true), unauthorized());
}

// Steps in every other order.
// C-182
TEST_F(PairingAttacksOnCem, NoOtherOrderOfStepsLeadsToAPairing) {
  using Step = std::function<void(const Opened&)>;
  const Step details = [this](const Opened& one) { request_details(one); };
  const Step other = [this](const Opened& one) { post_details(one); };
  const Step success = [this](const Opened& one) { finalise(one, true); };
  const Step failure = [this](const Opened& one) { finalise(one, false); };
  const std::vector<std::vector<Step>> orders = {
      {success},          {success, details, success}, {other, details, success},  {details, other, success},
      {failure, success}, {details, failure, success}, {failure, details, success}};
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const Opened attempt = opened();
    for (const Step& step : orders[i]) step(attempt);
    EXPECT_TRUE(rm.store.all().value().empty()) << "order " << i;
    pass(Limits::attempt_life);
  }
}

// Ten thousand at once.
// C-186, C-300
TEST_F(PairingAttacks, AFloodOfRequestsIsBoundedInEveryWay) {
  std::size_t answered = 0;
  for (int i = 0; i < 10'000; ++i) {
    auto asked = question();
    asked.client_node_description.id = make_node_id(crypto);
    const auto id = send(request("requestPairing", encode(asked)));
    if (answer_to(id)) {
      EXPECT_EQ(answer_to(id)->status, 503);
      ++answered;
    }
  }
  EXPECT_EQ(answered, 10'000 - Limits::queued_attempts);
  for (int second = 0; second < 30; ++second) pass(Duration(1'000));
  EXPECT_EQ(server().attempts(), 0U);
  EXPECT_FALSE(server().next_deadline());
  EXPECT_EQ(answers.size(), 10'000U);
}

// C-186
TEST_F(PairingAttacks, AttemptsOfAllNodesTogetherAreBounded) {
  options.attempts = 3;
  for (std::uint8_t i = 20; i < 30; ++i) {
    ASSERT_TRUE(rm.endpoint.host({.description = node(i, Role::rm)}));
    rm.endpoint.set_static(node_id(i), Secret(label));
    auto asked = question();
    asked.node_id = node_id(i);
    send(request("requestPairing", encode(asked)));
  }
  pass(Limits::pairing_delay);
  EXPECT_EQ(server().attempts(), 3U);
  const auto taken =
      std::count_if(answers.begin(), answers.end(), [](const auto& one) { return one.second.status == 200; });
  const auto turned_away =
      std::count_if(answers.begin(), answers.end(), [](const auto& one) { return one.second.status == 503; });
  EXPECT_EQ(taken, 3);
  EXPECT_EQ(turned_away, 7);
}

// C-186
TEST_F(PairingAttacks, WhatStrangersMakeTheApplicationHearIsBounded) {
  auto asked = question();
  asked.node_id = node_id(77);
  const std::string body = encode(asked);
  for (std::size_t i = 0; i < 2 * Limits::pairing_events; ++i)
    server().receive(++last_id, request("requestPairing", body), now);
  collect();
  EXPECT_EQ(events.size(), Limits::pairing_events);
}

// C-302
TEST_F(PairingAttacks, NoEventCarriesASecret) {
  const Opened attempt = opened();
  post_details(attempt, {Bytes(32, 1)});
  auto asked = question();
  asked.node_id = node_id(77);
  open(asked);
  for (const auto& event : events) {
    std::string text;
    if (const auto* one = std::get_if<PairingFailed>(&event)) text = one->detail + one->source;
    if (const auto* one = std::get_if<PairingRefused>(&event)) text = one->detail + one->source;
    EXPECT_EQ(text.find(label), text.npos);
    EXPECT_EQ(text.find(attempt.id.reveal()), text.npos);
  }
}

}  // namespace
}  // namespace s2::connect
