// What the battery says about itself is what it does.

#include "conversation.hpp"

#include <devices/battery_description.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

class BatteryDescription : public testing::Test {
 protected:
  BatterySettings settings;
  BatteryPhysics physics{settings};
  frbc::SystemDescription description = describe(physics, settings, at("08:00:00"));

  const std::vector<frbc::OperationMode>& modes() const { return description.actuators.front().operation_modes; }
};

TEST_F(BatteryDescription, EveryModeHasBandsWithoutGapOverAllLevels) {
  for (const auto& mode : modes()) {
    EXPECT_EQ(mode.elements.front().fill_level_range.start_of_range, 0);
    EXPECT_EQ(mode.elements.back().fill_level_range.end_of_range, 100);
    for (std::size_t i = 1; i < mode.elements.size(); ++i) {
      EXPECT_EQ(mode.elements[i].fill_level_range.start_of_range, mode.elements[i - 1].fill_level_range.end_of_range);
    }
  }
}

TEST_F(BatteryDescription, NoBandOffersMoreThanTheCellsTakeOrGiveAnywhereInIt) {
  for (const auto& mode : modes()) {
    for (const auto& band : mode.elements) {
      const auto& range = band.power_ranges.front();
      EXPECT_LE(range.start_of_range, range.end_of_range);
      for (double level = band.fill_level_range.start_of_range; level <= band.fill_level_range.end_of_range; ++level) {
        EXPECT_LE(range.end_of_range, physics.charge_limit(level) + 1e-6);
        EXPECT_GE(range.start_of_range, -physics.discharge_limit(level) - 1e-6);
      }
    }
  }
}

TEST_F(BatteryDescription, TheFillRateIsThatOfThePhysicsWithinOneAndAHalfPercent) {
  const double largest = physics.level_rate(settings.power_w);
  for (const auto& mode : modes()) {
    for (const auto& band : mode.elements) {
      for (double factor = 0; factor <= 1; factor += 0.05) {
        const auto& power = band.power_ranges.front();
        const double said = at_factor(band.fill_rate.start_of_range, band.fill_rate.end_of_range, factor);
        const double done = physics.level_rate(at_factor(power.start_of_range, power.end_of_range, factor));
        EXPECT_NEAR(said, done, 0.015 * largest) << *mode.diagnostic_label << " at " << factor;
      }
    }
  }
}

TEST_F(BatteryDescription, PredictsWhatADeviceThenMeasuresAndStores) {
  for (const auto mode : {BatteryMode::charge, BatteryMode::idle, BatteryMode::discharge}) {
    for (const double factor : {0.0, 0.3, 1.0}) {
      settings.transition = Duration{0};
      settings.initial_percent = 50;
      const auto device = make_battery(settings, at("08:00:00"));
      Conversation conversation(*device, at("08:00:00"));
      conversation.select(ControlType::fill_rate_based_control);
      const auto& band = band_at(modes()[static_cast<std::size_t>(mode)], 50);
      const auto ids = battery_ids(settings.name);
      conversation.send(frbc::Instruction{.message_id = {},
                                          .id = named_id("instruction"),
                                          .actuator_id = ids.actuator,
                                          .operation_mode = ids.of(mode),
                                          .operation_mode_factor = factor,
                                          .execution_time = at("08:00:00"),
                                          .abnormal_condition = false});
      conversation.go_to(at("08:10:00"));
      const auto& range = band.power_ranges.front();
      EXPECT_NEAR(conversation.last<PowerMeasurement>().values.front().value,
                  at_factor(range.start_of_range, range.end_of_range, factor), 0.1);
      const double rate = at_factor(band.fill_rate.start_of_range, band.fill_rate.end_of_range, factor);
      EXPECT_NEAR(*device->reading().fill_level, 50 + 600 * rate, 600 * 0.015 * physics.level_rate(5000));
    }
  }
}

TEST_F(BatteryDescription, ABandThatBordersAnotherBelongsToTheUpperOne) {
  const auto& charge = modes().front();
  EXPECT_EQ(band_at(charge, 79.999).fill_level_range.start_of_range, 0);
  EXPECT_EQ(band_at(charge, 80).fill_level_range.start_of_range, 80);
  EXPECT_EQ(band_at(charge, 100).fill_level_range.end_of_range, 100);
}

TEST_F(BatteryDescription, PromisesOnlyWhatIsSent) {
  EXPECT_FALSE(description.storage.provides_leakage_behaviour);
  EXPECT_FALSE(description.storage.provides_fill_level_target_profile);
  EXPECT_FALSE(description.storage.provides_usage_forecast);
  EXPECT_EQ(description.storage.fill_level_range, (NumberRange{settings.min_percent, settings.max_percent}));
}

}  // namespace
}  // namespace s2::devices
