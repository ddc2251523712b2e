#include "messages.hpp"

#include <array>
#include <cstdio>
#include <string>

namespace s2::bench {
namespace {

/// A UUID, as s2energy and s2-python read no other ids. `what` keeps the ids of modes, timers, … apart.
Id id(unsigned what, unsigned number) {
  std::array<char, 37> text{};
  std::snprintf(text.data(), text.size(), "%08x-5d2e-4c1b-9a3f-%012x", what, number);
  return Id(text.data());
}

enum : unsigned { message = 1, actuator, mode, timer, transition };

frbc::OperationModeElement element(double from, double to, double rate) {
  return {.fill_level_range = {.start_of_range = from, .end_of_range = to},
          .fill_rate = {.start_of_range = 0, .end_of_range = rate},
          .power_ranges = {{.start_of_range = 0,
                            .end_of_range = rate * 2e6,
                            .commodity_quantity = CommodityQuantity::electric_power_3_phase_symmetric}},
          .running_costs = std::nullopt};
}

frbc::OperationMode operation_mode(unsigned number) {
  const double rate = number * 0.000625;
  return {.id = id(mode, number),
          .diagnostic_label = "Charging, step " + std::to_string(number),
          .elements = {element(0, 80, rate), element(80, 100, rate / 2)},
          .abnormal_condition_only = false};
}

Transition move(unsigned number, unsigned from, unsigned to) {
  return {.id = id(transition, number),
          .from = id(mode, from),
          .to = id(mode, to),
          .start_timers = {id(timer, from < to ? 0 : 1)},
          .blocking_timers = {id(timer, from < to ? 1 : 0)},
          .transition_costs = std::nullopt,
          .transition_duration = Duration(30'000),
          .abnormal_condition_only = false};
}

Timer pause(unsigned number, std::string label) {
  return {.id = id(timer, number), .diagnostic_label = std::move(label), .duration = Duration(600'000)};
}

frbc::SystemDescription ten_modes() {
  frbc::ActuatorDescription inverter{.id = id(actuator, 1),
                                     .diagnostic_label = "Battery inverter",
                                     .supported_commodities = {Commodity::electricity},
                                     .operation_modes = {},
                                     .transitions = {},
                                     .timers = {pause(0, "Shortest charging time"), pause(1, "Shortest pause")}};
  for (unsigned i = 0; i < 10; ++i) {
    inverter.operation_modes.push_back(operation_mode(i));
    if (i == 0) continue;
    inverter.transitions.push_back(move(2 * i, i - 1, i));
    inverter.transitions.push_back(move(2 * i + 1, i, i - 1));
  }
  return {.message_id = id(message, 2),
          .valid_from = {.seconds = 1'772'366'400, .nanoseconds = 0},
          .actuators = {std::move(inverter)},
          .storage = {.diagnostic_label = "Battery",
                      .fill_level_label = "State of charge in %",
                      .provides_leakage_behaviour = false,
                      .provides_fill_level_target_profile = false,
                      .provides_usage_forecast = false,
                      .fill_level_range = {.start_of_range = 0, .end_of_range = 100}}};
}

}  // namespace

std::optional<Message> message_named(std::string_view name) {
  if (name == "status") return frbc::StorageStatus{.message_id = id(message, 1), .present_fill_level = 62.5};
  if (name == "ten-modes") return ten_modes();
  return std::nullopt;
}

}  // namespace s2::bench
