// What an RM has reported of modes and timers.

#include <s2/registry/actuators.hpp>

#include <algorithm>

namespace s2 {

const ModeState* ActuatorStates::mode(const Id& actuator) const {
  const auto found =
      std::find_if(modes_.begin(), modes_.end(), [&](const ModeState& state) { return state.actuator == actuator; });
  return found == modes_.end() ? nullptr : &*found;
}

std::optional<Time> ActuatorStates::finished_at(const Id& actuator, const Id& timer) const {
  const auto found = std::find_if(timers_.begin(), timers_.end(), [&](const TimerState& state) {
    return state.timer == timer && state.actuator == actuator;
  });
  return found == timers_.end() ? std::nullopt : std::optional(found->finished_at);
}

void ActuatorStates::take(ModeState report) {
  auto* known = const_cast<ModeState*>(mode(report.actuator));
  if (!known) {
    modes_.push_back(std::move(report));
    return;
  }
  if (known->mode == report.mode && known->factor == report.factor) report.changed = known->changed;
  if (known->mode == report.mode) report.entered = known->entered;
  report.other = known->mode == report.mode ? std::move(known->other) : std::optional(std::move(known->mode));
  *known = std::move(report);
}

void ActuatorStates::take(TimerState report) {
  const auto found = std::find_if(timers_.begin(), timers_.end(), [&](const TimerState& state) {
    return state.timer == report.timer && state.actuator == report.actuator;
  });
  if (found == timers_.end()) {
    timers_.push_back(std::move(report));
  } else {
    *found = std::move(report);
  }
}

void ActuatorStates::put_by() {
  modes_put_by_ = modes_;
  timers_put_by_ = timers_;
}

void ActuatorStates::bring_back() {
  for (ModeState& state : modes_put_by_) {
    if (!mode(state.actuator)) modes_.push_back(std::move(state));
  }
  for (TimerState& state : timers_put_by_) {
    if (!finished_at(state.actuator, state.timer)) timers_.push_back(std::move(state));
  }
  modes_put_by_.clear();
  timers_put_by_.clear();
}

}  // namespace s2
