// The worked examples of the rule catalogue, D.12, by number.

#include "home.hpp"

#include <rules/pebc_limits.hpp>
#include <rules/resolution/schedule.hpp>
#include <rules/resolution/values.hpp>
#include <s2/resolve.hpp>
#include <s2/storage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace s2 {
namespace {

using namespace rules;
using namespace tests;
using enum CommodityQuantity;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The energy of a course, kWh.
double energy_of(const std::vector<StoragePiece>& course) {
  double sum = 0;
  for (const StoragePiece& piece : course)
    sum += electric_power(piece.power).value_or(0) * (piece.until_s - piece.from_s) / 3.6e6;
  return sum;
}

const frbc::OperationMode heat_pump = filling_mode("on", {{{0, 100}, {0.00209, 0.00835}, {500, 2000}}});
const frbc::OperationMode charging = filling_mode("charge", {{{0, 100}, {0.00065, 0.0051}, {1400, 11000}}});

TEST(WorkedExample, N01AFactorInTheMiddle) { EXPECT_EQ(value_at(NumberRange{1000, 2500}, 0.5), 1750); }

TEST(WorkedExample, N02AHeatPumpAtHalfItsFactor) {
  const auto& element = heat_pump.elements[0];
  EXPECT_EQ(electric_power(element.power_ranges, 0.5), 1250);
  EXPECT_NEAR(value_at(element.fill_rate, 0.5), 0.00522, 1e-12);
  EXPECT_NEAR(level_after({{{&heat_pump, 0.5}}}, 46, noon, seconds(600)), 49.132, 1e-9);
}

TEST(WorkedExample, N03TheSameAtAFifth) {
  const auto& element = heat_pump.elements[0];
  EXPECT_EQ(electric_power(element.power_ranges, 0.2), 800);
  EXPECT_NEAR(value_at(element.fill_rate, 0.2), 0.003342, 1e-12);
}

TEST(WorkedExample, N04LossesAndUsage) {
  const frbc::LeakageBehaviour leakage{Id("m"), noon, {{{0, 100}, 0.00005}}};
  frbc::UsageForecast usage{Id("m"), noon, {}};
  usage.elements.resize(1);
  usage.elements[0].duration = hours(1);
  usage.elements[0].usage_rate_expected = 0.0015;
  const StorageFlow flow{{{&heat_pump, 0.2}}, &leakage, &usage};
  EXPECT_NEAR(level_after(flow, 52, noon, seconds(900)), 53.6128, 1e-9);
  EXPECT_NEAR(level_after(flow, 52, noon, seconds(1)) - 52, 0.001792, 1e-9);
}

TEST(WorkedExample, N05AnEvAndTheWantedPower) {
  const auto& element = charging.elements[0];
  const auto factor = factor_for_electric_power(element.power_ranges, 7200);
  ASSERT_TRUE(factor);
  EXPECT_NEAR(*factor, 0.6041667, 1e-7);
  EXPECT_NEAR(value_at(element.fill_rate, *factor), 0.00333854, 1e-8);
  const StorageFlow flow{{{&charging, *factor}}};
  const auto time = seconds_to_level(flow, 40, 80, noon);
  ASSERT_TRUE(time);
  EXPECT_EQ(std::lround(*time), 11981);
  EXPECT_NEAR(7200 * *time / 3.6e6, 23.96, 0.005);
}

TEST(WorkedExample, N06Discharging) {
  EXPECT_EQ(value_at(PowerRange{0, -5000, electric_power_l1}, 0.3), -1500);
  EXPECT_NEAR(value_at(NumberRange{0, -0.0025}, 0.3), -0.00075, 1e-15);
}

TEST(WorkedExample, N07ABatteryWithTwoBands) {
  const auto mode = filling_mode("charge", {{{0, 80}, {0, 0.0125}, {0, 5000}}, {{80, 100}, {0, 0.005}, {0, 2000}}});
  const StorageFlow flow{{{&mode, 1}}};
  EXPECT_NEAR(*seconds_to_level(flow, 70, 80, noon), 800, 1e-9);
  EXPECT_NEAR(*seconds_to_level(flow, 70, 100, noon), 4800, 1e-9);
  const auto course = storage_course(flow, 70, noon, seconds(4800));
  ASSERT_EQ(course.size(), 2U);
  EXPECT_NEAR(energy_of({course[0]}), 1.111, 0.0005);
  EXPECT_NEAR(energy_of({course[1]}), 2.222, 0.0005);
  EXPECT_NEAR(energy_of(course), 3.333, 0.0005);
}

TEST(WorkedExample, N08TwoActuators) {
  const auto heater = filling_mode("heat", {{{0, 100}, {0.01, 0.01}, {3000, 3000}}});
  const auto course = storage_course({{{&heat_pump, 0.5}, {&heater, 0}}}, 46, noon, seconds(1));
  ASSERT_EQ(course.size(), 1U);
  EXPECT_EQ(electric_power(course[0].power), 4250);
  EXPECT_NEAR(course[0].level_until - course[0].level_from, 0.01522, 1e-9);
}

TEST(WorkedExample, N09APointRange) {
  EXPECT_EQ(value_at(NumberRange{0, 0}, 0.37), 0);
  EXPECT_EQ(factor_for(0, NumberRange{0, 0}), 0);
}

TEST(WorkedExample, N10RunningCosts) {
  const NumberRange costs = costs_of(NumberRange{0.00001, 0.00003}, hours(1), 0.05);
  EXPECT_NEAR(costs.start_of_range, 0.086, 1e-12);
  EXPECT_NEAR(costs.end_of_range, 0.158, 1e-12);
}

TEST(WorkedExample, N11ATimerCountsMilliseconds) {
  Home home = switchable();
  home.started_timer("minimum", at("10:00:00") + Duration(7'200'000));
  EXPECT_EQ(*home.registry.ombc.states.finished_at(Id(), Id("minimum")), at("12:00:00"));
  const auto asked_for = [&](std::string_view when) {
    return resolve(home.switch_to("on", 1, at(when)), home.registry, at("11:30:00"));
  };
  ASSERT_TRUE(asked_for("11:45:00"));
  EXPECT_THAT(rules_of(asked_for("11:45:00")->doubts), testing::ElementsAre("INST-012"));
  EXPECT_EQ(asked_for("11:45:00")->begins, at("12:00:00"));
  EXPECT_TRUE(asked_for("12:05:00")->doubts.empty());
  EXPECT_EQ(at("10:00:00") + Duration(7200), at("10:00:07") + Duration(200));
}

TEST(WorkedExample, N12ATransitionWaitsForItsTimer) {
  Home home = switchable();
  home.started_timer("minimum", at("10:00:20"));
  const auto means = resolve(home.switch_to("on", 1, at("10:00:00")), home.registry, at("09:59:00"));
  ASSERT_TRUE(means);
  EXPECT_EQ(means->begins, at("10:00:20"));
  EXPECT_EQ(means->effective, at("10:00:23"));
}

TEST(WorkedExample, N13CurtailedSun) {
  EXPECT_EQ(prevented_power(-3450, -2000, 0), 1450);
  EXPECT_EQ(energy_kwh(prevented_power(-3500, -2000, 0), hours(1)), 1.5);
  EXPECT_EQ(energy_kwh(prevented_power(-3400, -2000, 0), hours(1)), 1.4);
}

TEST(WorkedExample, N14AnEnvelopeThatCameLate) {
  Home home;
  home.offer({{electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::lower_limit, {-3000, 0}, false}});
  const Message wish = home.limit({{minutes(15), 0, -2000}, {minutes(45), 0, -1000}}, at("15:00:00"));
  const auto pieces_for = [&](EnvelopeAnchor anchor) {
    const auto means = resolve(wish, home.registry, at("15:05:00"), anchor);
    return means ? std::get<EnvelopeResolution>(means->means).pieces : std::vector<EnvelopePiece>();
  };
  const auto anchored = pieces_for(EnvelopeAnchor::execution_time);
  ASSERT_EQ(anchored.size(), 2U);
  EXPECT_EQ(anchored[0].from, at("15:05:00"));
  EXPECT_EQ(anchored[0].until, at("15:15:00"));
  EXPECT_EQ(anchored[0].lower, -2000);
  EXPECT_EQ(anchored[1].until, at("16:00:00"));
  EXPECT_EQ(anchored[1].lower, -1000);
  const auto received = pieces_for(EnvelopeAnchor::reception);
  ASSERT_EQ(received.size(), 2U);
  EXPECT_EQ(received[0].until, at("15:20:00"));
  EXPECT_EQ(received[1].until, at("16:05:00"));
}

TEST(WorkedExample, N15RoomForAnEnergyConstraint) {
  EXPECT_EQ(energy_kwh(1000, hours(24)), 24);
  EXPECT_EQ(energy_kwh(3000, hours(24)), 72);
  const auto mean_of = [](std::vector<pebc::PowerEnvelopeElement> elements) {
    pebc::Instruction wish;
    wish.execution_time = noon;
    wish.power_envelopes = {{Id("e"), electric_power_l1, std::move(elements)}};
    pebc::EnergyConstraint constraint;
    constraint.valid_from = noon;
    constraint.valid_until = noon + hours(24);
    constraint.commodity_quantity = electric_power_l1;
    std::size_t steps = 0;
    return mean_limits(constraint, wish, Registry(Start::connected), noon, steps);
  };
  const auto mean_upper = [&](double limit) { return mean_of({{hours(16), 0, 0}, {hours(8), limit, 0}})->upper; };
  EXPECT_NEAR(mean_upper(7400), 2466.7, 0.05);
  EXPECT_NEAR(mean_upper(11000), 3666.7, 0.05);
  EXPECT_FALSE(mean_of({{hours(16), 0, 0}}));
}

TEST(WorkedExample, N16ARangeForAbnormalConditions) {
  Home home;
  home.offer({{electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {6000, 10000}, false},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 6000}, true},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::lower_limit, {0, 0}, false}});
  const auto outcome = [&](double limit, bool abnormal_condition) {
    return problems_of(resolve(home.limit({{hours(1), limit, 0}}, noon, abnormal_condition), home.registry, noon));
  };
  EXPECT_THAT(outcome(3000, false), testing::ElementsAre("PEBC-015"));
  EXPECT_TRUE(outcome(3000, true).empty());
  EXPECT_TRUE(outcome(6000, false).empty());
  EXPECT_TRUE(outcome(6000, true).empty());
}

