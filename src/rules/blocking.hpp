#pragma once
// Blocking: which running timer keeps a transition from being initiated. Source: rule catalogue, C.11.

#include <s2/registry.hpp>

#include <optional>

namespace s2::rules {

/// A timer that runs.
struct RunningTimer {
  Id timer;    ///< its id
  Time until;  ///< when it ends
};

/// Of the timers that block a transition of an actuator and still run at a moment, the one that runs longest. Empty
/// when the transition is free.
inline std::optional<RunningTimer> blocking_timer(const Transition& transition, const ActuatorStates& states,
                                                  const Id& actuator, Time when) {
  std::optional<RunningTimer> last;
  for (const Id& timer : transition.blocking_timers) {
    const auto until = states.finished_at(actuator, timer);
    if (until && *until > when && (!last || last->until < *until)) last = RunningTimer{timer, *until};
  }
  return last;
}

}  // namespace s2::rules
