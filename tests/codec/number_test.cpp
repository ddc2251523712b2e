// Numbers: the grammar, the nearest double, the shortest text.

#include <codec/number.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>

namespace s2::codec {
namespace {

TEST(Number, TheGrammarIsThatOfJson) {
  for (const auto* good : {"0", "-0", "10", "1.5", "-1.50", "1e3", "1E+3", "1.0e-3", "0.0", "123456789012345678901"}) {
    EXPECT_EQ(number_length(good), std::string_view(good).size()) << good;
  }
  for (const auto* bad : {"", "-", "+1", ".5", "1.", "1e", "1e+", "NaN", "a"}) {
    EXPECT_NE(number_length(bad), std::max<std::size_t>(1, std::string_view(bad).size())) << bad;
    EXPECT_FALSE(to_double(bad).has_value()) << bad;
  }
  EXPECT_FALSE(to_double("01").has_value());
  EXPECT_FALSE(to_double("-01.5").has_value());
  EXPECT_FALSE(to_double("1 ").has_value());
}

TEST(Number, PlainDecimalsAreRoundedLikeTheLibraryRoundsThem) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const auto digits = static_cast<int>(random() % 9);
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, std::ldexp(static_cast<double>(random() % 100'000'000'000), -12));
    ASSERT_EQ(to_double(text).value(), std::strtod(text, nullptr)) << text;
  }
}

TEST(Number, TooLargeIsInfiniteAndTooSmallIsZero) {
  EXPECT_EQ(to_double("1e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(to_double("-1e400"), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(to_double("1e-400"), 0.0);
  EXPECT_TRUE(std::signbit(to_double("-1e-400").value()));
  EXPECT_EQ(to_double("1e99999999999999999999"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(to_double("1e-99999999999999999999"), 0.0);
  EXPECT_EQ(to_double("0e99999999999999999999"), 0.0);
  EXPECT_EQ(to_double("0." + std::string(400, '0') + "1e402"), 10.0);
  EXPECT_EQ(to_double(std::string(400, '9')), std::numeric_limits<double>::infinity());
}

TEST(Number, WholeNumbersHaveNoExponent) {
  const auto text = [](double value) {
    std::string out;
    append_number(out, value);
    return out;
  };
  EXPECT_EQ(text(1e6), "1000000");
  EXPECT_EQ(text(-300), "-300");
  EXPECT_EQ(text(0), "0");
  EXPECT_EQ(text(-0.0), "-0");
  EXPECT_EQ(text(0.1), "0.1");
  EXPECT_EQ(text(1e15), "1e+15");
}

TEST(Number, FewDecimalsAreWrittenAsTheLibraryWritesThem) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 300'000; ++i) {
    const double power = exact_powers[random() % 13];
    const double value = static_cast<double>(static_cast<std::int64_t>(random()) >> random() % 64) / power;
    if (std::abs(value) < 1e15 && std::trunc(value) == value) continue;  // whole numbers are ours to spell
    std::string ours;
    append_number(ours, value);
    char text[longest_number];
    ASSERT_EQ(ours, std::string(text, std::to_chars(text, text + sizeof text, value).ptr));
  }
}

TEST(Number, DecimalsAtTheEdgesOfTheShortCut) {
  const auto text = [](double value) {
    std::string out;
    append_number(out, value);
    return out;
  };
  EXPECT_EQ(text(0.001), "0.001");
  EXPECT_EQ(text(-0.0010000001), "-0.0010000001");
  EXPECT_EQ(text(0.0009), "9e-04");
  EXPECT_EQ(text(0.00095), "0.00095");
  EXPECT_EQ(text(99999.9999999999), "99999.9999999999");
  EXPECT_EQ(text(-99999.9999999999), "-99999.9999999999");
  EXPECT_EQ(text(999999999999.999), "999999999999.999");
  EXPECT_EQ(text(1000000000000.001), "1000000000000.001");
  EXPECT_EQ(text(47.5), "47.5");
  EXPECT_EQ(text(-0.5), "-0.5");
  EXPECT_EQ(text(0.3), "0.3");
  EXPECT_EQ(text(0.1 + 0.2), "0.30000000000000004");
}

TEST(Number, EveryFiniteDoubleReadsBackAsItself) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 200'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    std::string text;
    append_number(text, value);
    ASSERT_EQ(std::bit_cast<std::uint64_t>(to_double(text).value()), std::bit_cast<std::uint64_t>(value)) << text;
  }
}

}  // namespace
}  // namespace s2::codec
