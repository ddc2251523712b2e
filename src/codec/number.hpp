#pragma once
// JSON numbers: their grammar, and the double they stand for.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace s2::codec {

/// Length of the JSON number a text begins with (RFC 8259, section 6); 0 when it begins with none.
std::size_t number_length(std::string_view text);

/// Reads the JSON number a text begins with and returns its length; 0 when it begins with none. Of any length;
/// ±infinity when it does not fit a double (NUM-001).
inline std::size_t read_number(std::string_view text, double& value);

/// As read_number, without the short cut for plain decimals.
std::size_t read_any_number(std::string_view text, double& value);

/// The double nearest to a JSON number of any length; ±infinity when it does not fit (NUM-001). Empty when the whole
/// token is no JSON number.
std::optional<double> to_double(std::string_view token);

/// Longest text that write_number() writes, in bytes.
inline constexpr std::size_t longest_number = 32;

/// Writes the shortest text that reads back to the same double and returns its end; whole numbers below 10^15 without
/// an exponent. The value is finite; `out` has room for longest_number bytes.
char* write_number(char* out, double value);

/// As write_number, appended to a string.
void append_number(std::string& out, double value);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The most digits that always fit 64 bits.
inline constexpr std::ptrdiff_t safe_digits = 19;

/// Powers of ten that a double holds exactly.
inline constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                          1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Reads a plain decimal such as -12.345 as far as that is exact in one go: its digits make an integer that a double
/// holds exactly, and one division by an exact power of ten rounds correctly. `more` says whether a character may be
/// looked at. Returns the place behind it; nullptr for all other text.
template <class More>
const char* read_plain(const char* at, double& value, More more) {
  const bool negative = more(at) && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  std::uint64_t digits = 0;
  for (; more(at) && is_digit(*at); ++at) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
  if (at == first || (*first == '0' && at - first > 1)) return nullptr;
  std::ptrdiff_t count = at - first;
  std::ptrdiff_t fraction = 0;
  if (more(at) && *at == '.') {
    const char* const point = at++;
    for (; more(at) && is_digit(*at); ++at) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
    fraction = at - point - 1;
    if (fraction == 0) return nullptr;
    count += fraction;
  }
  if (more(at) && (*at == 'e' || *at == 'E')) return nullptr;
  if (count > safe_digits || digits > std::uint64_t{1} << 53) return nullptr;
  double magnitude = static_cast<double>(static_cast<std::int64_t>(digits));
  if (fraction > 0) magnitude /= exact_powers[fraction];
  value = negative ? -magnitude : magnitude;
  return at;
}

inline std::size_t read_number(std::string_view text, double& value) {
  const char* const end = text.data() + text.size();
  const char* const after = read_plain(text.data(), value, [end](const char* at) { return at != end; });
  return after != nullptr ? static_cast<std::size_t>(after - text.data()) : read_any_number(text, value);
}

}  // namespace s2::codec
