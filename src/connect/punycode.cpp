#include "punycode.hpp"

#include <codec/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace s2::connect {
namespace {

// Parameters of the bootstring profile, RFC 3492 section 5.
constexpr std::uint32_t base = 36;
constexpr std::uint32_t t_min = 1;
constexpr std::uint32_t t_max = 26;
constexpr std::uint32_t skew = 38;
constexpr std::uint32_t damp = 700;
constexpr std::uint32_t initial_bias = 72;
constexpr std::uint32_t initial_n = 128;
constexpr std::size_t longest_label = 63;

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

std::uint32_t adapted(std::uint32_t delta, std::uint32_t count, bool first) {
  delta = first ? delta / damp : delta / 2;
  delta += delta / count;
  std::uint32_t k = 0;
  for (; delta > (base - t_min) * t_max / 2; k += base) delta /= base - t_min;
  return k + (base - t_min + 1) * delta / (delta + skew);
}

// A variable-length integer, section 3.3.
void append_integer(std::string& out, std::uint32_t q, std::uint32_t bias) {
  for (std::uint32_t k = base;; k += base) {
    const std::uint32_t t = k <= bias ? t_min : std::min(k - bias, t_max);
    if (q < t) break;
    out += digit(t + (q - t) % (base - t));
    q = (q - t) / (base - t);
  }
  out += digit(q);
}

}  // namespace

std::optional<std::u32string> code_points(std::string_view utf8) {
  if (codec::valid_utf8_prefix(utf8) != utf8.size()) return std::nullopt;
  std::u32string points;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at++]);
    const unsigned more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t point = more == 0 ? first : first & (0x3FU >> more);
    for (unsigned i = 0; i < more; ++i) point = point << 6 | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
    points += point;
  }
  return points;
}

std::optional<std::string> punycode(std::u32string_view label) {
  if (label.size() > longest_label) return std::nullopt;
  std::string out;
  for (const char32_t c : label) {
    if (c < initial_n) out += static_cast<char>(c);
  }
  const auto basic = static_cast<std::uint32_t>(out.size());
  if (basic > 0) out += '-';
  std::uint32_t n = initial_n;
  std::uint32_t delta = 0;
  std::uint32_t bias = initial_bias;
  for (std::uint32_t handled = basic; handled < label.size(); ++n, ++delta) {
    char32_t next = std::numeric_limits<char32_t>::max();
    for (const char32_t c : label) {
      if (c >= n) next = std::min(next, c);
    }
    // 0x10FFFF times a label of 63 characters fits.
    delta += (static_cast<std::uint32_t>(next) - n) * (handled + 1);
    n = static_cast<std::uint32_t>(next);
    for (const char32_t c : label) {
      if (c < n) ++delta;
      if (c != n) continue;
      append_integer(out, delta, bias);
      bias = adapted(delta, handled + 1, handled == basic);
      delta = 0;
      ++handled;
    }
  }
  if (out.size() > longest_label) return std::nullopt;
  return out;
}

}  // namespace s2::connect
