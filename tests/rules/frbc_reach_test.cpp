// How far a fill level can get.

#include <rules/frbc_reach.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

constexpr Time begin{1'000'000, 0};

Time after(std::int64_t seconds) { return begin + Duration{seconds * 1000}; }

frbc::OperationModeElement band(double from, double to, double slow, double fast) {
  return {.fill_level_range = {from, to}, .fill_rate = {slow, fast}, .power_ranges = {}, .running_costs = {}};
}

frbc::ActuatorDescription actuator(std::vector<frbc::OperationModeElement> elements) {
  frbc::OperationMode mode{
      .id = Id("mode"), .diagnostic_label = {}, .elements = std::move(elements), .abnormal_condition_only = false};
  return {.id = Id("actuator"),
          .diagnostic_label = {},
          .supported_commodities = {},
          .operation_modes = {std::move(mode)},
          .transitions = {},
          .timers = {}};
}

struct Storage {
  FrbcState state;
  frbc::SystemDescription description;

  std::optional<double> highest(double level, Time until) const {
    return Reach(state, description, Reach::Towards::highest, level, begin).follow(until);
  }
  std::optional<double> lowest(double level, Time until) const {
    return Reach(state, description, Reach::Towards::lowest, level, begin).follow(until);
  }
};

TEST(Reach, EveryActuatorIsInItsFastestMode) {
  Storage storage;
  storage.description.actuators = {actuator({band(0, 100, -0.02, 0.01)}), actuator({band(0, 100, 0, 0.005)})};
  EXPECT_NEAR(*storage.highest(50, after(600)), 59, 1e-9);
  EXPECT_NEAR(*storage.lowest(50, after(600)), 38, 1e-9);
}

TEST(Reach, ABandThatEndsIsTheEnd) {
  Storage storage;
  storage.description.actuators = {actuator({band(0, 80, 0, 0.1)})};
  EXPECT_EQ(storage.highest(50, after(3600)), 80);
}

TEST(Reach, BandsChangeTheRate) {
  Storage storage;
  storage.description.actuators = {actuator({band(0, 80, 0, 0.0125), band(80, 100, 0, 0.005)})};
  EXPECT_NEAR(*storage.highest(70, after(800)), 80, 1e-9);  // rule catalogue, D.12, number 7
  EXPECT_NEAR(*storage.highest(70, after(4800)), 100, 1e-9);
}

TEST(Reach, LeakageAndUsageTakeTheirShare) {
  Storage storage;
  storage.description.actuators = {actuator({band(0, 100, 0, 0.003342)})};
  storage.state.leakage.take({.message_id = Id("m1"), .valid_from = begin, .elements = {{{0, 100}, 0.00005}}}, begin,
                             Duration{0}, 16);
  frbc::UsageForecastElement use;
  use.duration = Duration{3'600'000};
  use.usage_rate_expected = 0.0015;
  storage.state.usage.take({.message_id = Id("m2"), .start_time = begin, .elements = {use}}, 16);
  EXPECT_NEAR(*storage.highest(52, after(900)), 53.6128, 1e-9);  // rule catalogue, D.12, number 4
}

TEST(Reach, ACourseWithTooManyEventsIsNotFollowed) {
  constexpr auto steps = static_cast<std::int64_t>(Limits::projection_steps);
  std::vector<frbc::OperationModeElement> bands;
  for (std::int64_t i = 0; i < steps + 2; ++i) {
    bands.push_back(band(static_cast<double>(i), static_cast<double>(i + 1), 0, 1));
  }
  Storage storage;
  storage.description.actuators = {actuator(std::move(bands))};
  EXPECT_EQ(storage.highest(0, after(steps)), static_cast<double>(steps));
  EXPECT_EQ(storage.highest(0, after(steps + 1)), std::nullopt);
}

}  // namespace
}  // namespace s2::rules
