#pragma once
// How the battery describes itself to an energy manager, derived from its physics.

#include "battery_physics.hpp"

#include <s2/model/frbc.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace s2::devices {

/// The three modes of the battery.
enum class BatteryMode : std::uint8_t { charge, idle, discharge };

/// Ids of the actuator and of its modes, by BatteryMode.
struct BatteryIds {
  Id actuator;             ///< the inverter
  std::array<Id, 3> mode;  ///< in the order of BatteryMode

  /// The id of a mode.
  const Id& of(BatteryMode which) const { return mode[static_cast<std::size_t>(which)]; }
  /// The mode with an id; empty when there is none.
  std::optional<BatteryMode> find(const Id& id) const;
};

/// The ids of the battery with a name.
BatteryIds battery_ids(std::string_view name);

/// The description: one actuator with three modes. A mode has a band of the fill level wherever the power that the
/// cells can take or give differs; within a band it offers the power that is possible in all of it, and the fill rates
/// that belong to the ends of its power range. The rate between the ends bends a little (losses grow with the square
/// of the power), a range cannot: tests/devices/battery_description_test.cpp holds the difference below 1.5 % of the
/// largest rate.
frbc::SystemDescription describe(const BatteryPhysics& physics, const BatterySettings& settings, Time valid_from);

/// The band of a mode that counts at a level; the nearest one outside all bands. Source: rule catalogue, D.3.
const frbc::OperationModeElement& band_at(const frbc::OperationMode& mode, double level);

/// The value of a range at a factor. Source: rule catalogue, D.2.
inline double at_factor(double start, double end, double factor) { return start + factor * (end - start); }

}  // namespace s2::devices
