// Pairing codes and tokens.

#include "seeded_crypto.hpp"

#include <s2/connect/pairing_code.hpp>

#include <gmock/gmock.h>

#include <map>
#include <regex>

namespace s2::connect {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Time noon{1'750'000'000, 0};

// "alias|token", or the rule that refuses the code.
std::string parts(std::string_view typed) {
  const auto code = parse_pairing_code(typed);
  if (!code) return code.error().rule;
  return (code->alias ? code->alias->text : "") + '|' + std::string(code->token.reveal());
}

std::string refusal(std::string_view token, const TokenOptions& options = {}) {
  const auto taken = take_token(token, noon, options);
  return taken ? "fine" : taken.error().rule;
}

// C-074, C-075
TEST(PairingCode, IsATokenOrAnAliasAndAToken) {
  EXPECT_EQ(parts("7KQ2ZPX9M4HT"), "|7KQ2ZPX9M4HT");
  EXPECT_EQ(parts("A0-7KQ2"), "A0|7KQ2");
  EXPECT_EQ(parts("a-aBcD"), "a|aBcD");
}

// C-075
TEST(PairingCode, BlanksAreDroppedAndLetterCaseIsKept) { EXPECT_EQ(parts("  A0 - 7kQ2\tzPX9 \n"), "A0|7kQ2zPX9"); }

// C-074, C-075
TEST(PairingCode, AnythingElseIsRefused) {
  for (const auto* code : {"", "-", "-ABCD", "A0-", "A0-ABC", "ABC", "A-B-CDEF", "A0--ABCD", "AB_CD", "ABCD=", "ABCD+/",
                           "\u00e9ABCD", "A\u2013ABCD"}) {
    EXPECT_EQ(parts(code), "C-074") << code;
  }
}

// C-065
TEST(PairingCode, HasALongestLength) {
  const std::string longest(Limits::pairing_token_max, 'a');
  EXPECT_EQ(parts(longest), '|' + longest);
  EXPECT_EQ(parts(longest + 'a'), "C-065");
  EXPECT_EQ(parts("A-" + longest), "A|" + longest);
  EXPECT_EQ(parts(std::string(1'000'000, 'a')), "C-065");
}

// C-067
TEST(PairingCode, IsNotRepeatedWhenItIsRefused) {
  const auto code = parse_pairing_code("S3CRET!");
  ASSERT_FALSE(code);
  EXPECT_THAT(code.error().value + code.error().text, Not(HasSubstr("S3CRET")));
}

// C-074
TEST(PairingCode, WhatIsShownIsReadBack) {
  const Secret token("7KQ2ZPX9");
  EXPECT_EQ(parts(pairing_code(std::nullopt, token).reveal()), "|7KQ2ZPX9");
  EXPECT_EQ(parts(pairing_code(NodeIdAlias{"A0"}, token).reveal()), "A0|7KQ2ZPX9");
}

// C-062, C-068
TEST(PairingToken, OursAreLongAndHaveNoLookAlikes) {
  const auto crypto = transport::make_crypto();
  const std::regex expected("[ABCDEFGHJKLMNPQRSTUVWXYZ23456789]+");
  for (int i = 0; i < 100; ++i) {
    const std::string dynamic(issue_token(*crypto, noon).token.reveal());
    EXPECT_EQ(dynamic.size(), 10U);
    EXPECT_TRUE(std::regex_match(dynamic, expected)) << dynamic;
    EXPECT_EQ(issue_token(*crypto, noon, {.kind = TokenKind::fixed}).token.size(), 12U);
  }
}

// C-017, C-068
TEST(PairingToken, EveryCharacterIsAsLikely) {
  tests::SeededCrypto crypto(3);
  std::map<char, int> seen;
  constexpr int count = 3200;
  for (int i = 0; i < count; ++i) {
    const PairingToken issued = issue_token(crypto, noon);
    for (const char c : issued.token.reveal()) ++seen[c];
  }
  EXPECT_EQ(seen.size(), 32U);
  for (const auto& [c, times] : seen) EXPECT_NEAR(times, count * 10 / 32, 200) << c;
}

// C-063
TEST(PairingToken, ADynamicOneExpires) {
  tests::SeededCrypto crypto;
  const PairingToken issued = issue_token(crypto, noon);
  EXPECT_TRUE(issued.is_good(noon + Limits::token_life - Duration{1}));
  EXPECT_FALSE(issued.is_good(noon + Limits::token_life));
  EXPECT_EQ(Limits::token_life, Duration{300'000});
}

// C-064
TEST(PairingToken, AStaticOneNeverExpires) {
  tests::SeededCrypto crypto;
  EXPECT_TRUE(issue_token(crypto, noon, {.kind = TokenKind::fixed}).is_good(last_time));
}

// C-070
TEST(PairingToken, ATypedOneIsDroppedAfterAWhile) {
  const auto typed = typed_token(parse_pairing_code("A0-7KQ2ZPX9").value(), noon);
  EXPECT_EQ(typed.token.reveal(), "7KQ2ZPX9");
  EXPECT_TRUE(typed.is_good(noon + Duration{299'999}));
  EXPECT_FALSE(typed.is_good(noon + Duration{300'000}));
}

// C-062, C-063, C-064
TEST(PairingToken, AChosenOneFollowsTheStandard) {
  const TokenOptions dynamic{.allow_short = true};
  const TokenOptions fixed{.kind = TokenKind::fixed, .allow_short = true};
  EXPECT_EQ(refusal("abc", dynamic), "C-063");
  EXPECT_EQ(refusal("abcd", dynamic), "fine");
  EXPECT_EQ(refusal("abcde", fixed), "C-064");
  EXPECT_EQ(refusal("abcdef", fixed), "fine");
  EXPECT_EQ(refusal("abc-def", dynamic), "C-062");
  EXPECT_EQ(refusal(std::string(Limits::pairing_token_max + 1, 'a'), dynamic), "C-065");
}

// C-299
TEST(PairingToken, AChosenOneThatCanBeGuessedIsRefusedUnlessItIsWanted) {
  EXPECT_EQ(refusal("abcdefghi"), "C-299");
  EXPECT_EQ(refusal("abcdefghij"), "fine");
  EXPECT_EQ(refusal("abcdefghijk", {.kind = TokenKind::fixed}), "C-299");
  EXPECT_EQ(refusal("abcdefghijkl", {.kind = TokenKind::fixed}), "fine");
}

TEST(PairingToken, NoneIsShorterThanTheStandardAllows) {
  tests::SeededCrypto crypto;
  EXPECT_EQ(issue_token(crypto, noon, {.characters = 1}).token.size(), 4U);
  EXPECT_EQ(issue_token(crypto, noon, {.kind = TokenKind::fixed, .characters = 1}).token.size(), 6U);
  EXPECT_EQ(issue_token(crypto, noon, {.characters = 100'000}).token.size(), Limits::pairing_token_max);
}

// C-017, C-071
TEST(PairingCode, AFreshAliasIsShortAndLegal) {
  tests::SeededCrypto crypto;
  EXPECT_EQ(make_alias(crypto).text.size(), 2U);
  EXPECT_EQ(parts(make_alias(crypto).text + "-ABCD").back(), 'D');
}

}  // namespace
}  // namespace s2::connect
