#pragma once
// Power: whether measured power goes with the modes, profiles and envelopes that were agreed.

#include "interval.hpp"

#include <s2/registry.hpp>

#include <cstdint>

namespace s2::rules {

/// What electric power is to be expected, W.
struct ExpectedPower {
  Interval power;        ///< by modes or profiles
  double largest = 0;    ///< largest power, positive or negative, that the description speaks of
  Time changed;          ///< when the expectation changed last
  Time settled;          ///< from then on the power should be as expected
  bool by_mode = false;  ///< by operation modes; otherwise by a power profile
};

/// The expectation for a moment; empty when nothing is known of some part of the device.
std::optional<ExpectedPower> expected_power(const Registry& registry, Time when);

/// The total electric power that was measured, W; empty when nothing electric, or only some of the announced phases,
/// was.
std::optional<double> measured_power(const PowerMeasurement& measurement, const Registry& registry);

/// What is odd about measured power.
enum class PowerFault : std::uint8_t {
  none,         ///< nothing, or not for long enough
  off_mode,     ///< not what the operation mode says (PLAUS-005)
  opposite,     ///< what is expected with the other sign (PLAUS-006)
  unit,         ///< a thousandth or a thousand times of what is expected (PLAUS-007)
  frozen,       ///< the very same value since before a change (PLAUS-008)
  off_profile,  ///< not what the power profile says (PLAUS-010)
};

/// Judges measured power against modes and profiles.
PowerFault judge_power(const Registry& registry, const PowerMeasurement& measurement);

/// Whether measured power has been outside the envelope in force for long enough (PLAUS-009).
bool leaves_envelope(const Registry& registry, const PowerMeasurement& measurement);

/// Notes what was measured.
void note_power(Registry& registry, const PowerMeasurement& measurement);

}  // namespace s2::rules
