#pragma once
// Household: the swings of a load of which only means are known.

#include <s2/devices.hpp>

namespace s2::devices {

/// Adds to a series of means what happens within its steps: cycles of machines and now and then a kettle. The mean of
/// every step stays what it was, so that energy and bill stay real.
class Household {
 public:
  /// Swings decided by the seed.
  Household(Series mean_w, std::uint64_t seed);

  /// Consumption at a moment, W; constant for each minute.
  double power(Time moment) const;

 private:
  Series mean_w_;
  std::uint64_t seed_;
};

}  // namespace s2::devices
