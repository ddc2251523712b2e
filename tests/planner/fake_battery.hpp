#pragma once
// A storage for tests: does exactly what its description says, and knows when an instruction is not legal.

#include <s2/planner.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace s2::planner::test {

/// A moment on the day of the tests, "HH:MM".
Time at(int hour, int minute = 0, int second = 0);

/// Ids that count up from a prefix.
IdSource counting_ids(std::string prefix);

/// How a battery describes itself.
enum class Style {
  three_modes,   // charge, idle, discharge; every move declared
  through_idle,  // the same, but charge and discharge are only connected through idle
  descending,    // one mode from full charge at factor 0 to full discharge at factor 1; no losses
  two_ranges,    // "in" from rest to full, "out" from full down to rest: ranges of both directions
  with_timer,    // as three_modes, and leaving idle is blocked for ten minutes after entering it
  fixed_powers,  // point modes: full, half, off, half, full
  charger,       // off, or between a tenth and full power; cannot discharge
};
inline constexpr int style_count = 6;  // without the charger

/// What a battery is like.
struct BatteryNature {
  Style style = Style::three_modes;
  double capacity_wh = 10'000;  // between fill level 0 and 100
  double power_w = 5'000;
  double efficiency = 0.95;  // each way
  double lowest = 10;
  double highest = 90;
  CommodityQuantity quantity = CommodityQuantity::electric_power_3_phase_symmetric;
  double taper_above = 1000;       // above this level charging is a quarter as strong
  std::optional<Time> ready_at{};  // when it wants to be full, at the latest
};

/// The description of such a battery.
frbc::SystemDescription describe(const BatteryNature& nature);

/// A battery in a session.
class FakeBattery {
 public:
  FakeBattery(BatteryNature nature, double level);

  /// What it says when its session begins and fill rate based control is selected.
  std::vector<Message> greeting() const;
  ResourceManagerDetails details() const;
  /// Why an instruction is not legal now; empty when it is.
  std::string objection(const frbc::Instruction& instruction, Time now) const;
  /// Carries it out.
  void obey(const frbc::Instruction& instruction, Time now);
  /// Lets time pass.
  void run(Duration span);

  double power_w() const;
  double level() const { return level_; }
  frbc::ActuatorStatus status() const;
  PowerMeasurement measurement(Time now) const;
  const frbc::SystemDescription& description() const { return description_; }
  const BatteryNature& nature() const { return nature_; }

 private:
  const frbc::OperationModeElement* element(const Id& mode) const;

  BatteryNature nature_;
  frbc::SystemDescription description_;
  double level_;
  Id mode_;
  double factor_ = 0;
  std::map<Id, Time> timers_;
};

}  // namespace s2::planner::test
