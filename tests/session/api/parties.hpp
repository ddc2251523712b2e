#pragma once
// A device and an energy manager with the wire between them, and the devices of these tests.

#include "../pair.hpp"

#include <s2/energy_manager.hpp>
#include <s2/resource_manager.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace s2::tests {

/// Both sides of a conversation on one clock.
struct Parties {
  Time clock{1'700'000'000, 0};
  std::vector<std::string> notes;  ///< of both sides
  std::optional<ResourceManager> rm{std::in_place, resource(), surroundings("rm-")};
  std::optional<EnergyManager> cem{std::in_place, surroundings("cem-")};
  std::optional<Dialogue> device;   ///< the end of the device
  std::optional<Dialogue> manager;  ///< the end of the energy manager

  Parties() {
    rm->on_note([this](const Finding& finding) { notes.push_back(finding.rule); });
    cem->on_note([this](const Resource&, const Finding& finding) { notes.push_back(finding.rule); });
    cem->prefer({ControlType::fill_rate_based_control});
  }

  /// What either side needs; ids begin with `prefix`.
  Surroundings surroundings(std::string prefix) {
    return {.now = [this] { return clock; }, .ids = numbered_ids(std::move(prefix)), .session = {}};
  }

  /// Makes a connection, and lets both sides talk until they have nothing to say.
  void connect() {
    device.emplace(rm->open());
    manager.emplace(cem->open("/battery"));
    settle();
  }

  /// Hands everything over until both sides are quiet.
  void settle() {
    while (pass(device, manager) || pass(manager, device)) {
    }
  }

  /// The connection breaks.
  void cut() {
    device->disconnected();
    manager->disconnected();
    settle();
  }

  /// Time passes; everybody is woken when it is time.
  void wait(Duration span) {
    const Time until = clock + span;
    for (auto next = due(); next && *next <= until; next = due()) {
      clock = std::max(clock, *next);
      if (device) device->wake();
      if (manager) manager->wake();
      settle();
    }
    clock = until;
  }

  /// Whether a rule, or a name of ours, was noted.
  bool noted(std::string_view rule) const {
    return std::find(notes.begin(), notes.end(), std::string(rule)) != notes.end();
  }

 private:
  static bool pass(std::optional<Dialogue>& from, std::optional<Dialogue>& to) {
    if (!from) return false;
    const auto frame = from->next_frame();
    if (frame && to) to->receive(*frame);
    return frame.has_value();
  }

  std::optional<Time> due() const {
    std::optional<Time> next;
    for (const auto* side : {&device, &manager}) {
      const auto its = *side ? (*side)->next_deadline() : std::nullopt;
      if (its && (!next || *its < *next)) next = its;
    }
    return next;
  }
};

/// The mode of the actuator of description().
inline frbc::ActuatorStatus running(double factor) {
  return {.message_id = {},
          .actuator_id = Id("actuator-1"),
          .active_operation_mode_id = Id("mode-1"),
          .operation_mode_factor = factor,
          .previous_operation_mode_id = {},
          .transition_timestamp = {}};
}

}  // namespace s2::tests
