// The view of operation modes that three control types share.

#include <rules/scope.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

Transition transition(const char* id, const char* from, const char* to) {
  Transition made;
  made.id = Id(id);
  made.from = Id(from);
  made.to = Id(to);
  return made;
}

template <class Described>
void describe(Described& described) {
  described.operation_modes.resize(2);
  described.operation_modes[0].id = Id("off");
  described.operation_modes[1].id = Id("on");
  described.operation_modes[1].abnormal_condition_only = true;
  described.transitions = {transition("start", "off", "on")};
  described.timers.resize(1);
  described.timers[0].id = Id("pause");
}

void expect_described(const ModeScope& scope) {
  ASSERT_EQ(scope.mode_count(), 2U);
  EXPECT_EQ(*scope.mode(0).id, Id("off"));
  const auto on = scope.find_mode(Id("on"));
  ASSERT_TRUE(on);
  EXPECT_EQ(on->index, 1U);
  EXPECT_TRUE(on->abnormal_condition_only);
  EXPECT_FALSE(scope.find_mode(Id("idle")));
  EXPECT_EQ(scope.transitions().size(), 1U);
  EXPECT_NE(scope.find_timer(Id("pause")), nullptr);
  EXPECT_EQ(scope.find_timer(Id("rest")), nullptr);
}

TEST(ModeScope, OfAnOmbcDeviceIsItsDescription) {
  ombc::SystemDescription description;
  describe(description);
  const auto scope = scope_of(description, Id());
  ASSERT_TRUE(scope);
  expect_described(*scope);
  EXPECT_TRUE(scope->actuator().empty());
}

template <class Description>
class ModeScopeOfActuators : public testing::Test {};
using WithActuators = testing::Types<frbc::SystemDescription, ddbc::SystemDescription>;
TYPED_TEST_SUITE(ModeScopeOfActuators, WithActuators);

TYPED_TEST(ModeScopeOfActuators, IsTheOneWithTheId) {
  TypeParam description;
  description.actuators.resize(2);
  description.actuators[0].id = Id("other");
  description.actuators[1].id = Id("pump");
  describe(description.actuators[1]);
  const auto scope = scope_of(description, Id("pump"));
  ASSERT_TRUE(scope);
  expect_described(*scope);
  EXPECT_EQ(scope->actuator(), Id("pump"));
  EXPECT_FALSE(scope_of(description, Id("fan")));
}

TEST(ModeScope, OfAReportIsThatOfTheDescriptionInForce) {
  Registry registry(Start::connected);
  ombc::TimerStatus report;
  EXPECT_FALSE(scope_in_force(registry, report));
  ombc::SystemDescription description;
  describe(description);
  registry.ombc.descriptions.take(description, {}, {}, 1);
  ASSERT_TRUE(scope_in_force(registry, report));
  expect_described(*scope_in_force(registry, report));
}

TEST(ModeScope, AnInstructionNamesItsModeInTheWordsOfItsControlType) {
  EXPECT_EQ(mode_member<ombc::Instruction>(), "operation_mode_id");
  EXPECT_EQ(mode_member<frbc::Instruction>(), "operation_mode");
  EXPECT_EQ(mode_member<ddbc::Instruction>(), "operation_mode_id");
}

TEST(ModeScope, AnInstructionForThePastIsMeantForNow) {
  ombc::Instruction instruction;
  instruction.execution_time = Time{100};
  EXPECT_EQ(moment_of(instruction, Time{50}), Time{100});
  EXPECT_EQ(moment_of(instruction, Time{150}), Time{150});
}

}  // namespace
}  // namespace s2::rules
