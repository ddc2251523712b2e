// Reading and writing of JSON numbers.

#include "number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace s2::codec {
namespace {

std::size_t digits_from(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
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

std::size_t read_any_number(std::string_view text, double& value) {
  const std::size_t length = number_length(text);
  if (length == 0) return 0;
  const auto read = std::from_chars(text.data(), text.data() + length, value);
  if (read.ec == std::errc::result_out_of_range) value = out_of_range(text.substr(0, length));
  return length;
}

std::optional<double> to_double(std::string_view token) {
  double value = 0;
  const std::size_t length = read_number(token, value);
  if (length == 0 || length != token.size()) return std::nullopt;
  return value;
}

namespace {

// Writes an integer with a point before its last digits, `decimals` of them, at least one.
char* write_with_point(char* out, std::uint64_t digits, std::size_t decimals) {
  std::size_t length = 1;
  for (std::uint64_t power = 10; digits >= power; power *= 10) ++length;
  char* const end = out + std::max(length, decimals + 1) + 1;
  char* at = end;
  for (; decimals > 0; --decimals, digits /= 10) *--at = static_cast<char>('0' + digits % 10);
  *--at = '.';
  for (; at != out; digits /= 10) *--at = static_cast<char>('0' + digits % 10);
  return end;
}

// Most values of a house have few decimals. A double that equals an integer of at most 15 digits divided by a power of
// ten has no shorter text than those digits without trailing zeros, because 15 digits tell any two doubles apart.
// Returns nullptr for others.
char* write_few_decimals(char* out, double value) {
  constexpr double smallest = 1e-3;  // from here up the library would choose no exponent
  constexpr double most = 1e15;
  const double size = std::abs(value);
  if (!(size >= smallest)) return nullptr;
  for (const auto tried : {std::size_t{3}, std::size_t{10}}) {
    if (size * exact_powers[tried] >= most) return nullptr;
    auto digits = static_cast<std::uint64_t>(size * exact_powers[tried] + 0.5);
    if (static_cast<double>(digits) / exact_powers[tried] != size) continue;
    std::size_t decimals = tried;
    for (; digits % 10 == 0; --decimals) digits /= 10;
    if (value < 0) *out++ = '-';
    return write_with_point(out, digits, decimals);
  }
  return nullptr;
}

}  // namespace

char* write_number(char* out, double value) {
  if (std::abs(value) < 1e15) {
    const auto whole = static_cast<std::int64_t>(value);
    const bool is_negative_zero = whole == 0 && std::signbit(value);
    if (static_cast<double>(whole) == value && !is_negative_zero) {
      return std::to_chars(out, out + longest_number, whole).ptr;
    }
  }
  if (char* end = write_few_decimals(out, value)) return end;
  return std::to_chars(out, out + longest_number, value).ptr;
}

void append_number(std::string& out, double value) {
  char buffer[longest_number];
  out.append(buffer, write_number(buffer, value));
}

}  // namespace s2::codec
