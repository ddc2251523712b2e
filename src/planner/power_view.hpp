#pragma once
// PowerView: what a device draws now and what it will draw, from its measurements, its forecast and its habits.

#include "flow.hpp"
#include "timeline.hpp"

#include <s2/model/resource_messages.hpp>

#include <array>
#include <map>
#include <optional>

namespace s2::planner {

/// The electric power of one device over time. A fresh measurement says what is; the forecast of the device says what
/// will be; where it is silent, the device is expected to do what it did in the same quarter hour of the last day, and
/// before a day has passed, what it does now.
class PowerView {
 public:
  /// Takes values that were measured; each holds until the next one of its quantity.
  void take(const PowerMeasurement& measurement, Time now);
  /// Takes a forecast. Only the expected values are used; confidence bands are not.
  void take(const PowerForecast& forecast, Time now);
  /// The quantities the device says it measures, which tell a single-phase device from others.
  void announce(std::vector<CommodityQuantity> quantities) { announced_ = std::move(quantities); }

  /// What it measured last, whatever its age; empty when it never did.
  std::optional<Flow> measured() const;
  /// What it draws now: a fresh measurement, else the forecast, else the last measurement, else nothing.
  Flow present(Time now) const;
  /// What its own forecast says of a moment; empty when it says nothing.
  std::optional<Flow> forecast(Time moment) const;
  /// What it is expected to draw on average over a span that begins at `now` or later.
  Flow expected(Time from, Time until, Time now) const;

 private:
  // The mean of what was measured in one quarter hour of a day.
  struct Habit {
    std::int64_t slot = 0;  // which one, counted from the epoch
    int samples = 0;
    Flow mean;
  };
  static constexpr std::size_t slots_per_day = 96;

  Flow unforeseen(Time from, Time until, Time now) const;
  void learn(Time now);

  struct Measured {
    double value;
    Time at;
  };
  std::map<CommodityQuantity, Measured> measured_;
  std::optional<Time> measured_at_;
  std::vector<CommodityQuantity> announced_;
  Timeline<Flow> forecast_;
  std::array<Habit, slots_per_day> habits_{};
};

}  // namespace s2::planner
