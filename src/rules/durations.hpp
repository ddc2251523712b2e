#pragma once
// Durations that a peer has chosen: their sums, and what gives away a unit mistake.

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

/// The last moment before another one.
inline Time just_before(Time when) {
  if (when.nanoseconds > 0) return {when.seconds, when.nanoseconds - 1};
  return {when.seconds - 1, 999'999'999};
}

/// Whether a duration looks as if it was meant in seconds: 7200 where 7 200 000 was meant (TIME-008).
inline bool may_be_seconds(Duration duration) {
  constexpr std::int64_t a_day_s = 86'400;
  const auto ms = duration.count();
  return ms > 0 && ms <= a_day_s && ms % 60 == 0 && ms % 1000 != 0;
}

}  // namespace s2::rules
