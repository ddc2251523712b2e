#pragma once
// Backoff: how long to wait before connecting again.

#include <s2/base/time.hpp>

namespace s2 {

/// Growing delays, spread by chance so that a street does not come back all at once: delay n = 0, 1, 2, … is random
/// between 0 and the smaller of `cap` and base * 2^n. Time and chance are the caller's. Source: S2 Connect,
/// "Reconnection strategy"; rule catalogue, C.12 and SR-005.
class Backoff {
 public:
  /// Longest delay before the first attempt after a loss.
  static constexpr Duration base{2'000};
  /// Longest delay ever.
  static constexpr Duration cap{600'000};
  /// A connection that lasted this long proved itself: delays are short again.
  static constexpr Duration proof{30'000};

  /// The next delay; `chance` lies evenly between 0 and 1.
  Duration next(double chance);
  /// The delay before an attempt the peer asked for (SessionRequest RECONNECT): none, unless it asks again before the
  /// connection proved itself.
  Duration at_once(double chance);
  /// A connection has ended that lasted so long.
  void lasted(Duration span);

 private:
  int attempts_ = 0;
};

}  // namespace s2
