#pragma once
// Punycode: a label with letters beyond ASCII as one that DNS can carry (RFC 3492).

#include <optional>
#include <string>
#include <string_view>

namespace s2::connect {

/// The code points of a text; empty when it is no UTF-8.
std::optional<std::u32string> code_points(std::string_view utf8);

/// A label as Punycode spells it, without "xn--"; empty when it cannot be spelled within 63 characters.
std::optional<std::string> punycode(std::u32string_view label);

}  // namespace s2::connect
