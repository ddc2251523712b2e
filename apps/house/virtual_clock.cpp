#include "virtual_clock.hpp"

#include <algorithm>

namespace s2::house {

Clock::Timer VirtualClock::at(Time due, std::function<void()> callback) {
  const Timer timer = ++last_;
  const Time moment = std::max(due, now_);
  alarms_.emplace(std::pair(moment, timer), std::move(callback));
  dues_.emplace(timer, moment);
  return timer;
}

void VirtualClock::cancel(Timer timer) {
  const auto found = dues_.find(timer);
  if (found == dues_.end()) return;
  alarms_.erase({found->second, timer});
  dues_.erase(found);
}

std::optional<Time> VirtualClock::next() const {
  if (alarms_.empty()) return std::nullopt;
  return alarms_.begin()->first.first;
}

bool VirtualClock::ring_next() {
  if (alarms_.empty()) return false;
  auto alarm = alarms_.extract(alarms_.begin());
  now_ = alarm.key().first;
  dues_.erase(alarm.key().second);
  alarm.mapped()();
  return true;
}

}  // namespace s2::house
