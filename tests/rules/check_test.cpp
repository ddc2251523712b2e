// Checks of message scope.

#include "allocations.hpp"

#include <s2/base/limits.hpp>
#include <s2/rules.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

std::vector<std::string> found(const Message& message) {
  std::vector<std::string> lines;
  for (const auto& finding : check(message)) lines.push_back(finding.rule + ' ' + finding.pointer);
  return lines;
}

using Lines = std::vector<std::string>;

// A UUID by its last two digits.
Id uuid(const char* digits) { return Id(std::string("00000000-0000-4000-8000-0000000000") + digits); }

frbc::Instruction instruction(double factor) {
  return {.message_id = uuid("01"),
          .id = uuid("f1"),
          .actuator_id = uuid("a1"),
          .operation_mode = uuid("b1"),
          .operation_mode_factor = factor,
          .execution_time = {},
          .abnormal_condition = false};
}

TEST(Check, AFactorLiesBetweenZeroAndOne) {
  EXPECT_EQ(found(instruction(0)), Lines{});
  EXPECT_EQ(found(instruction(1)), Lines{});
  EXPECT_EQ(found(instruction(1.3)), Lines{"NUM-004 /operation_mode_factor"});
  EXPECT_EQ(found(instruction(-0.1)), Lines{"NUM-004 /operation_mode_factor"});
}

TEST(Check, RoundingOfAFactorIsForgiven) {
  EXPECT_EQ(found(instruction(1 + 1e-10)), Lines{"NUM-005 /operation_mode_factor"});
  EXPECT_EQ(check(instruction(-1e-10)).front().severity, Severity::warning);
}

TEST(Check, AnRmListsItsVersions) {
  EXPECT_EQ(found(Handshake{uuid("01"), EnergyManagementRole::rm, {}}), Lines{"HS-002 /supported_protocol_versions"});
  EXPECT_EQ(found(Handshake{uuid("01"), EnergyManagementRole::cem, {}}), Lines{});
}

TEST(Check, WhatIsWrongDeepInsideIsPointedAt) {
  frbc::LeakageBehaviour leakage{.message_id = uuid("01"),
                                 .valid_from = {},
                                 .elements = {{.fill_level_range = {0, 10}, .leakage_rate = 0.1},
                                              {.fill_level_range = {20, 10}, .leakage_rate = 0.1}}};
  EXPECT_EQ(found(leakage), Lines{"NUM-007 /elements/1/fill_level_range"});
  EXPECT_EQ(check(leakage).front().value, "20 … 10");
}

TEST(Check, DescendingPowerRangesAreLegal) {
  PowerRange range{.start_of_range = 5000, .end_of_range = 0, .commodity_quantity = {}};
  ombc::SystemDescription description{.message_id = uuid("01"),
                                      .valid_from = {},
                                      .operation_modes = {{.id = uuid("b1"),
                                                           .diagnostic_label = {},
                                                           .power_ranges = {range},
                                                           .running_costs = {},
                                                           .abnormal_condition_only = false}},
                                      .transitions = {},
                                      .timers = {}};
  const auto findings = check(description);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "NUM-010");
  EXPECT_FALSE(has_error(findings));
}

TEST(Check, SecondsInPlaceOfMillisecondsAreNoticed) {
  PowerForecast forecast{.message_id = uuid("01"),
                         .start_time = {},
                         .elements = {{.duration = Duration(3660), .power_values = {PowerForecastValue{}}}}};
  EXPECT_EQ(found(forecast), Lines{"TIME-008 /elements/0/duration"});
  forecast.elements[0].duration = Duration(3'600'000);
  EXPECT_EQ(found(forecast), Lines{});
}

TEST(Check, FindingsAreBounded) {
  pebc::PowerConstraints constraints{.message_id = uuid("01"),
                                     .id = uuid("e1"),
                                     .valid_from = {},
                                     .valid_until = {},
                                     .consequence_type = {},
                                     .allowed_limit_ranges = {}};
  constraints.allowed_limit_ranges.resize(Limits::findings, {.range_boundary = {2, 1}});
  EXPECT_EQ(check(constraints).size(), Limits::findings);
  constraints.allowed_limit_ranges.resize(Limits::findings + 1, {.range_boundary = {2, 1}});
  EXPECT_EQ(check(constraints).size(), Limits::findings);
}

TEST(Check, ALenientReaderTakesSomeErrorsForWarnings) {
  pebc::PowerConstraints constraints{
      .message_id = uuid("01"),
      .id = uuid("e1"),
      .valid_from = {},
      .valid_until = {},
      .consequence_type = {},
      .allowed_limit_ranges = {{.limit_type = pebc::PowerEnvelopeLimitType::upper_limit, .range_boundary = {2, 1}},
                               {.limit_type = pebc::PowerEnvelopeLimitType::lower_limit, .range_boundary = {0, 1}}}};
  EXPECT_TRUE(has_error(check(constraints)));
  EXPECT_FALSE(has_error(check(constraints, Strictness::lenient)));
}

