#pragma once
// Spans of time as physics wants them.

#include <s2/base/time.hpp>

#include <algorithm>
#include <cmath>

namespace s2::devices {

/// From one moment to another, s, with all fractions.
inline double seconds_between(Time from, Time to) {
  return static_cast<double>(to.seconds - from.seconds) +
         (static_cast<double>(to.nanoseconds) - static_cast<double>(from.nanoseconds)) * 1e-9;
}

/// The first whole millisecond after a span in s, between 1 ms and one day: how far a simulation may go before it looks
/// again.
inline Duration reach(double seconds) {
  constexpr double day = 86'400;
  return Duration{static_cast<std::int64_t>(std::ceil(std::clamp(seconds, 1e-3, day) * 1e3))};
}

/// A value rounded to a multiple of `unit`, so that messages carry no digits that mean nothing.
inline double rounded(double value, double unit) {
  const double parts = std::round(1 / unit);
  return std::round(value * parts) / parts;
}

}  // namespace s2::devices
