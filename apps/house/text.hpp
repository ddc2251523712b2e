#pragma once
// Text for people: what a peer wrote made short and harmless, and texts that fit a column.

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::house {

/// A peer's text for logs and displays: harmless to a terminal, and cut to `bytes` with "…" when it is longer.
std::string printable(std::string_view text, std::size_t bytes);

/// The text in exactly this many columns: cut with "…" or filled with blanks on the right.
std::string fit(std::string_view text, std::size_t width);

/// As fit, filled on the left.
std::string fit_right(std::string_view text, std::size_t width);

}  // namespace s2::house
