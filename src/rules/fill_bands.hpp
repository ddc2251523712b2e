#pragma once
// Bands of the fill level: whether they follow each other without a gap, and what they cover.

#include <s2/model/common.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace s2::rules {

/// Whether two fill levels are the same up to the rounding of a computation (rule FRBC-001: 4 ulp).
inline bool nearly_equal(double a, double b) {
  if (a == b) return true;
  constexpr double largest = std::numeric_limits<double>::max();
  const double size = std::max(std::abs(a), std::abs(b));
  const double ulp = size < largest ? std::nextafter(size, largest) - size : size - std::nextafter(size, 0.0);
  return std::abs(a - b) <= 4 * ulp;
}

/// Whether every band has room between its ends; what is said of other bands is NUM-007.
template <class Elements>
bool all_have_room(const Elements& elements) {
  return std::all_of(elements.begin(), elements.end(), [](const auto& element) {
    return element.fill_level_range.start_of_range < element.fill_level_range.end_of_range;
  });
}

/// Whether no band begins below the one before.
template <class Elements>
bool are_ascending(const Elements& elements) {
  return std::is_sorted(elements.begin(), elements.end(), [](const auto& a, const auto& b) {
    return a.fill_level_range.start_of_range < b.fill_level_range.start_of_range;
  });
}

/// Whether the bands, which are taken to have no gaps, reach from the start of a range to its end. There is at least
/// one.
template <class Elements>
bool cover(const Elements& elements, const NumberRange& range) {
  double lowest = elements.front().fill_level_range.start_of_range;
  double highest = elements.front().fill_level_range.end_of_range;
  for (const auto& element : elements) {
    lowest = std::min(lowest, element.fill_level_range.start_of_range);
    highest = std::max(highest, element.fill_level_range.end_of_range);
  }
  return (lowest <= range.start_of_range || nearly_equal(lowest, range.start_of_range)) &&
         (highest >= range.end_of_range || nearly_equal(highest, range.end_of_range));
}

}  // namespace s2::rules
