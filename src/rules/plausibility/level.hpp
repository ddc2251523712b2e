#pragma once
// Level: whether a fill level goes with the modes that were reported.

#include "interval.hpp"

#include <s2/registry.hpp>

#include <cstdint>

namespace s2::rules {

/// What is odd about a fill level.
enum class LevelFault : std::uint8_t {
  none,      ///< nothing
  jump,      ///< no combination of modes moves it that fast (PLAUS-002)
  frozen,    ///< the very same value although it should have moved (PLAUS-003)
  opposite,  ///< moved as far as it should, but the other way (PLAUS-004)
  off,       ///< elsewhere (PLAUS-001)
};

/// Judges a fill level that is told at a moment.
LevelFault judge_level(const Registry& registry, double level, Time now);

/// Notes a fill level that was told.
void note_level(Registry& registry, double level, Time now);

/// Notes that an actuator reports a mode, before the registry does.
void note_actuator(Registry& registry, const frbc::ActuatorStatus& report, Time now);

/// Where the fill level can be at a moment; empty when nobody can know.
std::optional<Interval> level_at(const Registry& registry, Time now);

/// How long a change of mode takes by its transition; nothing when none is described.
template <class Scope>
Duration transition_time(const Scope& scope, const Id& from, const Id& to) {
  for (const Transition& transition : scope.transitions) {
    if (transition.from == from && transition.to == to) return transition.transition_duration.value_or(Duration{0});
  }
  return Duration{0};
}

}  // namespace s2::rules
