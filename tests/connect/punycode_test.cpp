// Punycode, by samples of RFC 3492 section 7.1.

#include <connect/punycode.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

std::string spelled(std::string_view utf8) { return punycode(*code_points(utf8)).value_or("refused"); }

TEST(Punycode, SpellsTheSamplesOfItsRfc) {
  EXPECT_EQ(spelled("他们为什么不说中文"), "ihqwcrb4cv8a8dqg056pqjye");
  EXPECT_EQ(spelled("почемужеонинеговорятпорусски"), "b1abfaaepdrnnbgefbadotcwatmq2g4l");
  EXPECT_EQ(spelled("PorquénopuedensimplementehablarenEspañol"), "PorqunopuedensimplementehablarenEspaol-fmd56a");
  EXPECT_EQ(spelled("3年B組金八先生"), "3B-ww4c5e180e575a65lsy2b");
  EXPECT_EQ(spelled("bücher"), "bcher-kva");
}

TEST(Punycode, ALabelThatGetsTooLongIsRefused) {
  EXPECT_EQ(spelled(std::string(63, 'a')), "refused");  // with the dash that follows
  std::string label;
  for (int i = 0; i < 63; ++i) label += "\xF4\x8F\xBF\xBF";  // U+10FFFF
  EXPECT_LE(spelled(label).size(), 63U + 5U);
  EXPECT_EQ(spelled(label + "a"), "refused");
}

TEST(Punycode, WhatIsNoUtf8HasNoCodePoints) {
  EXPECT_FALSE(
      code_points("b\xFC"
                  "cher"));
  EXPECT_EQ(*code_points("a\xC3\xBC\xE4\xBB\x96\xF0\x9F\x8C\x9E"), U"aü他\U0001F31E");
}

}  // namespace
}  // namespace s2::connect
