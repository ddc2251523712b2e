#pragma once
// Situation: everything a decision of this moment rests on, and the power that flows while it is made.

#include "home_plan.hpp"
#include "tariff.hpp"

#include <s2/planner.hpp>

#include <vector>

namespace s2::planner {

/// What the steps of one decision share.
struct Situation {
  Devices& devices;      ///< the devices of the home; their lanes note what is sent
  const HomePlan& plan;  ///< the plan in force
  const Tariff& tariff;  ///< prices
  const Fuse& fuse;      ///< fuses
  double cycle_cost;     ///< what delivering a kWh from a storage must earn, EUR
  Duration look_ahead;   ///< how long an order has to hold
  const IdSource& ids;   ///< names messages, instructions and envelopes
  Time now;              ///< the moment

  double buy() const { return tariff.buy(now); }    ///< cost of a kWh from the grid now, EUR
  double sell() const { return tariff.sell(now); }  ///< earning of a kWh fed in now, EUR
};

/// What storages leave to those that are decided after them.
struct StoragesTogether {
  Flow flow;            ///< what they carry once the orders are followed
  double absorb_w = 0;  ///< how much surplus they would take in all, W
};

/// Instructs the storages; appends to `orders`.
StoragesTogether steer_storages(Situation& situation, std::vector<Order>& orders);

/// Limits what can be limited: production while feeding in costs money, and whatever a fuse cannot bear.
void limit_power(Situation& situation, const StoragesTogether& storages, std::vector<Order>& orders);

/// Whether an order would steer this device now: a storage of known level with an actuator that is not silenced.
bool is_steerable(const Device& device, Time now);

/// The power of a device as it is now: measured, else as its actuators are set.
Flow present_flow(const Device& device, Time now);

}  // namespace s2::planner
