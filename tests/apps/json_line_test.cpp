// Lines of JSON for other programs.

#include <json_line.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(JsonLine, HoldsMembersInTheOrderTheyCame) {
  EXPECT_EQ(JsonLine().str(), "{}");
  EXPECT_EQ(JsonLine().member("b", "x").member("a", 7U).raw("list", "[]").str(), R"({"b":"x","a":7,"list":[]})");
}

TEST(JsonLine, WhatIsNotThereIsNull) {
  EXPECT_EQ(JsonLine().member_or_null("a", std::nullopt).member_or_null("b", "").str(), R"({"a":null,"b":""})");
}

TEST(JsonLine, TextsOfStrangersCannotBreakIt) {
  EXPECT_EQ(JsonLine().member("a", "\"\n\\").str(), R"({"a":"\"\n\\"})");
  EXPECT_EQ(JsonLine().member("a", "\xFF").str(), "{\"a\":\"\xEF\xBF\xBD\"}");
}

}  // namespace
}  // namespace s2::app
