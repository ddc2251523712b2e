#pragma once
// Every number the rule is tuned with, and every bound on what a device can make us hold or do, by name.

#include <s2/base/time.hpp>

#include <algorithm>
#include <cstddef>

namespace s2::planner {

/// Bounds on what one device can make us keep. Each is tested at N and N+1.
struct Bounds {
  /// Spans kept of one forecast, usage forecast or target profile; two messages of the largest legal size fit.
  static constexpr std::size_t timeline_spans = 2 * 288;
  /// Descriptions, or leakage behaviours, kept that are not in force yet; the last to begin are dropped first.
  static constexpr std::size_t scheduled = 8;
  /// Power constraints kept of one device; the oldest are dropped first.
  static constexpr std::size_t constraints = 16;
  /// Slots looked ahead: two days of quarter hours.
  static constexpr std::size_t slots = 192;
  /// Swaps tried per slot when a storage is planned; ordinary days need fewer than three.
  static constexpr std::size_t swaps_per_slot = 8;
};

/// Times the rule keeps. Chosen by us.
struct Pace {
  /// Length of a slot of the plan.
  static constexpr Duration slot{15 * 60'000};
  /// Between two corrections of one actuator or envelope, unless a fuse or a fill level is at stake.
  static constexpr Duration correction{15'000};
  /// Between two orders of any kind to one actuator or envelope.
  static constexpr Duration order{1'000};
  /// Between two plans, unless a slot or a storage is new.
  static constexpr Duration replan{10'000};
  /// A measurement counts this long; then the forecast is better than it.
  static constexpr Duration measurement_life{15 * 60'000};
  /// How far two clocks may be apart (rule catalogue, C.7).
  static constexpr Duration skew{30'000};
  /// Shortest time an order is trusted to hold without another look.
  static constexpr Duration look_ahead_min{30'000};
  /// Longest time an order is trusted to hold without another look.
  static constexpr Duration look_ahead_max{15 * 60'000};
  /// A device that does not do what it was told has this long in addition to its own delays (INST-018).
  static constexpr Duration obedience{60'000};
  /// An order that was not answered by then counts as refused.
  static constexpr Duration answer{15'000};
};

/// How long a device is left alone after refusing: doubled with every refusal, up to a bound.
struct BackOff {
  /// After the first refusal.
  static constexpr Duration first{10'000};
  /// At most.
  static constexpr Duration longest{15 * 60'000};
  /// Without a refusal for this long, the next one counts as the first.
  static constexpr Duration forgiven{60 * 60'000};
};

/// Differences too small to act on. Chosen by us.
struct Threshold {
  /// Smallest change of power worth an instruction, W …
  static constexpr double power_w = 50;
  /// … and relative to the rating of what is instructed.
  static constexpr double power_share = 0.02;
  /// Distance between fill level and plan that asks for a new plan, relative to the range.
  static constexpr double level_share = 0.03;
  /// Room a storage that rests at one end of its range must have before it starts again, relative to the range.
  static constexpr double restart_share = 0.01;
  /// Gain below which energy is not moved, EUR/kWh; keeps equal prices from being told apart by rounding.
  static constexpr double gain_eur_kwh = 0.0005;
  /// Share of the fuse that instructions leave free, for what changes between two looks.
  static constexpr double fuse_reserve = 0.02;
};

/// The smallest change of power worth an instruction to something of this rating, W.
inline double smallest_step_w(double rating_w) {
  return std::max(Threshold::power_w, Threshold::power_share * rating_w);
}

}  // namespace s2::planner
