// Sets of commodity quantities.

#include <rules/quantity_set.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

using enum CommodityQuantity;

QuantitySet set_of(std::initializer_list<CommodityQuantity> quantities) {
  QuantitySet set;
  for (const auto quantity : quantities) set.add(quantity);
  return set;
}

TEST(QuantitySet, TakesAQuantityOnce) {
  QuantitySet set;
  EXPECT_TRUE(set.empty());
  EXPECT_TRUE(set.add(oil_flow_rate));
  EXPECT_FALSE(set.add(oil_flow_rate));
  EXPECT_FALSE(set.has_several());
  EXPECT_TRUE(set.add(electric_power_l1));
  EXPECT_TRUE(set.has_several());
}

TEST(QuantitySet, EveryQuantityButHydrogenBelongsToACommodity) {
  for (const Commodity commodity : {Commodity::gas, Commodity::heat, Commodity::electricity, Commodity::oil}) {
    const QuantitySet quantities = QuantitySet::of(commodity);
    for (std::size_t i = 0; i < type_of<CommodityQuantity>().values.size(); ++i) {
      const auto quantity = static_cast<CommodityQuantity>(i);
      EXPECT_EQ(quantities.contains(quantity), commodity_of(quantity) == commodity) << name_of(quantity);
    }
    EXPECT_FALSE(quantities.contains(hydrogen_flow_rate));
  }
}

TEST(QuantitySet, ThreeEqualPhasesExcludeSinglePhases) {
  EXPECT_FALSE(set_of({electric_power_3_phase_symmetric, heat_thermal_power}).mixes_phases());
  EXPECT_FALSE(set_of({electric_power_l1, electric_power_l2, electric_power_l3}).mixes_phases());
  for (const auto phase : {electric_power_l1, electric_power_l2, electric_power_l3}) {
    EXPECT_TRUE(set_of({electric_power_3_phase_symmetric, phase}).mixes_phases()) << name_of(phase);
  }
}

TEST(QuantitySet, ASinglePhaseIsL1) {
  EXPECT_TRUE(set_of({electric_power_l2}).lacks_l1());
  EXPECT_TRUE(set_of({electric_power_l3, electric_power_l2}).lacks_l1());
  EXPECT_FALSE(set_of({electric_power_l3, electric_power_l1}).lacks_l1());
  EXPECT_FALSE(set_of({electric_power_3_phase_symmetric}).lacks_l1());
}

}  // namespace
}  // namespace s2::rules
