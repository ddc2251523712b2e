// One device in one session.

#include "fake_battery.hpp"

#include <planner/device.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

const test::FakeBattery battery({}, 50);
const Id inverter{"inverter"};

Device greeted() {
  Device device;
  device.on(Received{battery.details(), {}}, at(0));
  device.on(ControlTypeChanged{ControlType::fill_rate_based_control}, at(0));
  for (auto& message : battery.greeting()) device.on(Received{std::move(message), {}}, at(0));
  return device;
}

TEST(Device, ANewSessionStartsFromNothing) {
  Device device = greeted();
  device.on(Initialised{Profile::v1_0_0}, at(1));
  EXPECT_FALSE(device.details());
  EXPECT_EQ(device.frbc().description(), nullptr);
  EXPECT_EQ(device.active(), ControlType::no_selection);
}

TEST(Device, LeavingAControlTypeForgetsWhatBelongedToIt) {
  Device device = greeted();
  device.actuators[inverter].mode = Id{"charge"};
  device.on(ControlTypeChanged{ControlType::no_selection}, at(1));
  EXPECT_EQ(device.frbc().description(), nullptr);
  EXPECT_TRUE(device.actuators.empty());
  EXPECT_TRUE(device.details());
}

TEST(Device, OrdersToActuatorsThatAreGoneAreForgotten) {
  Device device = greeted();
  device.actuators[Id{"gone"}].mode = Id{"charge"};
  device.actuators[inverter].mode = Id{"charge"};
  device.settle(at(1));
  EXPECT_EQ(device.actuators.size(), 1U);
}

TEST(Device, AnswersFindTheirOrder) {
  Device device = greeted();
  ActuatorOrder& order = device.actuators[inverter];
  order.lane.sent(Id{"message"}, Id{"instruction"}, at(0));
  device.on(Answered{Id{"other"}, Kind::FrbcInstruction, ReceptionStatusValues::invalid_content, {}}, at(0));
  EXPECT_TRUE(order.lane.stands());
  device.on(Overdue{Id{"message"}, Kind::FrbcInstruction}, at(0));
  EXPECT_FALSE(order.lane.stands());
}

TEST(Device, ARevokedOfferTakesItsEnvelopeAlong) {
  Device device;
  device.envelope.constraints = Id{"offer"};
  device.envelope.lane.sent(Id{"message"}, Id{"instruction"}, at(0));
  device.on(Received{RevokeObject{Id{"r"}, RevokableObjects::pebc_powerconstraints, Id{"offer"}}, {}}, at(0));
  EXPECT_FALSE(device.envelope.lane.stands());
}

TEST(Device, TellsOnceThatSomethingChanged) {
  Device device = greeted();
  EXPECT_TRUE(device.take_changed());
  EXPECT_FALSE(device.take_changed());
  device.on(Received{battery.measurement(at(0)), {}}, at(0));
  EXPECT_FALSE(device.take_changed()) << "a measurement is no reason to plan anew";
}

TEST(Device, HasANameForPeople) {
  EXPECT_EQ(greeted().name(), "battery");
  EXPECT_EQ(Device{}.name(), "the device");
}

}  // namespace
}  // namespace s2::planner
