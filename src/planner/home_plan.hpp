#pragma once
// HomePlan: what every storage of the home does in every slot ahead.

#include "device.hpp"
#include "fuse.hpp"
#include "storage_plan.hpp"
#include "storage_view.hpp"
#include "tariff.hpp"

#include <map>
#include <optional>
#include <vector>

namespace s2::planner {

/// The devices of a home, by what their connections are called.
using Devices = std::map<DeviceKey, Device>;

/// What the plan says of one storage at a moment.
struct PlannedNow {
  double power_w = 0;         ///< mean power in this slot, W; positive charges
  double rest_w = 0;          ///< expected power of everything that is no storage, W
  double worth_of_more = 0;   ///< what one unit of fill level gained now saves later, EUR
  double cost_of_less = 0;    ///< what one unit of fill level taken now costs later, EUR
  double expected_level = 0;  ///< fill level the plan expects at this moment
  bool needed = false;        ///< charges because a fill level is wanted
};

/// A plan for all storages of a home. The storages are planned one after the other, each beside the others' plans, in
/// two rounds.
class HomePlan {
 public:
  /// Plans anew.
  static HomePlan make(const Devices& devices, const Tariff& tariff, const Fuse& fuse, double cycle_cost, Time now);

  /// What it says of a storage; empty when the storage or the moment is not in it.
  std::optional<PlannedNow> at(DeviceKey device, Time moment) const;
  /// Whether it was made in this slot.
  bool covers(Time moment) const;
  /// When it was made; empty for no plan.
  std::optional<Time> made_at() const { return made_at_; }

 private:
  struct Storage {
    double level;  // when the plan was made
    StoragePlan plan;
  };

  std::optional<Time> made_at_;
  std::vector<Slot> slots_;
  std::vector<double> rest_w_;
  std::map<DeviceKey, Storage> storages_;
};

}  // namespace s2::planner
