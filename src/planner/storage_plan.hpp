#pragma once
// The choice of hours: when one storage charges and discharges.
//
// The rule is one sentence: move energy from where it is cheapest to where it is worth most, as long as that pays.
// Every slot has a price of one more unit of fill level (charging more, or discharging less) and a worth of one unit
// less (discharging more, or charging less); both follow the tariff exactly, with its step between buying and selling,
// and carry the losses of the storage. The most profitable pair of slots is swapped, as much as power, fill level and
// the next step of the tariff allow, until no pair pays. Because a swap may also undo an earlier one, the order of the
// swaps does little harm. What is left at the end is worth what the caller says, so that a storage is neither emptied
// for nothing nor filled for its own sake.
//
// Limits of the rule: modes with gaps are planned as if they had none, transition costs are not weighed, and a storage
// sees the plans of its neighbours as given.

#include <cstddef>
#include <vector>

namespace s2::planner {

/// What the rule knows of one slot.
struct SlotInput {
  double hours = 0;            ///< length, h
  double buy = 0;              ///< cost of a kWh bought, EUR
  double sell = 0;             ///< earning of a kWh fed in, EUR
  double rest_w = 0;           ///< expected power of everything else, W
  double charge_w = 0;         ///< largest charging power, W; 0 when it cannot
  double discharge_w = 0;      ///< largest discharging power, W, positive; 0 when it cannot
  double fill_per_wh = 0;      ///< fill level gained per Wh charged
  double drain_per_wh = 0;     ///< fill level lost per Wh delivered
  double charge_extra = 0;     ///< cost besides energy per kWh charged, EUR
  double discharge_extra = 0;  ///< cost besides energy per kWh delivered, EUR
  double drift = 0;            ///< change of the fill level by itself: losses, usage
  double lowest = 0;           ///< fill level wanted at its end; charged for at any price
  double floor = 0;            ///< fill level below which nothing is taken out; lowest where it is below that
  double highest = 0;          ///< fill level above which nothing is put in
};

/// What the storage does in one slot.
struct SlotChoice {
  double power_w = 0;   ///< mean power, W; positive charges
  double level = 0;     ///< fill level at the end of the slot
  bool needed = false;  ///< charges because a fill level is wanted, whatever the price
};

/// The plan of one storage.
struct StoragePlan {
  std::vector<SlotChoice> slots;  ///< one per slot
  double worth_of_more = 0;       ///< what one unit of fill level gained in the first slot saves later, EUR
  double cost_of_less = 0;        ///< what one unit of fill level taken in the first slot costs later, EUR
};

/// Chooses the hours. `end_worth` is what a unit of fill level left at the end is worth, EUR; `gain` the least gain for
/// which energy is moved, EUR per kWh. Empty input gives an empty plan.
StoragePlan choose_hours(const std::vector<SlotInput>& slots, double level, double end_worth, double gain);

}  // namespace s2::planner
