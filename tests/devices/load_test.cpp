// What the household load's Resource Manager says.

#include "conversation.hpp"

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

LoadSettings settings_of(const Day& day) {
  LoadSettings settings;
  settings.load_w = day.load_w;
  settings.forecast_w = day.load_forecast_w;
  return settings;
}

TEST(Load, MeasuresEveryMinuteAndOnLargeChanges) {
  const Day& day = embedded_days().front();
  const auto device = make_load(settings_of(day), day.start);
  Conversation conversation(*device, day.start);
  conversation.go_to(day.start + std::chrono::hours(2), std::chrono::seconds(10));
  const auto measurements = conversation.all<PowerMeasurement>();
  EXPECT_GE(measurements.size(), 120u);
  EXPECT_LE(measurements.size(), 180u);
  for (const auto& measurement : measurements) EXPECT_GE(measurement.values.front().value, 0);
}

TEST(Load, CanBeSelectedAsNotControllableAndGoesOnTheSame) {
  const Day& day = embedded_days().front();
  const auto device = make_load(settings_of(day), day.start);
  Conversation conversation(*device, day.start);
  conversation.select(ControlType::not_controllable);
  conversation.forget();
  conversation.go_to(day.start + std::chrono::hours(1), std::chrono::minutes(1));
  EXPECT_EQ(conversation.all<PowerForecast>().size(), 1u);
  EXPECT_EQ(conversation.all<PowerMeasurement>().size(), 60u);
}

TEST(Load, TheSameSeedGivesTheSameDayAndAnotherOneAnother) {
  const Day& day = embedded_days().front();
  const auto messages_with = [&](std::uint64_t seed) {
    auto settings = settings_of(day);
    settings.seed = seed;
    const auto device = make_load(settings, day.start);
    Conversation conversation(*device, day.start);
    conversation.go_to(day.start + std::chrono::hours(3), std::chrono::minutes(1));
    return conversation.received();
  };
  EXPECT_EQ(messages_with(1), messages_with(1));
  EXPECT_NE(messages_with(1), messages_with(2));
}

TEST(Load, WithoutLifeItIsExactlyItsSeries) {
  const Day& day = embedded_days().front();
  auto settings = settings_of(day);
  settings.lively = false;
  const auto device = make_load(settings, day.start);
  for (int minute = 0; minute < 1440; minute += 10) {
    device->step(day.start + std::chrono::minutes(minute));
    EXPECT_EQ(device->reading().power, day.load_w.at(day.start + std::chrono::minutes(minute)));
  }
}

TEST(Load, WithoutASeriesItUsesNothingAndForecastsNothing) {
  const auto device = make_load({}, at("08:00:00"));
  Conversation conversation(*device, at("08:00:00"));
  conversation.go_to(at("12:00:00"), std::chrono::minutes(1));
  EXPECT_EQ(device->reading().power, 0);
  EXPECT_TRUE(conversation.all<PowerForecast>().empty());
}

}  // namespace
}  // namespace s2::devices
