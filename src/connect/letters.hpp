#pragma once
// Which letters may stand where.

#include <s2/connect/limits.hpp>

#include <algorithm>
#include <string_view>

namespace s2::connect {

/// 0-9, a-z, A-Z: what tokens and aliases are made of (C-062, C-071).
constexpr bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether all of a text is letters and digits.
constexpr bool is_letters_and_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

/// Whether a text is an alias (C-071).
constexpr bool is_alias(std::string_view text) {
  return !text.empty() && text.size() <= Limits::alias_max && is_letters_and_digits(text);
}

/// Whether a text has the form of ISO 3166-1 alpha-2.
constexpr bool is_country_code(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace s2::connect
