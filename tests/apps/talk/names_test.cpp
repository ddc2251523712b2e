#include "frbc_registry.hpp"

#include <talk/names.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

TEST(Names, ALabelStandsForTheIdOfTheRightSort) {
  const Registry registry = battery_registry();
  EXPECT_EQ(*id_for("operation_mode", "Charge", registry), charge);
  EXPECT_EQ(*id_for("previous_operation_mode_id", "idle", registry), idle);
  EXPECT_EQ(*id_for("actuator_id", "inverter", registry), inverter);
  EXPECT_EQ(*id_for("actuator_id", "charge", registry), Id("charge"));
}

TEST(Names, TheBeginningOfAnIdIsEnoughWhenItIsTheOnlyOne) {
  Registry registry = battery_registry();
  registry.take(charge_instruction("aaaa1"), EnergyManagementRole::cem, noon);
  EXPECT_EQ(*id_for("instruction_id", "aaaa", registry), Id("aaaa1"));
  registry.take(charge_instruction("aaaa2"), EnergyManagementRole::cem, noon);
  EXPECT_FALSE(id_for("instruction_id", "aaaa", registry));
  EXPECT_EQ(*id_for("instruction_id", "aaaa2", registry), Id("aaaa2"));
  EXPECT_EQ(*id_for("instruction_id", "last", registry), Id("aaaa2"));
}

TEST(Names, TheOnlyActuatorAndTheLastInstructionAreUsual) {
  Registry registry = battery_registry();
  EXPECT_EQ(usual_id("actuator_id", registry), inverter);
  EXPECT_FALSE(usual_id("operation_mode", registry));
  EXPECT_FALSE(usual_id("instruction_id", registry));
  registry.take(charge_instruction("bbbb"), EnergyManagementRole::cem, noon);
  EXPECT_EQ(usual_id("instruction_id", registry), Id("bbbb"));
}

}  // namespace
}  // namespace s2::app
