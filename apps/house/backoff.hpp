#pragma once
// Backoff: how long a device waits before it tries its energy manager again.

#include <house/seeded.hpp>

#include <s2/base/time.hpp>

namespace s2::house {

/// Growing delays, spread by chance so that a street does not come back all at once: delay n is random between 0 and
/// the smaller of 600 s and 2 s * 2^n. Source: S2 Connect, "Reconnection strategy" (SR-005).
class Backoff {
 public:
  /// Longest delay before the first attempt after a loss.
  static constexpr Duration base{2'000};
  /// Longest delay ever.
  static constexpr Duration cap{600'000};

  /// Delays spread by this chance.
  explicit Backoff(Chance chance) : chance_(std::move(chance)) {}

  /// The next delay.
  Duration next();
  /// The delay before an attempt the peer asked for: none, unless it asks again before the connection proved itself.
  Duration at_once();
  /// The connection proved itself: delays are short again.
  void reset() { attempts_ = 0; }

 private:
  Chance chance_;
  int attempts_ = 0;
};

}  // namespace s2::house