TEST(WorkedExample, N17AGapBetweenRanges) {
  Home home;
  home.offer({{electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {1400, 11000}, false},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::lower_limit, {0, 0}, false}});
  const auto outcome = [&](double limit) {
    return problems_of(resolve(home.limit({{hours(1), limit, 0}}, noon), home.registry, noon));
  };
  EXPECT_THAT(outcome(700), testing::ElementsAre("PEBC-013"));
  for (const double limit : {0, 1400, 11000}) EXPECT_TRUE(outcome(limit).empty()) << limit;
}

TEST(WorkedExample, N18TheWindowOfADishwasher) {
  const auto task = dishwasher();
  EXPECT_EQ(latest_start(task, 0), at("04:30:00", 1));
  EXPECT_EQ(latest_start(task, 1), at("05:30:00", 1));
  EXPECT_EQ(latest_start(task, 0, minutes(15)), at("04:15:00", 1));
}

TEST(WorkedExample, N19TheGapBetweenTwoContainers) {
  Home home;
  home.task(dishwasher());
  home.scheduled(0, "wash", at("02:00:00", 1));
  const auto outcome = [&](std::string_view when) {
    return problems_of(resolve(home.schedule("second", "dry", at(when, 1)), home.registry, at("01:00:00", 1)));
  };
  EXPECT_TRUE(outcome("03:00:00").empty());
  EXPECT_TRUE(outcome("03:15:00").empty());
  EXPECT_THAT(outcome("03:20:00"), testing::ElementsAre("PPBC-015"));
  EXPECT_THAT(outcome("02:59:00"), testing::ElementsAre("PPBC-014"));
}

