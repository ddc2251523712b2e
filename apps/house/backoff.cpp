#include "backoff.hpp"

#include <algorithm>

namespace s2::house {

Duration Backoff::next() {
  // 2 s * 2^9 is beyond the cap; counting further would only overflow.
  const Duration longest = std::min(cap, base * (1 << std::min(attempts_, 9)));
  ++attempts_;
  return Duration(static_cast<Duration::rep>(chance_() * static_cast<double>(longest.count())));
}

Duration Backoff::at_once() {
  if (attempts_ > 0) return next();
  ++attempts_;
  return Duration(0);
}

}  // namespace s2::house
