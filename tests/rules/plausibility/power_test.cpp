// Measured power that is in order, although it is not what the mode says at that moment.

#include <rules/plausibility/power.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

using enum CommodityQuantity;

constexpr Time begin{1'000'000, 0};

Time after(std::int64_t seconds) { return begin + Duration{seconds * 1000}; }

// A device that is off, or on with 1000 to 3000 W; changing takes 20 s.
class Device {
 public:
  explicit Device(std::vector<CommodityQuantity> announced = {electric_power_l1}) : registry_(Start::connected) {
    registry_.standing.active = ControlType::operation_mode_based_control;
    registry_.details.emplace();
    registry_.details->provides_power_measurement_types = std::move(announced);
    take(ombc::SystemDescription{.message_id = Id("m1"),
                                 .valid_from = begin,
                                 .operation_modes = {mode("off", 0, 0), mode("on", 1000, 3000)},
                                 .transitions = {{.id = Id("t1"),
                                                  .from = Id("off"),
                                                  .to = Id("on"),
                                                  .start_timers = {},
                                                  .blocking_timers = {},
                                                  .transition_costs = {},
                                                  .transition_duration = Duration{20'000},
                                                  .abnormal_condition_only = false}},
                                 .timers = {}},
         0);
  }

  void run(std::string_view mode, double factor, std::int64_t seconds) {
    take(ombc::Status{.message_id = Id("m2"),
                      .active_operation_mode_id = Id(mode),
                      .operation_mode_factor = factor,
                      .previous_operation_mode_id = {},
                      .transition_timestamp = {}},
         seconds);
  }
  PowerFault measure(double power, std::int64_t seconds) {
    const PowerMeasurement measurement{
        .message_id = Id("m3"), .measurement_timestamp = after(seconds), .values = {{electric_power_l1, power}}};
    const PowerFault fault = judge_power(registry_, measurement);
    take(measurement, seconds);
    return fault;
  }
  std::optional<double> total(std::vector<PowerValue> values) const {
    return measured_power({.message_id = Id("m4"), .measurement_timestamp = begin, .values = std::move(values)},
                          registry_);
  }

 private:
  static ombc::OperationMode mode(std::string_view id, double start, double end) {
    return {.id = Id(id),
            .diagnostic_label = {},
            .power_ranges = {{start, end, electric_power_l1}},
            .running_costs = {},
            .abnormal_condition_only = false};
  }
  void take(const Message& message, std::int64_t seconds) {
    registry_.take(message, EnergyManagementRole::rm, after(seconds));
  }

  Registry registry_;
};

TEST(PlausiblePower, WhatDiffersForAMomentIsNotMentioned) {
  Device device;
  device.run("on", 1, 0);
  EXPECT_EQ(device.measure(0, 100), PowerFault::none);
  EXPECT_EQ(device.measure(0, 110), PowerFault::none);
  EXPECT_EQ(device.measure(3000, 120), PowerFault::none);
  EXPECT_EQ(device.measure(0, 200), PowerFault::none);
}

TEST(PlausiblePower, WhatDiffersForLongIsMentionedOnce) {
  Device device;
  device.run("on", 1, 0);
  device.measure(100, 100);
  device.measure(110, 130);
  EXPECT_EQ(device.measure(120, 160), PowerFault::off_mode);
  EXPECT_EQ(device.measure(130, 190), PowerFault::none);
  device.measure(3000, 220);
  device.measure(100, 250);
  device.measure(110, 280);
  EXPECT_EQ(device.measure(120, 310), PowerFault::off_mode) << "and again after it was right";
}

TEST(PlausiblePower, AChangeTakesItsTime) {
  Device device;
  device.run("off", 0, 0);
  device.run("on", 1, 100);
  for (std::int64_t t = 101; t < 150; t += 7) EXPECT_EQ(device.measure(0, t), PowerFault::none) << t;
  EXPECT_EQ(device.measure(0, 210), PowerFault::none) << "20 s of transition and 30 s of lag are no contradiction";
}

TEST(PlausiblePower, AReportThatRepeatsItselfIsNoChange) {
  Device device;
  device.run("on", 1, 0);
  for (std::int64_t t = 60; t <= 100; t += 20) {
    device.run("on", 1, t);
    device.measure(100 + static_cast<double>(t), t);
  }
  EXPECT_EQ(device.measure(300, 130), PowerFault::off_mode);
}

TEST(PlausiblePower, WithoutAllPhasesThereIsNoTotal) {
  const Device device({electric_power_l1, electric_power_l2, electric_power_l3});
  EXPECT_EQ(device.total({{electric_power_l1, 1000}}), std::nullopt);
  EXPECT_EQ(device.total({{electric_power_l1, 1000}, {electric_power_l2, 1000}, {electric_power_l3, 1000}}), 3000);
  EXPECT_EQ(device.total({{electric_power_3_phase_symmetric, 3000}}), 3000);
}

TEST(PlausiblePower, NothingIsExpectedOfAModeThatWasNotReported) {
  Device device;
  for (std::int64_t t = 60; t < 600; t += 60) EXPECT_EQ(device.measure(12345, t), PowerFault::none);
}

}  // namespace
}  // namespace s2::rules
