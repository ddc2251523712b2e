#pragma once
// Did you mean: the name somebody most probably had in mind.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// Fewest insertions, deletions, replacements and swaps of neighbours that turn one text into the other, letter case
/// aside.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Whether two names are the same, letter case aside (ASCII).
bool same_letters(std::string_view a, std::string_view b);

/// The candidate nearest to what was written; empty when none is near (about a third of the letters may differ, or one
/// is a part of the other).
std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates);

}  // namespace s2::app
