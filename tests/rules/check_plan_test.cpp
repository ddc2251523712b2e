// What checking costs: no memory as long as nothing is found, and no quadratic time.

#include "../allocations.hpp"

#include <s2/base/limits.hpp>
#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>

namespace s2 {
namespace {

Id numbered(unsigned what, std::size_t number) {
  std::array<char, 37> text{};
  std::snprintf(text.data(), text.size(), "%08x-0000-4000-8000-%012zx", what, number);
  return Id(text.data());
}

// A device in which every mode can go to the next one, all with timers of their own.
ombc::SystemDescription device(std::size_t modes) {
  ombc::SystemDescription description;
  description.message_id = numbered(1, 1);
  for (std::size_t i = 0; i < modes; ++i) {
    auto& mode = description.operation_modes.emplace_back();
    mode.id = numbered(2, i);
    mode.power_ranges = {{0, 1000, CommodityQuantity::electric_power_l1}};
    auto& timer = description.timers.emplace_back();
    timer.id = numbered(3, i);
    timer.duration = Duration(1000);
    auto& transition = description.transitions.emplace_back();
    transition.id = numbered(4, i);
    transition.from = mode.id;
    transition.to = numbered(2, (i + 1) % modes);
    transition.start_timers = {timer.id};
    transition.blocking_timers = {timer.id};
  }
  return description;
}

TEST(CheckPlan, NothingIsAllocatedWhenNothingIsFound) {
  const Message status = frbc::StorageStatus{numbered(1, 1), 50};
  const Message large = device(100);
  for (int round = 0; round < 2; ++round) {  // the first round makes the plan and the memory that is kept
    const std::size_t before = tests::allocations();
    EXPECT_TRUE(check(status).empty());
    EXPECT_TRUE(check(large).empty());
    if (round == 0) continue;
    EXPECT_EQ(tests::allocations(), before);
  }
}

TEST(CheckPlan, TheLongestListsTakeNoQuadraticTime) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(check(device(20'000)).empty());
  // Comparing all with all would take minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(CheckPlan, FindingsOfOneScopeSayNothingOfTheNext) {
  frbc::SystemDescription description;
  description.storage.fill_level_range = {0, 1};
  description.actuators.resize(2);
  for (auto& actuator : description.actuators) {
    actuator.supported_commodities = {Commodity::electricity};
    actuator.operation_modes.resize(1);
    actuator.operation_modes[0].id = numbered(2, 1);
    actuator.operation_modes[0].elements.resize(1);
    actuator.operation_modes[0].elements[0].fill_level_range = {0, 1};
    actuator.operation_modes[0].elements[0].power_ranges.resize(1);
  }
  description.actuators[0].id = numbered(5, 0);
  description.actuators[1].id = numbered(5, 1);
  EXPECT_TRUE(check(description).empty());
  auto& transition = description.actuators[1].transitions.emplace_back();
  transition.from = numbered(2, 1);
  transition.to = numbered(2, 2);
  const auto findings = check(description);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule + ' ' + findings[0].pointer, "OM-001 /actuators/1/transitions/0/to");
}

}  // namespace
}  // namespace s2
