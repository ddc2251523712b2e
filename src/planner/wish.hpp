#pragma once
// Wish: what a storage should do at this moment, from the plan of its slot and the power that is measured.
//
// The plan decides what a slot is for: buying, storing surplus, covering the load, selling or resting. How much surplus
// or load there really is, only the meter knows; so within what the plan decided the power follows the measurement.
// Surplus or load that the plan did not expect is judged by what a unit of fill level is worth to the rest of the plan.

#include "actuator_choice.hpp"
#include "home_plan.hpp"
#include "storage_view.hpp"

#include <string>

namespace s2::planner {

/// Measured surplus and load that no storage has taken on yet, and the same of the plan, W; none is negative.
struct OpenPower {
  double surplus = 0;          ///< measured
  double load = 0;             ///< measured
  double planned_surplus = 0;  ///< of the plan
  double planned_load = 0;     ///< of the plan
};

/// What a storage should do and why.
struct Wish {
  WantedPower power{};         ///< the power wished, and the bounds that keep it from overdoing it
  double least = 0;            ///< power that must not be undercut, W: its fill level or a fuse is at stake
  double most = 0;             ///< power that must not be exceeded, W
  bool takes_surplus = false;  ///< would store any surplus that turns up
  std::string why;             ///< for people

  /// The power wished inside all bounds.
  WantedPower bounded() const;
};

/// The wish of one storage; takes what it takes on out of `open`.
Wish wish_of(const StorageView& view, const PlannedNow& planned, double buy, double sell, double cycle_cost,
             OpenPower& open);

/// Bounds a wish by what the fill level allows until somebody looks again.
void keep_level(Wish& wish, const StorageView& view, Duration look_ahead);

/// Bounds a wish by what the fuse allows beside the heaviest and the lightest the rest may be. Where the fill level
/// and the fuse contradict each other, the fill level decides: there is nothing to give or to take.
void keep_fuse(Wish& wish, const Fuse& fuse, const Flow& heaviest, const Flow& lightest, const Wiring& wiring);

}  // namespace s2::planner
