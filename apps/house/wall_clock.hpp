#pragma once
// WallClock: the machine's time, if wanted faster.

#include <s2/transport.hpp>

#include <house/clock.hpp>

namespace s2::house {

/// The wall clock, or one that runs `speed` times as fast. Fast clocks of several processes agree without talking to
/// each other: they show fast_epoch plus `speed` times what has passed since then. So every process of a house has to
/// be given the same speed.
class WallClock : public Clock {
 public:
  /// Where fast clocks and the wall clock met: 2025-01-01T00:00:00Z.
  static constexpr Time fast_epoch{1735689600, 0};
  /// Fastest clock that stays within the years S2 can write for the decades to come.
  static constexpr double speed_max = 100;

  /// A clock whose alarms ring in `loop`, which outlives it. `speed` is 1 to speed_max.
  explicit WallClock(transport::Loop& loop, double speed = 1);

  Time now() const override;
  Timer at(Time due, std::function<void()> callback) override;
  void cancel(Timer timer) override;

 private:
  transport::Loop& loop_;
  double speed_;
  mutable Time latest_;  // the machine's clock may be set back; ours is not
};

/// What a clock `speed` times as fast as the wall clock shows.
Time fast_time(Time wall, double speed);

}  // namespace s2::house
