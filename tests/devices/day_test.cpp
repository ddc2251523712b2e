// Three devices through every embedded day, each in its own conversation with a manager that steers by a simple rule:
// nothing is refused, nothing is noted, and the books balance.

#include "conversation.hpp"

#include <devices/battery_description.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

constexpr Duration tick = std::chrono::seconds(30);
constexpr double tick_h = 30.0 / 3600;

class WholeDay : public testing::TestWithParam<std::size_t> {
 protected:
  const Day& day = embedded_days()[GetParam()];
};

std::vector<std::size_t> every_day() {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < embedded_days().size(); ++i) out.push_back(i);
  return out;
}

// Charges below the mean price, discharges above it, with a factor that changes by the hour.
frbc::Instruction by_price(const BatterySettings& settings, const Day& day, int hour) {
  const auto ids = battery_ids(settings.name);
  const Time when = day.start + std::chrono::hours(hour);
  const bool cheap = day.price_eur_kwh.at(when) < day.price_eur_kwh.mean(day.start, day.start + std::chrono::hours(24));
  return {.message_id = {},
          .id = named_id("hour " + std::to_string(hour)),
          .actuator_id = ids.actuator,
          .operation_mode = ids.of(cheap ? BatteryMode::charge : BatteryMode::discharge),
          .operation_mode_factor = (hour % 5) / 4.0,
          .execution_time = when + std::chrono::minutes(hour % 3),
          .abnormal_condition = false};
}

TEST_P(WholeDay, ABatteryKeepsItsBooks) {
  const BatterySettings settings;
  const auto device = make_battery(settings, day.start);
  Conversation conversation(*device, day.start);
  conversation.select(ControlType::fill_rate_based_control);
  double grid_wh = 0;
  for (int hour = 0; hour < 24; ++hour) {
    conversation.send(by_price(settings, day, hour));
    const Time until = day.start + std::chrono::hours(hour + 1);
    while (conversation.now() < until) {
      conversation.go_to(conversation.now() + tick);
      grid_wh += device->reading().power * tick_h;
    }
  }
  const double stored_wh = (*device->reading().fill_level - settings.initial_percent) / 100 * settings.capacity_wh;
  EXPECT_LT(stored_wh, grid_wh) << "losses are never negative";
  EXPECT_LT(conversation.received().size(), 3000u);
  EXPECT_GT(conversation.all<PowerMeasurement>().size(), 1440u);
}

TEST_P(WholeDay, APvSystemIsCurtailedWhilePricesAreNegative) {
  PvSettings settings;
  settings.available_w = day.pv_w;
  const auto device = make_pv(settings, day.start);
  Conversation conversation(*device, day.start);
  conversation.select(ControlType::power_envelope_based_control);
  double produced_wh = 0;
  double possible_wh = 0;
  for (int hour = 0; hour < 24; ++hour) {
    const Time begin = day.start + std::chrono::hours(hour);
    if (day.price_eur_kwh.at(begin) < 0) {
      conversation.send(pebc::Instruction{
          .message_id = {},
          .id = named_id("hour " + std::to_string(hour)),
          .execution_time = begin,
          .abnormal_condition = false,
          .power_constraints_id = conversation.last<pebc::PowerConstraints>().id,
          .power_envelopes = {{.id = named_id("envelope " + std::to_string(hour)),
                               .commodity_quantity = CommodityQuantity::electric_power_3_phase_symmetric,
                               .power_envelope_elements = {{std::chrono::hours(1), 0, 0}}}}});
    } else {
      possible_wh += day.pv_w.mean(begin, begin + std::chrono::hours(1));
    }
    while (conversation.now() < begin + std::chrono::hours(1)) {
      conversation.go_to(conversation.now() + tick);
      produced_wh -= device->reading().power * tick_h;
    }
  }
  EXPECT_NEAR(produced_wh, possible_wh, 0.02 * possible_wh + 50);
  EXPECT_LT(conversation.received().size(), 2000u);
}

TEST_P(WholeDay, ALoadUsesWhatWasMeasured) {
  LoadSettings settings;
  settings.load_w = day.load_w;
  settings.forecast_w = day.load_forecast_w;
  const auto device = make_load(settings, day.start);
  Conversation conversation(*device, day.start);
  conversation.select(ControlType::not_controllable);
  double used_wh = 0;
  while (conversation.now() < day.start + std::chrono::hours(24)) {
    used_wh += device->reading().power * tick_h;
    conversation.go_to(conversation.now() + tick);
  }
  EXPECT_NEAR(used_wh, 24 * day.load_w.mean(day.start, day.start + std::chrono::hours(24)), 1);
  EXPECT_EQ(conversation.all<PowerForecast>().size(), 25u);
  EXPECT_LT(conversation.received().size(), 2500u);
}

INSTANTIATE_TEST_SUITE_P(Days, WholeDay, testing::ValuesIn(every_day()),
                         [](const auto& each) { return "Day" + std::to_string(each.param + 1); });

}  // namespace
}  // namespace s2::devices
