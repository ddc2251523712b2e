#include "wall_clock.hpp"

#include <algorithm>
#include <cmath>

namespace s2::house {

Time fast_time(Time wall, double speed) {
  if (speed == 1) return wall;
  const auto passed = static_cast<double>((wall - WallClock::fast_epoch).count());
  return WallClock::fast_epoch + Duration(std::llround(passed * speed));
}

WallClock::WallClock(transport::Loop& loop, double speed) : loop_(loop), speed_(speed), latest_(first_time) {}

Time WallClock::now() const {
  latest_ = std::max(latest_, fast_time(transport::system_now(), speed_));
  return latest_;
}

Clock::Timer WallClock::at(Time due, std::function<void()> callback) {
  const auto span = static_cast<double>(std::max(due - now(), Duration(0)).count());
  // One millisecond more than the rest, so that the moment has come when it rings.
  const Duration wait(span > 0 ? std::llround(std::ceil(span / speed_)) + 1 : 0);
  return loop_.after(wait, std::move(callback));
}

void WallClock::cancel(Timer timer) { loop_.cancel(timer); }

}  // namespace s2::house
