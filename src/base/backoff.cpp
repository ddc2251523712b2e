// Growing delays.

#include <s2/base/backoff.hpp>

#include <algorithm>

namespace s2 {

Duration Backoff::next(double chance) {
  // 2 s * 2^9 is beyond the cap; counting further would only overflow.
  const Duration longest = std::min(cap, base * (1 << std::min(attempts_, 9)));
  if (attempts_ < 9) ++attempts_;
  return Duration(static_cast<Duration::rep>(std::clamp(chance, 0.0, 1.0) * static_cast<double>(longest.count())));
}

Duration Backoff::at_once(double chance) {
  if (attempts_ > 0) return next(chance);
  ++attempts_;
  return Duration(0);
}

void Backoff::lasted(Duration span) {
  if (span >= proof) attempts_ = 0;
}

}  // namespace s2
