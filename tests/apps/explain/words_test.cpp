// How explanations write numbers and times.

#include <explain/words.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(ExplainWords, NumbersHaveTheDigitsThatMatter) {
  EXPECT_EQ(number_words(0), "0");
  EXPECT_EQ(number_words(-0.0), "0");
  EXPECT_EQ(number_words(2500), "2500");
  EXPECT_EQ(number_words(-5000), "-5000");
  EXPECT_EQ(number_words(49.132), "49.132");
  EXPECT_EQ(number_words(0.00005), "0.00005");
  EXPECT_EQ(number_words(0.0033385416), "0.003339");
  EXPECT_EQ(number_words(0.6041666), "0.6042");
  EXPECT_EQ(number_words(1e300), "1e+300");
  EXPECT_EQ(number_words(1e-300), "1e-300");
}

TEST(ExplainWords, RangesOfOneValueAreOneNumber) {
  EXPECT_EQ(range_words({0, 80}), "0 … 80");
  EXPECT_EQ(range_words({7, 7}), "7");
}

TEST(ExplainWords, SpansHaveTwoUnits) {
  EXPECT_EQ(span_words(Duration(250)), "250 ms");
  EXPECT_EQ(span_words(Duration(7200)), "7.2 s");
  EXPECT_EQ(span_words(minutes(30)), "30 min");
  EXPECT_EQ(span_words(minutes(90)), "1 h 30 min");
  EXPECT_EQ(span_words(seconds(150)), "2 min 30 s");
  EXPECT_EQ(span_words(hours(100)), "4 d 4 h");
  EXPECT_EQ(seconds_words(11981), "3 h 20 min");
}

TEST(ExplainWords, NamesOfAPeerAreCutAndHarmless) {
  EXPECT_EQ(named_words("Inverter", Id("a1")), "'Inverter' (a1)");
  EXPECT_EQ(named_words("", Id("a1")), "a1");
  EXPECT_EQ(named_words(std::nullopt, Id("a1")), "a1");
  EXPECT_LT(named_words(std::string(5000, 'x'), Id(std::string(5000, 'y'))).size(), 200U);
  EXPECT_EQ(named_words("\x1b[2J", Id("a")).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace s2::app
