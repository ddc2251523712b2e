// The challenge response, by the vectors of the specification.

#include "draft_peer.hpp"
#include "seeded_crypto.hpp"
#include "spec_dir.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/challenge.hpp>
#include <s2/connect/limits.hpp>

#include <simdjson.h>

#include <gtest/gtest.h>

#include <map>

namespace s2::connect {
namespace {

using simdjson::dom::element;

std::string text_in(const element& json, const char* key) {
  std::string_view text;
  return json[key].get(text) ? std::string() : std::string(text);
}

// One positive vector, with everything worked out.
struct Vector {
  Challenge challenge;
  Secret token;
  Binding binding;
  std::string response;
};

Vector vector_of(const element& json) {
  Vector vector{{*from_base64(text_in(json, "challenge_b64"))}, Secret(text_in(json, "token")), {}, {}};
  if (text_in(json, "kind") == "WAN") {
    vector.binding = Domain{text_in(json, "domain")};
  } else {
    vector.binding = LeafFingerprint{parse_fingerprint(text_in(json, "fingerprint_hex")).value()};
  }
  vector.response = text_in(json, "response_b64");
  return vector;
}

class ChallengeVectors : public tests::SpecTest {
 protected:
  void SetUp() override {
    tests::SpecTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    text_ = tests::text_of(tests::spec_dir() / "s2-connect-hmac-vectors.json");
    root_ = parser_.parse(text_);
  }

  std::map<std::string, Vector> positive() const {
    std::map<std::string, Vector> all;
    for (const element json : root_["positive"].get_array()) all.emplace(text_in(json, "id"), vector_of(json));
    return all;
  }

  std::string response(const Vector& vector) {
    return to_base64(respond(*crypto_, vector.challenge, vector.token, vector.binding).bytes);
  }

