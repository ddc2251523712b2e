#pragma once
// Sums of durations that a peer has chosen.

#include <s2/base/time.hpp>

#include <algorithm>

namespace s2::rules {

/// A duration longer than any span between two moments that RFC 3339 can write; sums stop here instead of overflowing.
inline constexpr Duration endless{std::int64_t{1} << 62};

/// The sum of two durations that are not negative, at most endless.
inline Duration sum_of(Duration a, Duration b) { return a > endless - b ? endless : a + b; }

/// How long the elements of a course last together, at most endless.
template <class Elements>
Duration total_of(const Elements& elements) {
  Duration total{};
  for (const auto& element : elements) total = sum_of(total, element.duration);
  return total;
}

}  // namespace s2::rules
