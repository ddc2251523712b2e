#pragma once
// Text for people: what a peer wrote made harmless, and lines that fit a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::house {

/// A peer's text for logs and displays: control characters and bytes that are no UTF-8 become '?', so that nobody can
/// steer our terminal; cut to `bytes` with "…" when it is longer.
std::string printable(std::string_view text, std::size_t bytes);

/// How many columns a UTF-8 text takes; every character counts as one.
std::size_t columns(std::string_view text);

/// The text in exactly this many columns: cut with "…" or filled with blanks on the right.
std::string fit(std::string_view text, std::size_t width);

/// As fit, filled on the left.
std::string fit_right(std::string_view text, std::size_t width);

}  // namespace s2::house
