// Planning the storages of a home.

#include "fake_battery.hpp"

#include <planner/home_plan.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

Home two_levels() {
  Home home;
  home.prices = {{at(0), 0.10}, {at(1), 0.40}};
  home.feed_in_at_price = false;
  return home;
}

Device storage(double level, test::BatteryNature nature = {}) {
  Device device;
  test::FakeBattery battery(nature, level);
  device.on(ControlTypeChanged{ControlType::fill_rate_based_control}, at(0));
  for (auto& message : battery.greeting()) device.on(Received{std::move(message), {}}, at(0));
  return device;
}

// A consumer that draws this much for a day.
Device consumer(double power_w) {
  Device device;
  device.on(Received{PowerForecast{Id{"f"},
                                   at(0),
                                   {{Duration{24 * 3'600'000},
                                     {{{}, {}, {}, power_w, {}, {}, {}, CommodityQuantity::electric_power_l1}}}}},
                     {}},
            at(0));
  return device;
}

HomePlan plan(const Devices& devices, const Home& home = two_levels()) {
  return HomePlan::make(devices, Tariff(home), Fuse(home.fuse_w, home.phases), 0, at(0));
}

double charged_wh(const HomePlan& plan, DeviceKey key) {
  double sum = 0;
  for (int quarter = 0; quarter < 4; ++quarter) sum += plan.at(key, at(0, 15 * quarter))->power_w / 4;
  return sum;
}

TEST(HomePlan, ChargesForTheLoadAhead) {
  Devices devices;
  devices.emplace(1, consumer(1'000));
  devices.emplace(2, storage(10));
  // 1000 Wh, twice through losses of a twentieth.
  EXPECT_NEAR(charged_wh(plan(devices), 2), 1'000 / 0.95 / 0.95, 1);
}

TEST(HomePlan, TwoStoragesDoNotServeTheSameLoad) {
  Devices devices;
  devices.emplace(1, consumer(1'000));
  devices.emplace(2, storage(11));
  devices.emplace(3, storage(11));
  const HomePlan both = plan(devices);
  EXPECT_NEAR(charged_wh(both, 2) + charged_wh(both, 3), (1'000 / 0.95 - 40) / 0.95, 30);
}

TEST(HomePlan, AWantedLevelIsReached) {
  Device device = storage(20);
  device.on(Received{frbc::FillLevelTargetProfile{
                         Id{"t"}, at(0), {{Duration{5'400'000}, {0, 100}}, {Duration{3'600'000}, {60, 90}}}},
                     {}},
            at(0));
  Devices devices;
  devices.emplace(2, std::move(device));
  const HomePlan made = plan(devices);
  EXPECT_NEAR(made.at(2, at(1, 29))->expected_level, 60, 0.5);
  EXPECT_TRUE(made.at(2, at(0))->needed);
}

TEST(HomePlan, TheFuseLimitsWhatIsPlanned) {
  Home small = two_levels();
  small.fuse_w = 3'000;
  small.phases = 1;
  Devices devices;
  devices.emplace(1, consumer(2'000));
  devices.emplace(2, storage(10));
  const HomePlan made = plan(devices, small);
  for (int quarter = 0; quarter < 4; ++quarter) EXPECT_LE(made.at(2, at(0, 15 * quarter))->power_w, 1'000);
}

TEST(HomePlan, KnowsItsTime) {
  const HomePlan made = plan({});
  EXPECT_TRUE(made.covers(at(0, 14)));
  EXPECT_FALSE(made.covers(at(0, 15)));
  EXPECT_FALSE(HomePlan{}.covers(at(0)));
  EXPECT_FALSE(made.at(2, at(0)));
}

}  // namespace
}  // namespace s2::planner
