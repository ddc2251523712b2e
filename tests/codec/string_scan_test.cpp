// The end of a run of ordinary characters, at every place of a block and on both sides of its edge.

#include <codec/string_scan.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::codec {
namespace {

std::ptrdiff_t stop_in(const std::string& text, bool& ascii) {
  ascii = true;
  return string_stop(text.data(), text.data() + text.size(), ascii) - text.data();
}

TEST(StringScan, EveryByteStopsARunOrDoesNotWhereverItStands) {
  for (std::size_t length = 1; length <= 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(length, 'a');
        text[place] = static_cast<char>(byte);
        const bool stops = byte < 0x20 || byte == '"' || byte == '\\';
        bool ascii = true;
        ASSERT_EQ(stop_in(text, ascii), static_cast<std::ptrdiff_t>(stops ? place : length)) << byte << ' ' << place;
        ASSERT_EQ(ascii, byte < 0x80) << byte << ' ' << place;
        ASSERT_EQ(is_plain(text), !stops && byte < 0x80) << byte << ' ' << place;
      }
    }
  }
}

TEST(StringScan, WhatFollowsTheStopIsNotLookedAt) {
  bool ascii = true;
  EXPECT_EQ(stop_in("abc\"\xC3\xA9 and more text behind the quote", ascii), 3);
  EXPECT_TRUE(ascii);
}

TEST(StringScan, AnEmptyTextIsPlain) { EXPECT_TRUE(is_plain("")); }

}  // namespace
}  // namespace s2::codec
