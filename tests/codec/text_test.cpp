// Strings: escapes there and back.

#include <codec/text.hpp>

#include <gtest/gtest.h>

namespace s2::codec {
namespace {

TEST(Text, EveryEscapeSpellsItsCharacter) {
  EXPECT_EQ(unescaped(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(unescaped(R"(\u0041\u00e9\u20AC)"), "A\u00e9\u20ac");
  EXPECT_EQ(unescaped(R"(\ud83d\ude00)"), "\U0001F600");
}

TEST(Text, HalfASurrogatePairSpellsNothing) {
  for (const auto* bad : {R"(\ud83d)", R"(\ude00)", R"(\ud83dx)", R"(\ud83d\u0041)", R"(\ud83d\n)"}) {
    EXPECT_EQ(unescaped(bad), std::nullopt) << bad;
  }
}

TEST(Text, WrongEscapesSpellNothing) {
  for (const auto* bad : {R"(\x41)", R"(\u12)", R"(\u12g4)", "\\"}) EXPECT_EQ(unescaped(bad), std::nullopt) << bad;
}

TEST(Text, OnlyWhatMustBeEscapedIs) {
  std::string out;
  ASSERT_TRUE(append_quoted(out, "a/\"\\\n\x01\x7f\xE2\x82\xAC"));
  EXPECT_EQ(out, "\"a/\\\"\\\\\\n\\u0001\x7f\xE2\x82\xAC\"");
}

TEST(Text, EveryCharacterBelowABlankReadsBackAsItself) {
  for (char c = 0; c < 0x20; ++c) {
    std::string out;
    ASSERT_TRUE(append_quoted(out, std::string(1, c)));
    EXPECT_EQ(unescaped(out.substr(1, out.size() - 2)), std::string(1, c));
  }
}

TEST(Text, TextThatIsNoUtf8IsNotWritten) {
  std::string out = "before";
  EXPECT_FALSE(append_quoted(out, "\xC3"));
  EXPECT_EQ(out, "before");
}

}  // namespace
}  // namespace s2::codec