TEST(WorkedExample, N20APause) {
  const Pause pause{at("02:30:00"), at("03:10:00")};
  const Time end = end_with_pauses(at("02:00:00"), hours(1), std::span(&pause, 1));
  EXPECT_EQ(end, at("03:40:00"));
  const StartWindow window = start_window(dishwasher().power_sequence_containers[1].power_sequences[0], end);
  EXPECT_EQ(window.earliest, at("03:40:00"));
  EXPECT_EQ(window.latest, at("03:55:00"));
}

TEST(WorkedExample, N21TwoQuantitiesFollowOneFactor) {
  const auto power = power_at({{300, 2300, electric_power_l1}, {0.10, 0.50, natural_gas_flow_rate}}, 0.25);
  ASSERT_EQ(power.size(), 2U);
  EXPECT_EQ(power[0].value, 800);
  EXPECT_NEAR(power[1].value, 0.20, 1e-12);
}

TEST(WorkedExample, N22ADemandMetByTwo) {
  const NumberRange pump{2, 8};
  const double factor = factor_for(6, pump);
  EXPECT_NEAR(factor, 2.0 / 3, 1e-12);
  EXPECT_NEAR(value_at(PowerRange{600, 2400, electric_power_l1}, factor), 1800, 1e-9);
  EXPECT_EQ(value_at(PowerRange{0.15, 0.60, natural_gas_flow_rate}, 0), 0.15);
  EXPECT_NEAR(value_at(pump, factor) + value_at(NumberRange{5, 20}, 0), 11, 1e-12);
}

TEST(WorkedExample, N23AGenerator) {
  Home home = switchable();
  const auto means = resolve(home.switch_to("generate", 0.75, noon), home.registry, noon);
  ASSERT_TRUE(means);
  EXPECT_EQ(std::get<ModeResolution>(means->means).operations[0].power[0].value, -6500);
}

TEST(WorkedExample, N24Phases) {
  using Values = std::vector<PowerValue>;
  const Values phases{{electric_power_l1, 3000}, {electric_power_l2, 3000}, {electric_power_l3, 3000}};
  EXPECT_EQ(electric_power(phases), electric_power(Values{{electric_power_3_phase_symmetric, 9000}}));
}

TEST(WorkedExample, N25AForecastBand) {
  PowerForecastValue value;
  value.value_lower_68ppr = 340;
  value.value_upper_68ppr = 800;
  value.value_expected = 545.1;
  EXPECT_EQ(half_width(*value.value_lower_68ppr, *value.value_upper_68ppr), 230);
  EXPECT_EQ(half_width(*value.value_upper_68ppr, *value.value_lower_68ppr), 230);
  EXPECT_NEAR(energy_kwh(value.value_expected, hours(1)), 0.5451, 1e-12);
}

TEST(WorkedExample, N26EnergyOfAForecast) { EXPECT_NEAR(energy_kwh(-3450.1, Duration(3'600'000)), -3.4501, 1e-12); }

}  // namespace
}  // namespace s2
