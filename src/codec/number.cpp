// Reading and writing of JSON numbers.

#include "number.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace s2::codec {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_from(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
}

// Powers of ten that a double holds exactly.
constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// The value of a plain decimal such as -12.345: up to 15 digits make an integer that a double holds exactly, and one
// division by an exact power of ten rounds correctly. Empty for everything else.
std::optional<double> plain_decimal(std::string_view token) {
  const bool negative = token.front() == '-';
  std::size_t i = negative ? 1 : 0;
  if (token.size() - i > 16) return std::nullopt;
  const std::size_t first = i;
  std::uint64_t digits = 0;
  for (; i < token.size() && is_digit(token[i]); ++i) digits = digits * 10 + static_cast<std::uint64_t>(token[i] - '0');
  if (i == first || (token[first] == '0' && i - first > 1)) return std::nullopt;
  std::size_t fraction = 0;
  if (i < token.size() && token[i] == '.') {
    const std::size_t dot = i++;
    for (; i < token.size() && is_digit(token[i]); ++i)
      digits = digits * 10 + static_cast<std::uint64_t>(token[i] - '0');
    fraction = i - dot - 1;
    if (fraction == 0) return std::nullopt;
  }
  if (i != token.size() || i - first > 16 || digits > (std::uint64_t{1} << 53)) return std::nullopt;
  const double value = static_cast<double>(digits) / exact_powers[fraction];
  return negative ? -value : value;
}

// from_chars says "out of range" for too large and too small alike: which of the two the position of the first
// significant digit decides.
double out_of_range(std::string_view token) {
  const bool negative = token.front() == '-';
  std::string_view mantissa = token.substr(negative ? 1 : 0);
  std::int64_t exponent = 0;
  if (const auto e = mantissa.find_first_of("eE"); e != mantissa.npos) {
    std::string_view text = mantissa.substr(e + 1);
    if (text.front() == '+') text.remove_prefix(1);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (read.ec == std::errc::result_out_of_range)
      exponent = text.front() == '-' ? std::numeric_limits<std::int32_t>::min() * std::int64_t{1024}
                                     : std::numeric_limits<std::int32_t>::max() * std::int64_t{1024};
    mantissa = mantissa.substr(0, e);
  }
  const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
  const auto significant = static_cast<std::int64_t>(std::min(mantissa.find_first_of("123456789"), mantissa.size()));
  const std::int64_t magnitude = exponent + point - significant;
  const double size = magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return negative ? -size : size;
}

}  // namespace

std::size_t number_length(std::string_view text) {
  std::size_t i = !text.empty() && text.front() == '-' ? 1 : 0;
  const std::size_t whole = digits_from(text, i);
  if (whole == i || (text[i] == '0' && whole - i > 1)) return 0;
  i = whole;
  if (i < text.size() && text[i] == '.') {
    const std::size_t fraction = digits_from(text, i + 1);
    if (fraction == i + 1) return 0;
    i = fraction;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t exponent = i + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    const std::size_t end = digits_from(text, exponent);
    if (end == exponent) return 0;
    i = end;
  }
  return i;
}

std::optional<double> to_double(std::string_view token) {
  if (token.empty()) return std::nullopt;
  if (const auto plain = plain_decimal(token)) return plain;
  if (number_length(token) != token.size()) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(token.data(), token.data() + token.size(), value);
  return read.ec == std::errc::result_out_of_range ? out_of_range(token) : value;
}

void append_number(std::string& out, double value) {
  char buffer[32];
  char* end;
  if (value == std::trunc(value) && std::abs(value) < 1e15 && !(value == 0 && std::signbit(value))) {
    end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(value)).ptr;
  } else {
    end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  }
  out.append(buffer, end);
}

}  // namespace s2::codec
