// Electric power and its phases.

#include <planner/flow.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using enum CommodityQuantity;

std::optional<Flow> flow(std::vector<PowerValue> values) { return flow_of(values); }

TEST(Flow, OnlyElectricPowerCounts) {
  EXPECT_FALSE(flow({{natural_gas_flow_rate, 3}, {heat_thermal_power, 2000}}));
  EXPECT_EQ(flow({{natural_gas_flow_rate, 3}, {electric_power_l1, 2000}})->total, 2000);
}

TEST(Flow, TheSymmetricValueIsTheTotalOfThreePhases) {
  const auto nine = flow({{electric_power_3_phase_symmetric, 9000}});
  EXPECT_EQ(nine->total, 9000);
  EXPECT_EQ(nine->phase, (std::array{3000.0, 3000.0, 3000.0}));
}

TEST(Flow, TheSymmetricValueIsNotAddedToPhases) {
  EXPECT_EQ(flow({{electric_power_3_phase_symmetric, 9000}, {electric_power_l1, 3000}})->total, 9000);
}

TEST(Flow, PhasesAddUp) {
  const auto uneven = flow({{electric_power_l1, 1000}, {electric_power_l2, 200}, {electric_power_l3, -300}});
  EXPECT_EQ(uneven->total, 900);
  EXPECT_EQ(uneven->heaviest(), 1000);
  EXPECT_EQ(uneven->lightest(), -300);
}

TEST(Flow, ASinglePhaseMayBeAnyPhase) {
  const Flow home = *flow({{electric_power_l1, 2000}}) + *flow({{electric_power_l1, -1500}}) +
                    *flow({{electric_power_3_phase_symmetric, 3000}});
  EXPECT_EQ(home.total, 3500);
  EXPECT_EQ(home.heaviest(), 3000);  // the consumer meets a third of the symmetric load, the producer does not help
  EXPECT_EQ(home.lightest(), -500);  // the producer on a phase without the consumer
}

TEST(Wiring, FollowsTheQuantities) {
  EXPECT_EQ(wiring_of(std::vector<PowerRange>{{0, 5000, electric_power_l1}}).worst_share(), 1);
  EXPECT_DOUBLE_EQ(wiring_of(std::vector<PowerRange>{{0, 5000, electric_power_3_phase_symmetric}}).worst_share(),
                   1.0 / 3);
  const Wiring uneven = wiring_of(std::vector<PowerRange>{{0, 3000, electric_power_l1}, {0, 1000, electric_power_l2}});
  EXPECT_DOUBLE_EQ(uneven.worst_share(), 0.75);
}

TEST(Wiring, CarriesPowerToItsPhases) {
  const Flow fed = wiring_of(std::vector<PowerRange>{{0, 1, electric_power_l1}}).carry(-2000);
  EXPECT_EQ(fed.fed, -2000);
  EXPECT_EQ(fed.drawn, 0);
  EXPECT_DOUBLE_EQ(Wiring{}.carry(3000).phase[1], 1000);
}

}  // namespace
}  // namespace s2::planner
