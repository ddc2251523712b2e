// Wrapping, widths, and bytes that must not reach a terminal.

#include <text_layout.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(TextLayout, WordsFillLinesUpToTheWidth) {
  EXPECT_EQ(wrapped("aa bb cc", 5), "aa bb\ncc\n");
  EXPECT_EQ(wrapped("aa bb cc", 7, 2), "  aa bb\n  cc\n");
  EXPECT_EQ(wrapped("aa\n\nbb", 5), "aa\n\nbb\n");
  EXPECT_EQ(wrapped("a word_that_is_too_long b", 6), "a\nword_that_is_too_long\nb\n");
}

TEST(TextLayout, CharactersCountAsColumnsNotBytes) {
  EXPECT_EQ(columns_of("±…é"), 3U);
  EXPECT_EQ(wrapped("±± ±±", 5), "±± ±±\n");
}

TEST(TextLayout, AnEntryHasItsTextBesideOrBelow) {
  EXPECT_EQ(entry("-x", "one two", 8, 12), "  -x    one\n        two\n");
  EXPECT_EQ(entry("--very-long", "one", 8, 20), "  --very-long\n        one\n");
}

TEST(TextLayout, BytesThatCouldDriveATerminalBecomeHarmless) {
  EXPECT_EQ(harmless("a\x1b[31mb\x07\x7f"), "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(harmless("a\tb"), "a b");
  EXPECT_EQ(harmless("\xC2\x9B"
                     "31m"),
            "\xEF\xBF\xBD"
            "31m")
      << "C1 control sequence introducer";
  EXPECT_EQ(harmless("é…😀"), "é…😀");
  EXPECT_EQ(harmless("x\xFFy\xC3"), "x\xEF\xBF\xBDy\xEF\xBF\xBD");
}

TEST(TextLayout, TextsAreCutBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc…");
  EXPECT_EQ(shortened("aaé", 3), "aa…");
}

}  // namespace
}  // namespace s2::app
