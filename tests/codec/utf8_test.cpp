// UTF-8: what is valid.

#include <codec/utf8.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::codec {
namespace {

bool valid(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

TEST(Utf8, EveryCodePointButSurrogatesIsValid) {
  for (std::uint32_t code = 0x80; code <= 0x10FFFF; ++code) {
    std::string text;
    const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x800) {
      put(0xC0 | code >> 6);
    } else if (code < 0x10000) {
      put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F));
    } else {
      put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
    ASSERT_EQ(valid(text), code < 0xD800 || code > 0xDFFF) << code;
  }
}

TEST(Utf8, OverlongStrayAndTornSequencesAreNot) {
  for (const auto* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\x80", "\xFF", "\xC3",
                          "\xE2\x82", "abcdefgh\xC3("}) {
    EXPECT_FALSE(valid(bad)) << bad;
  }
}

TEST(Utf8, TheFaultIsFoundBehindLongAscii) { EXPECT_EQ(valid_utf8_prefix(std::string(1001, 'a') + "\xFF"), 1001U); }

TEST(Utf8, CuttingDoesNotBreakACharacter) {
  EXPECT_EQ(cut_utf8("a\xE2\x82\xAC", 3), "a");
  EXPECT_EQ(cut_utf8("a\xE2\x82\xAC", 4), "a\xE2\x82\xAC");
}

TEST(Utf8, AnyBytesBecomeReadable) {
  EXPECT_EQ(readable("plain", 5), "plain");
  EXPECT_EQ(readable("plainer", 5), "plain…");
  EXPECT_EQ(readable("a\xFF"
                     "b",
                     80),
            "a\uFFFD"
            "b");
  EXPECT_EQ(readable("", 0), "");
  EXPECT_EQ(readable("a\xE2\x82\xAC", 3), "a…");
  EXPECT_EQ(readable("a\xE2\x82\xAC", 4), "a€");
  for (std::size_t bytes = 0; bytes < 20; ++bytes) {
    const std::string text = readable("\xF0\x9F\x98\x80\xE2\x82\xAC\xC3\xA9\xFF\xF0\x9F\x98\x80", bytes);
    EXPECT_TRUE(valid(text)) << bytes;
    EXPECT_LE(text.size(), bytes + std::string("…").size());
  }
}

}  // namespace
}  // namespace s2::codec
