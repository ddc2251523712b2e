#pragma once
// Spans that the clock can hold.

#include <s2/base/time.hpp>

#include <algorithm>
#include <chrono>

namespace s2::transport {

/// The span within 0 and a hundred years: longer ones overflow the nanoseconds of the clock, and nobody waits for them.
constexpr Duration bounded_span(Duration span) {
  return std::clamp(span, Duration{0}, Duration{std::chrono::hours{24 * 365 * 100}});
}

}  // namespace s2::transport
