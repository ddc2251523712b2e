#pragma once
// VirtualClock: time that stands still until it is told to go on.

#include <house/clock.hpp>

#include <map>
#include <utility>

namespace s2::house {

/// A clock that moves from alarm to alarm, whenever its owner says so. Alarms of one moment ring in the order in which
/// they were set, so that the same house always lives through the same day.
class VirtualClock : public Clock {
 public:
  /// A clock that stands at `start`.
  explicit VirtualClock(Time start) : now_(start) {}

  Time now() const override { return now_; }
  Timer at(Time due, std::function<void()> callback) override;
  void cancel(Timer timer) override;

  /// When the next alarm rings, not before now; empty when none is set.
  std::optional<Time> next() const;

  /// Moves to the next alarm and rings it; false when none is set.
  bool ring_next();

 private:
  Time now_;
  Timer last_ = 0;
  std::map<std::pair<Time, Timer>, std::function<void()>> alarms_;
  std::map<Timer, Time> dues_;
};

}  // namespace s2::house
