#pragma once
// A home for tests: loads, panels and batteries around one energy manager, and the bill.

#include "fake_battery.hpp"

#include <s2/planner.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace s2::planner::test {

/// Power over the day, W.
using Profile = std::function<double(Time)>;

/// Panels in a session: produce what the profile says, inside the limits of the last envelope.
struct FakePanels {
  Profile available_w;  // positive
  double rating_w = 5'000;
  bool limited_offer = true;  // whether they offer envelopes at all
  std::vector<pebc::Instruction> envelopes{};

  double limit_w(Time now) const;  // production allowed, positive
  double power_w(Time now) const;  // negative
  std::string objection(const pebc::Instruction& instruction, Time now) const;
  ResourceManagerDetails details() const;
  pebc::PowerConstraints constraints() const;
};

/// What a home is made of.
struct FakeHome {
  FakeHome(Home its_home, Profile its_load_w) : home(std::move(its_home)), load_w(std::move(its_load_w)) {}

  Home home;
  Profile load_w;
  CommodityQuantity load_quantity = CommodityQuantity::electric_power_3_phase_symmetric;
  std::vector<FakeBattery> batteries{};
  std::vector<FakePanels> panels{};
  bool forecasts = true;

  /// Lets it run; `step` is the rhythm of measurements and decisions.
  void run(Time from, Time until, Duration step);
  /// Power from the grid, W.
  double grid_w(Time now) const;
  /// The cost of the same time with nothing controlled, EUR.
  double uncontrolled_cost(Time from, Time until, Duration step) const;

  // What came of it.
  double cost = 0;                      // EUR
  double heaviest_w = 0;                // largest instructed power from the grid, with the load that was measured
  double lightest_w = 0;                // the same to the grid
  double lowest_level = 1000;           // of any battery
  double highest_level = -1000;         // of any battery
  int instructions = 0;                 // sent in all
  int most_in_an_hour = 0;              // to one device
  std::vector<std::string> objections;  // why orders were not legal
  std::vector<std::string> reasons;     // of all orders, in order of time
  std::function<void(Time)> each_step{};

  std::unique_ptr<EnergyManager> manager{};

 private:
  void start(Time now);
  void say(DeviceKey device, Message message, Time now);
  void measure(Time now);
  void follow(std::vector<Order> orders, Time now);
  void follow_one(const Order& order, Time now);
  double price(Time now, double grid_power_w) const;

  std::map<DeviceKey, std::vector<Time>> sent_;
};

}  // namespace s2::planner::test
