// Which access tokens a communication client keeps.

#include "connect/sessions/token_list.hpp"

#include "connect/people.hpp"

#include <s2/connect/limits.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::connect::sessions {
namespace {

using tests::start;

AccessToken token(const std::string& text, bool pending = false, Time since = start) {
  return {Secret(text), pending, since};
}

std::string text_of(const std::vector<AccessToken>& tokens) {
  std::string text;
  for (const auto& one : tokens) text += std::string(one.token.reveal()) + (one.pending ? "? " : " ");
  return text;
}

// C-214
TEST(TokenList, TheNewestIsTriedFirst) {
  const auto order = in_order_of_trial({token("a"), token("b", true), token("c", true)});
  ASSERT_EQ(order.size(), 3U);
  EXPECT_EQ(order[0].reveal(), "c");
  EXPECT_EQ(order[2].reveal(), "a");
}

// C-205, C-213
TEST(TokenList, TheAcceptedOneReplacesTheOthersAndThePendingOneJoins) {
  const std::vector tokens = {token("a"), token("b", true)};
  EXPECT_EQ(text_of(after_acceptance(tokens, Secret("b"), Secret("c"), start)), "b c? ");
  const Time later = start + Limits::late_confirmation + Duration(1);
  EXPECT_EQ(text_of(after_acceptance(tokens, Secret("a"), Secret("c"), later)), "a c? ");
}

// C-213
TEST(TokenList, AYoungPendingOneStaysForItMayStillBecomeTheActiveOne) {
  const std::vector tokens = {token("a"), token("b", true)};
  EXPECT_EQ(text_of(after_acceptance(tokens, Secret("a"), Secret("c"), start + Limits::late_confirmation)), "a b? c? ");
}

TEST(TokenList, AListIsUndecidedAsLongAsAPendingOneIsYoung) {
  EXPECT_FALSE(is_undecided({token("a")}, start));
  EXPECT_FALSE(is_undecided({}, start));
  const std::vector tokens = {token("a"), token("b", true)};
  EXPECT_TRUE(is_undecided(tokens, start + Limits::late_confirmation));
  EXPECT_FALSE(is_undecided(tokens, start + Limits::late_confirmation + Duration(1)));
  EXPECT_TRUE(is_undecided(tokens, start - Duration(1)));
}

// C-196
TEST(TokenList, TheListIsBoundedAndKeepsTheAcceptedOne) {
  std::vector<AccessToken> tokens = {token("a")};
  while (tokens.size() < Limits::stored_tokens - 1) tokens.push_back(token("old", true));
  tokens = after_acceptance(tokens, Secret("a"), Secret("b"), start);
  EXPECT_EQ(tokens.size(), Limits::stored_tokens);
  tokens = after_acceptance(tokens, Secret("a"), Secret("c"), start);
  EXPECT_EQ(tokens.size(), Limits::stored_tokens);
  EXPECT_EQ(tokens.front().token.reveal(), "a");
  EXPECT_EQ(tokens.back().token.reveal(), "c");
}

}  // namespace
}  // namespace s2::connect::sessions
