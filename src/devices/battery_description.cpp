#include "battery_description.hpp"

#include "house.hpp"
#include "identity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace s2::devices {
namespace {

using Mode = BatteryMode;

constexpr std::array<std::string_view, 3> mode_names{"charge", "idle", "discharge"};

// Where the bands of the modes meet, %: finer where the cells take or give less.
constexpr std::array charge_borders{0.0, 80.0, 85.0, 90.0, 95.0, 100.0};
constexpr std::array idle_borders{0.0, 100.0};
constexpr std::array discharge_borders{0.0, 5.0, 10.0, 15.0, 20.0, 100.0};

struct Powers {
  double at_0;  // at factor 0
  double at_1;  // at factor 1; not below at_0, because some peers refuse a range that descends (NUM-010)
};

// A limit in whole W, never above it.
double whole(double limit_w) { return std::floor(limit_w + 1e-6); }

frbc::OperationModeElement element(const BatteryPhysics& physics, double from, double to, Powers powers) {
  return {
      .fill_level_range = {from, to},
      .fill_rate = {physics.level_rate(powers.at_0), physics.level_rate(powers.at_1)},
      .power_ranges = {{powers.at_0, powers.at_1, power_quantity}},
      .running_costs = {},
  };
}

// `powers` gives the power range that is possible everywhere between two levels.
template <std::size_t N>
frbc::OperationMode mode(const BatteryPhysics& physics, const BatteryIds& ids, Mode which,
                         const std::array<double, N>& borders, const std::function<Powers(double, double)>& powers) {
  frbc::OperationMode out{.id = ids.of(which),
                          .diagnostic_label = std::string(mode_names[static_cast<std::size_t>(which)]),
                          .elements = {},
                          .abnormal_condition_only = false};
  for (std::size_t i = 0; i + 1 < N; ++i) {
    out.elements.push_back(element(physics, borders[i], borders[i + 1], powers(borders[i], borders[i + 1])));
  }
  return out;
}

std::vector<frbc::OperationMode> modes(const BatteryPhysics& physics, const BatteryIds& ids) {
  const double least = physics.smallest_power();
  return {
      mode(physics, ids, Mode::charge, charge_borders,
           [&](double, double to) {
             return Powers{least, whole(physics.charge_limit(to))};
           }),
      mode(physics, ids, Mode::idle, idle_borders,
           [&](double, double) {
             return Powers{physics.idle_power(), physics.idle_power()};
           }),
      mode(physics, ids, Mode::discharge, discharge_borders,
           [&](double from, double) {
             return Powers{-whole(physics.discharge_limit(from)), -least};
           }),
  };
}

std::vector<Transition> transitions(const BatterySettings& settings, const BatteryIds& ids) {
  std::vector<Transition> out;
  for (std::size_t from = 0; from < ids.mode.size(); ++from) {
    for (std::size_t to = 0; to < ids.mode.size(); ++to) {
      if (from == to) continue;
      out.push_back({
          .id = named_id("battery/" + settings.name + "/transition/" + std::string(mode_names[from]) + '/' +
                         std::string(mode_names[to])),
          .from = ids.mode[from],
          .to = ids.mode[to],
          .start_timers = {},
          .blocking_timers = {},
          .transition_costs = {},
          .transition_duration = settings.transition,
          .abnormal_condition_only = false,
      });
    }
  }
  return out;
}

}  // namespace

std::optional<BatteryMode> BatteryIds::find(const Id& id) const {
  const auto found = std::find(mode.begin(), mode.end(), id);
  if (found == mode.end()) return std::nullopt;
  return static_cast<BatteryMode>(found - mode.begin());
}

BatteryIds battery_ids(std::string_view name) {
  const std::string prefix = "battery/" + std::string(name);
  BatteryIds ids{.actuator = named_id(prefix + "/actuator"), .mode = {}};
  for (std::size_t i = 0; i < ids.mode.size(); ++i) {
    ids.mode[i] = named_id(prefix + "/mode/" + std::string(mode_names[i]));
  }
  return ids;
}

frbc::SystemDescription describe(const BatteryPhysics& physics, const BatterySettings& settings, Time valid_from) {
  const BatteryIds ids = battery_ids(settings.name);
  return {
      .message_id = {},
      .valid_from = valid_from,
      .actuators = {{
          .id = ids.actuator,
          .diagnostic_label = "inverter",
          .supported_commodities = {Commodity::electricity},
          .operation_modes = modes(physics, ids),
          .transitions = transitions(settings, ids),
          .timers = {},
      }},
      // No leakage: self-discharge of a few percent a month is below what its level gauge can see in a day, and what
      // the electronics need comes from the grid and is in the powers.
      .storage = {.diagnostic_label = "cells",
                  .fill_level_label = "state of charge, %",
                  .provides_leakage_behaviour = false,
                  .provides_fill_level_target_profile = false,
                  .provides_usage_forecast = false,
                  .fill_level_range = {settings.min_percent, settings.max_percent}},
  };
}

const frbc::OperationModeElement& band_at(const frbc::OperationMode& mode, double level) {
  const auto& bands = mode.elements;
  const auto found = std::find_if(bands.begin(), bands.end(),
                                  [level](const auto& band) { return level < band.fill_level_range.end_of_range; });
  return found == bands.end() ? bands.back() : *found;
}

}  // namespace s2::devices
