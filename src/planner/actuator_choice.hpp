#pragma once
// Which operation mode and factor come nearest to a wanted power, by a move the description allows now.

#include "setting.hpp"

#include <optional>

namespace s2::planner {

/// A power that is wanted, and the powers that are allowed, W.
struct WantedPower {
  double power;  ///< the best
  double least;  ///< not below
  double most;   ///< not above; where least is above it, this one counts less
};

/// What an actuator is set to, or shall be.
struct Choice {
  Id mode;            ///< operation mode
  double factor = 0;  ///< 0 to 1
  double power = 0;   ///< electric power, W
  double rate = 0;    ///< fill rate, fill-level unit/s
};

/// The setting of an actuator that comes nearest to what is wanted, or the first step on the way there. Moves only
/// along declared transitions that are neither reserved for abnormal conditions nor blocked by a timer now. Empty when
/// the active mode is unknown (no move can be shown to be legal, unless there is but one mode) or has no legal setting.
std::optional<Choice> choose(const FrbcBook& book, const frbc::ActuatorDescription& actuator, double level,
                             const WantedPower& wanted, Time now);

/// The setting of a mode and factor at a level; empty when the actuator has no such mode or it has no band there.
std::optional<Choice> choice_of(const frbc::ActuatorDescription& actuator, const Id& mode, double factor, double level);

}  // namespace s2::planner
