// Power envelopes along the clock.

#include "conversation.hpp"

#include <devices/envelope.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

using enum pebc::PowerEnvelopeLimitType;

constexpr auto quantity = CommodityQuantity::electric_power_3_phase_symmetric;

// The late envelope of the rule catalogue, D.12, number 14.
const pebc::PowerEnvelope late{
    .id = {},
    .commodity_quantity = quantity,
    .power_envelope_elements = {{std::chrono::minutes(15), 0, -2000}, {std::chrono::minutes(45), 0, -1000}}};

TEST(Envelope, ElementsAreAnchoredAtTheExecutionTime) {
  const auto limit_at = [](std::string_view clock) {
    return place_in(late, at("15:00:00"), at(clock)).element->lower_limit;
  };
  EXPECT_EQ(limit_at("15:05:00"), -2000);
  EXPECT_EQ(limit_at("15:14:59"), -2000);
  EXPECT_EQ(limit_at("15:15:00"), -1000);
  EXPECT_EQ(limit_at("15:59:59"), -1000);
  EXPECT_EQ(limit_at("14:00:00"), -2000);
}

TEST(Envelope, EndsAfterItsLastElement) {
  EXPECT_EQ(place_in(late, at("15:00:00"), at("16:00:00")).element, nullptr);
  EXPECT_EQ(place_in(late, at("15:00:00"), at("15:20:00")).until, at("16:00:00"));
}

pebc::AllowedLimitRange range(double from, double to, bool abnormal_only) {
  return {.commodity_quantity = quantity,
          .limit_type = upper_limit,
          .range_boundary = {from, to},
          .abnormal_condition_only = abnormal_only};
}

// The rule catalogue, D.12, numbers 16 and 17.
TEST(Envelope, RangesAreAlternativesAndSomeAreForAbnormalConditionsOnly) {
  pebc::PowerConstraints constraints;
  constraints.allowed_limit_ranges = {range(6000, 10'000, false), range(0, 6000, true)};
  EXPECT_FALSE(is_allowed(constraints, quantity, upper_limit, 3000, false));
  EXPECT_TRUE(is_allowed(constraints, quantity, upper_limit, 3000, true));
  EXPECT_TRUE(is_allowed(constraints, quantity, upper_limit, 6000, false));
  EXPECT_FALSE(is_allowed(constraints, quantity, lower_limit, 6000, false));

  constraints.allowed_limit_ranges = {range(0, 0, false), range(1400, 11'000, false)};
  EXPECT_FALSE(is_allowed(constraints, quantity, upper_limit, 700, false));
  for (const double limit : {0, 1400, 11'000})
    EXPECT_TRUE(is_allowed(constraints, quantity, upper_limit, limit, false));
}

}  // namespace
}  // namespace s2::devices
