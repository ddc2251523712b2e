#pragma once
// Interval: between which two values something lies.

#include <algorithm>

namespace s2::rules {

/// A closed interval; one of its ends may be infinite.
struct Interval {
  double low = 0;
  double high = 0;

  /// Grows to hold a value.
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  /// Grows to hold another interval.
  void add(const Interval& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
  }
  /// Grows by so much at both ends.
  Interval wider(double by) const { return {low - by, high + by}; }
  /// Whether it holds a value.
  bool holds(double value) const { return low <= value && value <= high; }
  /// Whether it has a value in common with a range that ascends.
  template <class Range>
  bool meets(const Range& range) const {
    return low <= range.end_of_range && range.start_of_range <= high;
  }
};

}  // namespace s2::rules
