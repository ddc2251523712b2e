// Limits the constraints allow.

#include "fake_battery.hpp"

#include <planner/envelope.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using enum CommodityQuantity;
using enum pebc::PowerEnvelopeLimitType;
using Range = pebc::AllowedLimitRange;

constexpr Duration hour{3'600'000};
constexpr auto symmetric = electric_power_3_phase_symmetric;

pebc::PowerConstraints offer(std::vector<Range> ranges) {
  return {Id{"m"}, Id{"c"}, test::at(0), {}, pebc::PowerEnvelopeConsequenceType::vanish, std::move(ranges)};
}

pebc::PowerEnvelopeElement only_element(const pebc::PowerConstraints& constraints, PowerLimits wanted) {
  return envelopes(constraints, wanted, hour).front().power_envelope_elements.front();
}

TEST(Envelope, TakesWhatIsWantedWhereItIsAllowed) {
  const auto panels = offer({{symmetric, upper_limit, {0, 0}, false}, {symmetric, lower_limit, {-5000, 0}, false}});
  const auto element = only_element(panels, {-1200, 0});
  EXPECT_EQ(element.lower_limit, -1200);
  EXPECT_EQ(element.upper_limit, 0);
  EXPECT_EQ(element.duration, hour);
}

TEST(Envelope, PrefersTheTighterSideOfAGap) {
  const auto steps = offer({{symmetric, upper_limit, {0, 0}, false},
                            {symmetric, lower_limit, {0, 0}, false},
                            {symmetric, lower_limit, {-5000, -2000}, false}});
  EXPECT_EQ(only_element(steps, {-1200, 0}).lower_limit, 0);
  EXPECT_EQ(only_element(steps, {-2500, 0}).lower_limit, -2500);
  const auto charger = offer({{symmetric, lower_limit, {0, 0}, false},
                              {symmetric, upper_limit, {0, 0}, false},
                              {symmetric, upper_limit, {1400, 11000}, false}});
  EXPECT_EQ(only_element(charger, {0, 700}).upper_limit, 0);
  EXPECT_EQ(only_element(charger, {0, 2000}).upper_limit, 2000);
}

TEST(Envelope, LeavesAbnormalRangesAlone) {
  const auto abnormal = offer({{symmetric, lower_limit, {0, 0}, false},
                               {symmetric, upper_limit, {6000, 10000}, false},
                               {symmetric, upper_limit, {0, 6000}, true}});
  EXPECT_EQ(only_element(abnormal, {0, 3000}).upper_limit, 6000);
}

TEST(Envelope, SharesBetweenPhases) {
  std::vector<Range> ranges;
  for (const auto phase : {electric_power_l1, electric_power_l2, electric_power_l3}) {
    ranges.push_back({phase, upper_limit, {0, 0}, false});
    ranges.push_back({phase, lower_limit, {-2000, 0}, false});
  }
  const auto all = envelopes(offer(ranges), {-3000, 0}, hour);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].power_envelope_elements.front().lower_limit, -1000);
  EXPECT_EQ(limits_of(all).lower, -3000);
  EXPECT_EQ(widest_limits(offer(ranges))->lower, -6000);
}

TEST(Envelope, AQuantityWithOneKindOfLimitIsNoOffer) {
  EXPECT_FALSE(widest_limits(offer({{electric_power_l1, upper_limit, {0, 0}, false}})));
  EXPECT_TRUE(envelopes(offer({{heat_thermal_power, upper_limit, {0, 0}, false}}), {0, 0}, hour).empty());
}

TEST(Envelope, NeverPutsTheLowerLimitAboveTheUpper) {
  const auto impossible =
      offer({{symmetric, upper_limit, {-5000, -3000}, false}, {symmetric, lower_limit, {-2000, 0}, false}});
  EXPECT_TRUE(envelopes(impossible, {-1000, 0}, hour).empty());
}

}  // namespace
}  // namespace s2::planner
