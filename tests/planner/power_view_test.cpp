// What a device draws, now and later.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/power_view.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using enum CommodityQuantity;
using test::at;

PowerMeasurement measured(CommodityQuantity quantity, double value, Time when) {
  return {Id{"m"}, when, {{quantity, value}}};
}

PowerForecast expected(double value, Time from, Duration length) {
  return {Id{"f"}, from, {{length, {{{}, {}, {}, value, {}, {}, {}, electric_power_3_phase_symmetric}}}}};
}

constexpr Duration quarter{900'000};

TEST(PowerView, KnowsNothingAtFirst) {
  EXPECT_FALSE(PowerView{}.measured());
  EXPECT_EQ(PowerView{}.present(at(0)).total, 0);
}

TEST(PowerView, AValueHoldsUntilTheNextOfItsQuantity) {
  PowerView view;
  view.take(measured(electric_power_l1, 500, at(0)), at(0));
  view.take(measured(electric_power_l2, 200, at(0, 1)), at(0, 1));
  view.take(measured(electric_power_l1, 400, at(0, 2)), at(0, 2));
  EXPECT_EQ(view.present(at(0, 2)).total, 600);
}

TEST(PowerView, AnOldMeasurementYieldsToTheForecast) {
  PowerView view;
  view.take(measured(electric_power_l1, 500, at(0)), at(0));
  view.take(expected(800, at(0), Duration{3'600'000}), at(0));
  EXPECT_EQ(view.present(at(0) + Pace::measurement_life).total, 500);
  EXPECT_EQ(view.present(at(0) + Pace::measurement_life + Duration{1}).total, 800);
  EXPECT_EQ(view.present(at(2)).total, 500) << "nothing better is known";
}

TEST(PowerView, AForecastIsAveraged) {
  PowerView view;
  view.take(measured(electric_power_3_phase_symmetric, 100, at(0)), at(0));
  view.take(expected(900, at(1), Duration{300'000}), at(0));
  EXPECT_NEAR(view.expected(at(1), at(1, 15), at(0)).total, (900 * 5 + 100 * 10) / 15.0, 1e-9);
}

TEST(PowerView, WithoutForecastYesterdayIsTheBestGuess) {
  PowerView view;
  view.take(measured(electric_power_l1, 1000, at(7)), at(7));
  view.take(measured(electric_power_l1, 2000, at(7, 5)), at(7, 5));
  view.take(measured(electric_power_l1, 100, at(8)), at(8));
  EXPECT_EQ(view.expected(at(31), at(31, 15), at(30)).total, 1500);
  EXPECT_EQ(view.expected(at(33), at(33, 15), at(30)).total, 100) << "never seen: as now";
}

TEST(PowerView, ProductionNobodyForecastsIsNotCountedOnForLong) {
  PowerView view;
  view.take(measured(electric_power_l1, -3000, at(12)), at(12));
  EXPECT_EQ(view.expected(at(13), at(13) + quarter, at(12)).total, -3000);
  EXPECT_EQ(view.expected(at(20), at(20) + quarter, at(12)).total, 0);
}

TEST(PowerView, ADeviceThatAnnouncedThreePhasesIsNoSinglePhaseDevice) {
  PowerView view;
  view.announce({electric_power_l1, electric_power_l2, electric_power_l3});
  view.take(measured(electric_power_l1, 500, at(0)), at(0));
  EXPECT_EQ(view.measured()->drawn, 0);
  EXPECT_EQ(view.measured()->phase[0], 500);
}

}  // namespace
}  // namespace s2::planner