TEST(Check, NoNumberOfWarningsHidesAnError) {
  // A hundred descending power ranges are legal; the band without room that comes after them is not.
  const PowerRange descending{.start_of_range = 2, .end_of_range = 1, .commodity_quantity = {}};
  frbc::OperationModeElement element;
  element.fill_level_range = {0, 1};
  element.power_ranges = {descending};
  frbc::OperationMode mode;
  mode.elements.resize(100, element);
  mode.elements.back().fill_level_range = {1, 1};
  frbc::SystemDescription description;
  description.actuators.resize(1);
  description.actuators[0].supported_commodities = {Commodity::electricity};
  description.actuators[0].operation_modes = {mode};
  description.storage.fill_level_range = {0, 1};
  const auto findings = check(description);
  EXPECT_EQ(findings.size(), Limits::findings);
  EXPECT_TRUE(has_error(findings));
  EXPECT_EQ(findings.front().rule, "NUM-007");
  EXPECT_EQ(findings.front().pointer, "/actuators/0/operation_modes/0/elements/99/fill_level_range");
  EXPECT_EQ(findings.back().rule, "NUM-010");
}

TEST(Check, ALenientReaderForgivesAnEmptyBandForLeakageOnly) {
  frbc::LeakageBehaviour leakage;
  leakage.elements = {{.fill_level_range = {0, 0}, .leakage_rate = 0}};
  EXPECT_TRUE(has_error(check(leakage)));
  EXPECT_EQ(check(leakage, Strictness::lenient).front().rule, "NUM-007");
  EXPECT_FALSE(has_error(check(leakage, Strictness::lenient)));

  frbc::SystemDescription description;
  description.actuators.resize(1);
  description.actuators[0].operation_modes.resize(1);
  description.actuators[0].operation_modes[0].elements.resize(1);
  description.storage.fill_level_range = {0, 1};
  EXPECT_TRUE(has_error(check(description, Strictness::lenient)));
}

TEST(Check, NothingIsColderThanAbsoluteZero) {
  const auto temperature = CommodityQuantity::heat_temperature;
  PowerMeasurement measurement;
  measurement.values = {{.commodity_quantity = CommodityQuantity::electric_power_l1, .value = -3000},
                        {.commodity_quantity = temperature, .value = -274}};
  EXPECT_EQ(found(measurement), Lines{"NUM-012 /values/1/value"});
  measurement.values[1].value = -273.15;
  EXPECT_EQ(found(measurement), Lines{});

  PowerForecastValue value;
  value.commodity_quantity = temperature;
  value.value_expected = 20;
  value.value_lower_limit = -300;
  PowerForecast forecast;
  forecast.elements = {{.duration = Duration(1000), .power_values = {value}}};
  EXPECT_EQ(found(forecast), Lines{"NUM-012 /elements/0/power_values/0/value_lower_limit"});

  pebc::Instruction envelope;
  envelope.power_envelopes.resize(1);
  envelope.power_envelopes[0].commodity_quantity = temperature;
  envelope.power_envelopes[0].power_envelope_elements = {
      {.duration = Duration(1000), .upper_limit = 20, .lower_limit = -500}};
  EXPECT_EQ(found(envelope), Lines{"NUM-012 /power_envelopes/0/power_envelope_elements/0"});
}

TEST(AChecker, FindsWhatCheckFindsMessageAfterMessage) {
  Checker checker(Strictness::strict);
  const Message wrong = instruction(1.3);
  const Message odd = frbc::StorageStatus{Id("odd"), 50};
  const Message fine = instruction(1);
  for (const Message* message : {&wrong, &fine, &odd, &wrong, &odd}) {
    const auto findings = checker.check(*message);
    EXPECT_EQ(std::vector<Finding>(findings.begin(), findings.end()), check(*message, Strictness::strict));
  }
}

TEST(AChecker, TakesNoMemoryForTheSameFindingsAgain) {
  Checker checker;
  const Message wrong = instruction(1.3);
  const Message odd = frbc::StorageStatus{Id("odd"), 50};
  std::size_t before = 0;
  for (int round = 0; round < 3; ++round) {
    if (round == 2) before = tests::allocations();
    EXPECT_EQ(checker.check(wrong).size(), 1U);
    EXPECT_EQ(checker.check(odd).size(), 1U);
  }
  EXPECT_EQ(tests::allocations(), before);
}

}  // namespace
}  // namespace s2
