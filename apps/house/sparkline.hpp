#pragma once
// Sparklines: a series as one line of block characters.

#include <span>
#include <string>

namespace s2::house {

/// One character per value, from the lowest (▁) to the highest (█) of the range; a value outside is drawn as its end.
std::string sparkline(std::span<const double> values, double lowest, double highest);

}  // namespace s2::house
