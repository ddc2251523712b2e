// Factors, bands and totals.

#include <rules/resolution/values.hpp>

#include <s2/model/frbc.hpp>

#include <gtest/gtest.h>

#include <random>

namespace s2::rules {
namespace {

using enum CommodityQuantity;

frbc::OperationModeElement band(double from, double to) { return {{from, to}, {}, {}, {}}; }

TEST(Values, TheEndsOfARangeAreExact) {
  std::mt19937_64 chance(1);
  std::uniform_real_distribution<double> any(-1e6, 1e6);
  for (int i = 0; i < 10'000; ++i) {
    const NumberRange range{any(chance), any(chance)};
    EXPECT_EQ(value_at(range, 0), range.start_of_range);
    EXPECT_EQ(value_at(range, 1), range.end_of_range);
    EXPECT_EQ(factor_for(range.start_of_range, range), 0);
    EXPECT_EQ(factor_for(range.end_of_range, range), 1);
  }
}

TEST(Values, TheFactorForAValueGivesTheValue) {
  std::mt19937_64 chance(2);
  std::uniform_real_distribution<double> any(-20'000, 20'000);
  std::uniform_real_distribution<double> part(0, 1);
  for (int i = 0; i < 10'000; ++i) {
    const NumberRange range{any(chance), any(chance)};
    const double factor = part(chance);
    const double value = value_at(range, factor);
    EXPECT_TRUE(covers(range, value));
    EXPECT_NEAR(value_at(range, factor_for(value, range)), value, 1e-10);
    const double width = std::abs(range.end_of_range - range.start_of_range);
    EXPECT_NEAR(factor_for(value, range) * width, factor * width, 1e-10);
  }
}

TEST(Values, AWantedValueOutsideGetsTheNearestEnd) {
  const NumberRange falling{0, -5000};
  EXPECT_EQ(factor_for(-9000, falling), 1);
  EXPECT_EQ(factor_for(100, falling), 0);
  EXPECT_EQ(factor_for(7, NumberRange{3, 3}), 0);
}

TEST(Values, ARangeMayBeWiderThanNumbersGo) {
  const double huge = std::numeric_limits<double>::max();
  EXPECT_EQ(factor_for(0, NumberRange{-huge, huge}), 0.5);
  EXPECT_EQ(value_at(NumberRange{-huge, huge}, 0.5), 0);
}

TEST(Values, ABorderBelongsToTheUpperBandAndTheLastEndToTheLast) {
  const std::vector<frbc::OperationModeElement> bands{band(80, 100), band(0, 80)};
  EXPECT_EQ(element_at(bands, 0), &bands[1]);
  EXPECT_EQ(element_at(bands, 80), &bands[0]);
  EXPECT_EQ(element_at(bands, 100), &bands[0]);
  EXPECT_EQ(element_at(bands, 100.1), nullptr);
  EXPECT_EQ(element_at(bands, -0.1), nullptr);
  EXPECT_EQ(element_near(bands, 500), &bands[0]);
  EXPECT_EQ(element_near(bands, -500), &bands[1]);
  EXPECT_EQ(element_near(std::vector<frbc::OperationModeElement>{}, 1), nullptr);
}

TEST(Values, ASeamBetweenBandsIsNoGap) {
  const std::vector<frbc::OperationModeElement> bands{band(0, 0.3), band(0.1 + 0.2, 1)};
  EXPECT_EQ(element_at(bands, std::nextafter(0.3, 0)), &bands[0]);
  EXPECT_NE(element_at(bands, 0.3), nullptr);
  EXPECT_EQ(element_at(bands, 0.1 + 0.2), &bands[1]);
}

TEST(Values, ElectricPowerIsTheSymmetricValueOrTheSumOfThePhases) {
  using Values = std::vector<PowerValue>;
  EXPECT_EQ(electric_power(Values{{electric_power_3_phase_symmetric, 9000}}), 9000);
  EXPECT_EQ(electric_power(Values{{electric_power_l1, 3000}, {electric_power_l2, 3000}, {electric_power_l3, 3000}}),
            9000);
  EXPECT_EQ(electric_power(Values{{electric_power_l1, 3000}, {electric_power_3_phase_symmetric, 9000}}), 9000);
  EXPECT_EQ(electric_power(Values{{natural_gas_flow_rate, 3}}), std::nullopt);
  EXPECT_EQ(electric_power({{0, -5000, electric_power_l1}, {1, 2, oil_flow_rate}}, 0.5), -2500);
}

}  // namespace
}  // namespace s2::rules
