#pragma once
// Hexadecimal digits.

#include <s2/connect/bytes.hpp>

#include <string>

namespace s2::connect {

/// Two lower-case digits a byte.
inline std::string to_hex(BytesView data) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : data) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0F];
  }
  return text;
}

/// The value of a digit in either case; -1 when it is none.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace s2::connect
