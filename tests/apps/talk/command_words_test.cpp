#include <talk/command_words.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::ElementsAre;

TEST(CommandWords, BlanksInsideJsonAndQuotesBelongToTheWord) {
  EXPECT_THAT(command_words("  send A b=[1, {\"c d\": \"]\"}]  e=\"f \\\" g\" h"),
              ElementsAre("send", "A", "b=[1, {\"c d\": \"]\"}]", "e=\"f \\\" g\"", "h"));
}

TEST(CommandWords, ACommentHasNone) {
  EXPECT_TRUE(command_words("  # send A").empty());
  EXPECT_TRUE(command_words(" \t").empty());
}

TEST(CommandWords, AnOpenBracketTakesTheRest) { EXPECT_THAT(command_words("a {b c"), ElementsAre("a", "{b c")); }

TEST(CommandWords, WhatFollowsTheFirstWordKeepsItsBlanks) {
  EXPECT_EQ(after_first_word("raw  {\"a\":  1} "), "{\"a\":  1}");
  EXPECT_EQ(after_first_word("raw"), "");
}

TEST(CommandWords, SpansHaveAUnit) {
  EXPECT_EQ(parse_span("250ms"), Duration(250));
  EXPECT_EQ(parse_span("1.5s"), Duration(1500));
  EXPECT_EQ(parse_span("15min"), Duration(900'000));
  EXPECT_EQ(parse_span("2h"), Duration(7'200'000));
  for (const auto* wrong : {"", "10", "s", "-1s", "1d", "1e3s", "1 s", "99999h", "1.2.3s"}) {
    EXPECT_FALSE(parse_span(wrong)) << wrong;
  }
}

TEST(CommandWords, MomentsMayBeRelativeToNow) {
  const Time now{100, 0};
  EXPECT_EQ(parse_moment("now", now), now);
  EXPECT_EQ(parse_moment("now+1min", now), (Time{160, 0}));
  EXPECT_EQ(parse_moment("now-10s", now), (Time{90, 0}));
  EXPECT_EQ(parse_moment("1970-01-01T00:00:05Z", now), (Time{5, 0}));
  EXPECT_FALSE(parse_moment("now+soon", now));
  EXPECT_FALSE(parse_moment("noon", now));
}

}  // namespace
}  // namespace s2::app