  std::unique_ptr<Crypto> crypto_ = transport::make_crypto();
  std::string text_;
  simdjson::dom::parser parser_;
  element root_;
};

// C-078, C-079, C-080, C-081, C-082, C-090
TEST_F(ChallengeVectors, EveryPositiveOneIsMetBySignerAndVerifier) {
  const auto vectors = positive();
  EXPECT_EQ(vectors.size(), 10U);
  for (const auto& [id, vector] : vectors) {
    EXPECT_EQ(response(vector), vector.response) << id;
    EXPECT_TRUE(is_answer(*crypto_, {*from_base64(vector.response)}, vector.challenge, vector.token, vector.binding))
        << id;
  }
}

// C-084, C-085
TEST_F(ChallengeVectors, TheDomainIsTheNormalisedHostOfThePairingUrl) {
  int seen = 0;
  for (const element json : root_["positive"].get_array()) {
    if (text_in(json, "pairing_url").empty()) continue;
    ++seen;
    Vector vector = vector_of(json);
    vector.binding = binding_for(BaseUrl::parse(text_in(json, "pairing_url")).value(), LeafFingerprint{});
    EXPECT_EQ(response(vector), vector.response) << text_in(json, "id");
  }
  EXPECT_EQ(seen, 2);
}

// C-062, C-083, C-091
TEST_F(ChallengeVectors, NoNegativeOneIsMadeOrTaken) {
  const auto vectors = positive();
  int seen = 0;
  for (const element json : root_["negative"].get_array()) {
    const Vector& right = vectors.at(text_in(json, "compare_with"));
    const std::string wrong = text_in(json, "response_b64");
    EXPECT_NE(response(right), wrong) << text_in(json, "id");
    EXPECT_FALSE(is_answer(*crypto_, {*from_base64(wrong)}, right.challenge, right.token, right.binding))
        << text_in(json, "id");
    ++seen;
  }
  EXPECT_EQ(seen, 11);
}

//
TEST_F(ChallengeVectors, ThoseOfDraftsAreKnownForWhatTheyAreAndMistakesAreNot) {
  const auto vectors = positive();
  std::vector<std::string> drafts;
  for (const element json : root_["negative"].get_array()) {
    const Vector& right = vectors.at(text_in(json, "compare_with"));
    const ChallengeResponse given{*from_base64(text_in(json, "response_b64"))};
    if (is_draft_answer(*crypto_, given, right.challenge, right.token, right.binding)) {
      drafts.push_back(text_in(json, "id"));
    }
  }
  EXPECT_EQ(drafts, (std::vector<std::string>{"N-01", "N-02"}));
  for (const auto& [id, vector] : vectors) {
    const ChallengeResponse given{*from_base64(vector.response)};
    EXPECT_FALSE(is_draft_answer(*crypto_, given, vector.challenge, vector.token, vector.binding)) << id;
  }
}

// C-298
TEST_F(ChallengeVectors, ChallengesThatAreOneKeyAreRecognised) {
  int seen = 0;
  for (const element json : root_["key_equivalence"].get_array()) {
    const Vector first = positive().at("V-01");
    const Challenge one{*from_base64(text_in(json, "challenge_a_b64"))};
    const Challenge other{*from_base64(text_in(json, "challenge_b_b64"))};
    EXPECT_NE(one, other);
    EXPECT_EQ(effective_key(*crypto_, one), effective_key(*crypto_, other));
    for (const auto& challenge : {one, other}) {
      EXPECT_EQ(to_base64(respond(*crypto_, challenge, Secret("ABCD"), first.binding).bytes),
                text_in(json, "response_b64_both"));
    }
    ++seen;
  }
  EXPECT_EQ(seen, 2);
}

// The draft's answers, whose formula is written out here; nothing is bound where it was meant for the WAN.
//
TEST(Challenge, EveryAnswerOfADraftIsKnownForBothBindings) {
  tests::SeededCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const Binding bindings[] = {LeafFingerprint{{7}}, Domain{"pairing.example.com"}};
  for (const std::string_view token : {"ABCD2345", "7KQ2ZPX9M4HT"}) {
    for (const Binding& binding : bindings) {
      for (const auto draft : tests::all_drafts) {
        const ChallengeResponse given = tests::draft_answer(draft, challenge, token, binding);
        EXPECT_FALSE(is_answer(crypto, given, challenge, Secret(token), binding));
        EXPECT_TRUE(is_draft_answer(crypto, given, challenge, Secret(token), binding));
        EXPECT_FALSE(is_draft_answer(crypto, given, challenge, Secret("ABCD2346"), binding)) << "another token";
        EXPECT_FALSE(is_draft_answer(crypto, given, make_challenge(crypto), Secret(token), binding));
      }
    }
  }
}

//
TEST(Challenge, ATokenThatIsNoBase64CanOnlyHaveBeenUsedAsItIs) {
  tests::SeededCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const Domain domain{"pairing.example.com"};
  const Secret token("ABCDE");
  const auto alone = tests::draft_answer(tests::Draft::text_alone, challenge, token.reveal(), domain);
  EXPECT_TRUE(is_draft_answer(crypto, alone, challenge, token, domain));
  const auto elsewhere = respond(crypto, challenge, token, Domain{"b.example"});
  EXPECT_FALSE(is_draft_answer(crypto, elsewhere, challenge, token, domain));
  EXPECT_FALSE(is_draft_answer(crypto, respond(crypto, challenge, token, domain), challenge, token, domain));
  EXPECT_FALSE(is_draft_answer(crypto, {}, challenge, token, domain));
}

//
TEST(Challenge, LookingForADraftIsAlwaysTheSameWork) {
  tests::CountingCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const LeafFingerprint leaf{{7}};
  std::vector<int> counted;
  for (const std::string_view token : {"ABCD2345", "ABCDE"}) {
    for (const auto draft : tests::all_drafts) {
      const ChallengeResponse given = tests::draft_answer(draft, challenge, "ABCD2345", leaf);
      crypto.hmacs = 0;
      static_cast<void>(is_draft_answer(crypto, given, challenge, Secret(token), leaf));
      counted.push_back(crypto.hmacs);
    }
  }
  EXPECT_EQ(counted, std::vector<int>(counted.size(), 3));
}

// C-077
TEST(Challenge, IsFreshAndLongEnough) {
  const auto crypto = transport::make_crypto();
  const Challenge one = make_challenge(*crypto);
  EXPECT_GE(one.bytes.size(), Limits::challenge_bytes_min);
  EXPECT_NE(one, make_challenge(*crypto));
  EXPECT_NE(effective_key(*crypto, one), effective_key(*crypto, make_challenge(*crypto)));
}

// C-088
TEST(Challenge, TheHostOfThePairingUrlDecidesTheFormula) {
  const LeafFingerprint leaf{{1, 2, 3}};
  const auto bound = [&](std::string_view url) { return binding_for(BaseUrl::parse(url).value(), leaf); };
  EXPECT_EQ(bound("https://evse.local/"), Binding(leaf));
  EXPECT_EQ(bound("https://EVSE.LOCAL./"), Binding(leaf));
  EXPECT_EQ(bound("https://localhost/"), Binding(leaf));
  EXPECT_EQ(bound("https://pairing.example.com:8443/x/"), Binding(Domain{"pairing.example.com"}));
}

// C-089, C-091
TEST(Challenge, AnAnswerByTheOtherFormulaIsWrong) {
  tests::SeededCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const Secret token("ABCD2345");
  const LeafFingerprint leaf{{7}};
  const Domain domain{"pairing.example.com"};
  EXPECT_TRUE(is_answer(crypto, respond(crypto, challenge, token, leaf), challenge, token, leaf));
  EXPECT_FALSE(is_answer(crypto, respond(crypto, challenge, token, leaf), challenge, token, domain));
  EXPECT_FALSE(is_answer(crypto, respond(crypto, challenge, token, domain), challenge, token, leaf));
}

// C-082
TEST(Challenge, ATokenOfAnotherLetterCaseIsAnotherToken) {
  tests::SeededCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const Domain domain{"a.example"};
  EXPECT_FALSE(
      is_answer(crypto, respond(crypto, challenge, Secret("abcd"), domain), challenge, Secret("ABCD"), domain));
}

// C-091
TEST(Challenge, ACutAnswerIsWrong) {
  tests::SeededCrypto crypto;
  const Challenge challenge = make_challenge(crypto);
  const Domain domain{"a.example"};
  auto response = respond(crypto, challenge, Secret("ABCD"), domain);
  response.bytes.pop_back();
  EXPECT_FALSE(is_answer(crypto, response, challenge, Secret("ABCD"), domain));
  EXPECT_FALSE(is_answer(crypto, {}, challenge, Secret("ABCD"), domain));
}

}  // namespace
}  // namespace s2::connect
