#pragma once
// Messages that the benchmarks measure: the smallest everyday one and a large one.

#include <s2/codec.hpp>

#include <array>
#include <cstdio>
#include <string>

namespace s2::bench {

/// A UUID, because some of the peers read no other ids. `what` keeps the ids of modes and transitions apart.
inline Id numbered_id(unsigned what, int number) {
  std::array<char, 37> text{};
  std::snprintf(text.data(), text.size(), "%08x-7d1c-4be4-9c0e-%012x", what, static_cast<unsigned>(number));
  return Id(text.data());
}

/// FRBC.StorageStatus as a battery sends it every few seconds; 115 bytes.
inline const std::string status =
    R"({"message_type":"FRBC.StorageStatus","message_id":"4c2a1b1e-9a53-4a0d-8a63-0d2b1c7f5e10",)"
    R"("present_fill_level":47.5})";

/// FRBC.SystemDescription of a battery with this many operation modes and a transition from each to the next.
inline std::string description(int modes) {
  frbc::ActuatorDescription actuator;
  actuator.id = Id("6a5b6f2a-7d1c-4be4-9c0e-5a2f5a6b7c01");
  actuator.supported_commodities = {Commodity::electricity};
  for (int i = 0; i < modes; ++i) {
    frbc::OperationModeElement element;
    element.fill_level_range = {0, 100};
    element.fill_rate = {-0.0125 * i, 0.0125 * i};
    element.power_ranges = {{-512.5 * i, 512.5 * i, CommodityQuantity::electric_power_3_phase_symmetric}};
    frbc::OperationMode mode;
    mode.id = numbered_id(1, i);
    mode.diagnostic_label = "between two powers";
    mode.elements = {element};
    actuator.operation_modes.push_back(mode);

    Transition transition;
    transition.id = numbered_id(2, i);
    transition.from = mode.id;
    transition.to = numbered_id(1, (i + 1) % modes);
    actuator.transitions.push_back(transition);
  }
  frbc::SystemDescription description;
  description.message_id = Id("4c2a1b1e-9a53-4a0d-8a63-0d2b1c7f5e11");
  description.valid_from = Time{1'750'000'000, 0};
  description.actuators = {actuator};
  description.storage.fill_level_range = {15, 95};
  return encode(description, Profile::v1_0_0).value();
}

}  // namespace s2::bench
