#pragma once
// Axis: from values to places on a drawing, and the round numbers to write beside it.

#include <vector>

namespace s2::house {

/// A linear scale. `at_low` and `at_high` are the places of the two values; either may be the larger one.
struct Axis {
  double low;      ///< smallest value shown
  double high;     ///< largest value shown
  double at_low;   ///< its place, px
  double at_high;  ///< its place, px

  /// The place of a value.
  double at(double value) const { return at_low + (value - low) / (high - low) * (at_high - at_low); }
};

/// Round numbers from at most `low` to at least `high`, about `wanted` of them, a step of 1, 2, 2.5 or 5 times a power
/// of ten apart.
std::vector<double> round_ticks(double low, double high, int wanted);

}  // namespace s2::house
