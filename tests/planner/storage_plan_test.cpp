// The choice of hours, worked out by hand. Slots last an hour and the storage holds 100 units of 100 Wh each.

#include <planner/storage_plan.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace s2::planner {
namespace {

constexpr double gain = 0.0005;
constexpr double efficiency = 0.9;

SlotInput slot(double buy, double sell, double rest_w) {
  SlotInput in;
  in.hours = 1;
  in.buy = buy;
  in.sell = sell;
  in.rest_w = rest_w;
  in.charge_w = in.discharge_w = 2000;
  in.fill_per_wh = 0.01 * efficiency;
  in.drain_per_wh = 0.01 / efficiency;
  in.highest = 100;
  return in;
}

std::vector<double> powers(const std::vector<SlotInput>& slots, double level, double end_worth = 0) {
  std::vector<double> result;
  for (const auto& choice : choose_hours(slots, level, end_worth, gain).slots) {
    result.push_back(std::round(choice.power_w));
  }
  return result;
}

using Powers = std::vector<double>;

TEST(StoragePlan, TwoPricesChargeForTheDearLoad) {
  // 1000 Wh of load at 30 ct need 1000 / 0.81 Wh at 10 ct.
  EXPECT_EQ(powers({slot(0.1, 0, 0), slot(0.3, 0, 1000)}, 0), (Powers{1235, -1000}));
}

TEST(StoragePlan, ADifferenceThatLossesEatIsLeftAlone) {
  EXPECT_EQ(powers({slot(0.1, 0, 0), slot(0.1 / 0.81, 0, 1000)}, 0), (Powers{0, 0}));
  EXPECT_EQ(powers({slot(0.1, 0, 0), slot(0.1 / 0.81 + 0.002, 0, 1000)}, 0), (Powers{1235, -1000}));
}

TEST(StoragePlan, WearEatsDifferencesToo) {
  auto dear = slot(0.2, 0, 1000);
  dear.discharge_extra = 0.08;
  EXPECT_EQ(powers({slot(0.1, 0, 0), dear}, 0), (Powers{0, 0}));
}

TEST(StoragePlan, DoesNotSellForLessThanItPaid) {
  EXPECT_EQ(powers({slot(0.1, 0.1, 0), slot(0.3, 0.12, 0)}, 0), (Powers{0, 0}));
  EXPECT_EQ(powers({slot(0.1, 0.1, 0), slot(0.3, 0.3, 0)}, 0), (Powers{2000, -1620})) << "but for more";
}

TEST(StoragePlan, SurplusIsStoredBeforeAnythingIsBought) {
  // 1000 W of surplus that would earn 5 ct and 235 W bought at 20 ct cover 1000 W at 40 ct.
  EXPECT_EQ(powers({slot(0.2, 0.05, -1000), slot(0.4, 0, 1000)}, 0), (Powers{1235, -1000}));
  EXPECT_EQ(powers({slot(0.2, 0.05, -1000), slot(0.21, 0, 1000)}, 0), (Powers{1000, -810}));
}

TEST(StoragePlan, TakesTheCheapestOfSeveralHours) {
  EXPECT_EQ(powers({slot(0.2, 0, 0), slot(0.1, 0, 0), slot(0.15, 0, 0), slot(0.4, 0, 1000)}, 0),
            (Powers{0, 1235, 0, -1000}));
}

TEST(StoragePlan, SharesAHourThatIsTooShort) {
  auto cheap = slot(0.1, 0, 0);
  cheap.charge_w = 1000;
  EXPECT_EQ(powers({cheap, slot(0.12, 0, 0), slot(0.4, 0, 1000)}, 0), (Powers{1000, 235, -1000}));
}

TEST(StoragePlan, AFullStorageTakesNoMore) {
  std::vector<SlotInput> slots{slot(0.1, 0, 0), slot(0.4, 0, 3000)};
  slots[0].highest = slots[1].highest = 15;
  EXPECT_EQ(powers(slots, 10), (Powers{556, -1350}));
}

TEST(StoragePlan, AnEarlyDearHourMayBeServedFirst) {
  // It empties for 40 ct, fills up for 10 ct and empties again for 30 ct.
  EXPECT_EQ(powers({slot(0.4, 0, 900), slot(0.1, 0, 0), slot(0.3, 0, 900)}, 10), (Powers{-900, 1111, -900}));
}

TEST(StoragePlan, APaidHourFillsIt) {
  auto later = slot(0.1, 0, 0);
  later.discharge_extra = 0.01;
  EXPECT_EQ(powers({slot(-0.05, -0.05, 0), later}, 0), (Powers{2000, 0}));
}

TEST(StoragePlan, WhatIsLeftIsWorthRefilling) {
  const double refill = 0.1 / 1000 / (0.01 * efficiency);  // 10 ct/kWh
  EXPECT_EQ(powers({slot(0.1, 0, 900)}, 50, refill), (Powers{0}));
  EXPECT_EQ(powers({slot(0.2, 0, 900)}, 50, refill), (Powers{-900}));
  EXPECT_EQ(powers({slot(0.1, 0.05, -900)}, 50, refill), (Powers{900}));
}

TEST(StoragePlan, ANeedIsMetInTheCheapestHourBeforeIt) {
  std::vector<SlotInput> slots{slot(0.3, 0, 0), slot(0.1, 0, 0), slot(0.5, 0, 0)};
  slots[2].lowest = 9;
  const auto plan = choose_hours(slots, 0, 0, gain);
  EXPECT_NEAR(plan.slots[1].power_w, 1000, 1e-6);
  EXPECT_TRUE(plan.slots[1].needed);
  EXPECT_EQ(plan.slots[0].power_w, 0);
}

TEST(StoragePlan, UsageIsANeed) {
  std::vector<SlotInput> slots{slot(0.3, 0, 0), slot(0.1, 0, 0), slot(0.5, 0, 0)};
  slots[2].drift = -9;
  EXPECT_NEAR(choose_hours(slots, 0, 0, gain).slots[1].power_w, 1000, 1e-6);
}

TEST(StoragePlan, WhatCannotBeMetIsNotFoughtFor) {
  std::vector<SlotInput> slots{slot(0.3, 0, 0), slot(0.1, 0, 0)};
  slots[0].lowest = slots[1].lowest = 100;
  const auto plan = choose_hours(slots, 0, 0, gain);
  EXPECT_DOUBLE_EQ(plan.slots[0].power_w, 2000);
  EXPECT_DOUBLE_EQ(plan.slots[1].power_w, 2000);
}

TEST(StoragePlan, KeepsItsReserve) {
  std::vector<SlotInput> slots{slot(0.4, 0, 2000)};
  slots[0].floor = 5;
  EXPECT_NEAR(choose_hours(slots, 14, 0, gain).slots[0].level, 5, 1e-6);
}

TEST(StoragePlan, TellsWhatAUnitIsWorth) {
  // Nothing happens now; later 5 units cover half of a load at 40 ct. One more would cover more of it.
  const auto plan = choose_hours({slot(0.4, 0, 0), slot(0.4, 0, 900)}, 5, 0, gain);
  EXPECT_DOUBLE_EQ(plan.worth_of_more, 0.4 * efficiency * 0.1);
  EXPECT_DOUBLE_EQ(plan.cost_of_less, 0.4 * efficiency * 0.1);
}

TEST(StoragePlan, AUnitTheStorageHasNoRoomForIsWorthNothing) {
  auto full = slot(0.4, 0, 0);
  full.highest = 5;
  EXPECT_LT(choose_hours({full, slot(0.4, 0, 900)}, 5, 0, gain).worth_of_more, 0);
}

TEST(StoragePlan, NothingToPlanIsNoPlan) { EXPECT_TRUE(choose_hours({}, 50, 0, gain).slots.empty()); }

TEST(StoragePlan, AStorageThatCanDoNothingDoesNothing) {
  SlotInput in;
  in.hours = 1;
  in.buy = 0.2;
  EXPECT_EQ(powers({in, in}, 0), (Powers{0, 0}));
}

}  // namespace
}  // namespace s2::planner
