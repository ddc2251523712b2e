// Devices that come, go, change their mind, say half of what they should, and refuse.

#include "fake_battery.hpp"

#include <s2/planner.hpp>
#include <s2/rules.hpp>

#include <planner/bounds.hpp>

#include <gtest/gtest.h>

#include <random>

namespace s2::planner::test {
namespace {

constexpr DeviceKey battery_key = 7;

Home cheap_now() {
  Home home;
  home.prices = {{at(0), 0.05}, {at(12), 0.50}, {at(23), 0.50}};
  return home;
}

// A manager and one battery whose messages the test hands over itself.
struct Scene {
  EnergyManager manager{cheap_now(), counting_ids("id")};
  FakeBattery battery{BatteryNature{}, 30};
  Time now = at(0);

  void event(Event event) { manager.on(battery_key, event, now); }
  void say(Message message) { event(Received{std::move(message), {}}); }
  std::vector<Order> plan() { return manager.plan(now); }
  void pass(Duration span) { now = now + span; }
  void answer(const Order& order, ReceptionStatusValues status) {
    event(Answered{*message_id_of(order.message), kind_of(order.message), status, {}});
  }
  void select() {
    event(Initialised{Profile::v1_0_0});
    say(battery.details());
    event(ControlTypeChanged{ControlType::fill_rate_based_control});
  }
  void greet() {
    select();
    for (auto& message : battery.greeting()) say(std::move(message));
  }
  // The next instruction; waits for it a while.
  std::optional<Order> instruction() {
    for (auto& order : plan()) {
      if (std::holds_alternative<frbc::Instruction>(order.message)) return order;
    }
    return std::nullopt;
  }
};

ControlType selected(const std::vector<Order>& orders) {
  if (orders.size() != 1 || !std::holds_alternative<SelectControlType>(orders[0].message)) {
    return ControlType::no_selection;
  }
  return std::get<SelectControlType>(orders[0].message).control_type;
}

ControlType selected_from(std::vector<ControlType> offered, RoleType role) {
  Scene scene;
  auto details = scene.battery.details();
  details.available_control_types = std::move(offered);
  details.roles = {{role, Commodity::electricity}};
  scene.say(details);
  return selected(scene.plan());
}

TEST(EnergyManager, SelectsWhatItCanSteerBy) {
  using enum ControlType;
  const std::vector all{power_profile_based_control, not_controllable, power_envelope_based_control,
                        fill_rate_based_control};
  EXPECT_EQ(selected_from(all, RoleType::energy_storage), fill_rate_based_control);
  EXPECT_EQ(selected_from(all, RoleType::energy_producer), power_envelope_based_control);
  EXPECT_EQ(selected_from({not_controllable}, RoleType::energy_consumer), not_controllable);
  EXPECT_EQ(selected_from({operation_mode_based_control}, RoleType::energy_consumer), no_selection);
}

TEST(EnergyManager, SelectsOnceAndWaitsForTheAnswer) {
  Scene scene;
  scene.say(scene.battery.details());
  const auto orders = scene.plan();
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(orders[0].why, "to fill and empty it");
  scene.pass(Duration{10'000});
  EXPECT_TRUE(scene.plan().empty());
  scene.answer(orders[0], ReceptionStatusValues::ok);
  scene.event(ControlTypeChanged{ControlType::fill_rate_based_control});
  scene.pass(Duration{600'000});
  EXPECT_TRUE(scene.plan().empty());
}

TEST(EnergyManager, AWithdrawnControlTypeIsLeft) {
  Scene scene;
  scene.greet();
  auto details = scene.battery.details();
  details.available_control_types = {ControlType::not_controllable};
  scene.say(details);
  scene.battery = FakeBattery(BatteryNature{}, 30);
  const auto orders = scene.plan();
  ASSERT_FALSE(orders.empty());
  EXPECT_EQ(std::get<SelectControlType>(orders[0].message).control_type, ControlType::not_controllable);
}

TEST(EnergyManager, InstructsAsSoonAsItKnowsEnough) {
  Scene scene;
  scene.select();
  const auto greeting = scene.battery.greeting();
  for (const auto& message : greeting) {
    EXPECT_FALSE(scene.instruction());
    scene.say(message);
  }
  const auto order = scene.instruction();
  ASSERT_TRUE(order);
  EXPECT_EQ(order->why, "cheap hour: 5.0 ct");
  EXPECT_TRUE(scene.battery.objection(std::get<frbc::Instruction>(order->message), scene.now).empty());
  EXPECT_FALSE(has_error(check(order->message)));
}

TEST(EnergyManager, ARefusalIsNotRepeatedAtOnce) {
  for (const bool by_lifecycle : {false, true}) {
    Scene scene;
    scene.greet();
    Duration pause = BackOff::first;
    for (int n = 0; n < 12; ++n) {
      const auto order = scene.instruction();
      ASSERT_TRUE(order) << n;
      scene.answer(*order, by_lifecycle ? ReceptionStatusValues::ok : ReceptionStatusValues::invalid_content);
      if (by_lifecycle) {
        scene.say(InstructionStatusUpdate{Id{"u"}, *instruction_id_of(order->message), InstructionStatus::rejected,
                                          scene.now});
      }
      scene.pass(pause - Duration{1});
      EXPECT_FALSE(scene.instruction()) << n;
      scene.pass(Duration{1});
      pause = std::min(pause * 2, BackOff::longest);
    }
  }
}

TEST(EnergyManager, ASilentDeviceIsNotFlooded) {
  Scene scene;
  scene.greet();
  int sent = 0;
  for (int second = 0; second < 3600; ++second) {
    if (scene.instruction()) ++sent;
    scene.pass(Duration{1'000});
  }
  EXPECT_LE(sent, 10);
  EXPECT_GE(sent, 2);
}

TEST(EnergyManager, AnOrderThatWasNotSentCountsAsRefused) {
  Scene scene;
  scene.greet();
  const auto order = scene.instruction();
  ASSERT_TRUE(order);
  scene.manager.not_sent(*order, scene.now);
  scene.pass(Pace::correction);
  EXPECT_TRUE(scene.instruction());
}

TEST(EnergyManager, ADeviceThatDoesSomethingElseIsToldAgainPatiently) {
  Scene scene;
  scene.greet();
  int sent = 0;
  for (int minute = 0; minute < 60; ++minute) {
    if (const auto order = scene.instruction()) {
      ++sent;
      scene.answer(*order, ReceptionStatusValues::ok);
    }
    scene.say(scene.battery.status());  // stays idle
    scene.pass(Duration{60'000});
  }
  EXPECT_GE(sent, 2);
  EXPECT_LE(sent, 12);
}

TEST(EnergyManager, ANewSessionKnowsNothingOfTheOld) {
  Scene scene;
  scene.greet();
  ASSERT_TRUE(scene.instruction());
  scene.event(Ended{EndReason::peer_gone, {}, {}});
  scene.pass(Duration{60'000});
  EXPECT_TRUE(scene.plan().empty());
  EXPECT_EQ(scene.manager.outlook(scene.now).intent, "Waits for devices.");
  scene.select();
  EXPECT_FALSE(scene.instruction()) << "its description has to come again";
}

TEST(EnergyManager, InstructionsHaveIdsOfTheirOwn) {
  Scene scene;
  scene.greet();
  const auto first = scene.instruction();
  scene.answer(*first, ReceptionStatusValues::invalid_content);
  scene.pass(BackOff::first);
  const auto second = scene.instruction();
  EXPECT_NE(*instruction_id_of(first->message), *instruction_id_of(second->message));
  EXPECT_NE(*message_id_of(first->message), *message_id_of(second->message));
}

TEST(EnergyManager, ANewDescriptionCounts) {
  Scene scene;
  scene.greet();
  BatteryNature weaker;
  weaker.power_w = 1'000;
  scene.say(describe(weaker));
  const auto order = scene.instruction();
  ASSERT_TRUE(order);
  EXPECT_LE(std::get<frbc::Instruction>(order->message).operation_mode_factor, 1);
  scene.say(RevokeObject{Id{"r"}, RevokableObjects::frbc_systemdescription, describe(weaker).message_id});
  scene.pass(Duration{900'000});
  EXPECT_FALSE(scene.instruction());
}

TEST(EnergyManager, NewPricesMakeANewPlan) {
  Scene scene;
  scene.greet();
  scene.manager.set_prices({{at(0), 0.5}, {at(12), 0.05}, {at(23), 0.05}});
  const auto order = scene.instruction();
  EXPECT_TRUE(!order || order->why != "cheap hour: 5.0 ct");
}

TEST(EnergyManager, TellsWhatItIntends) {
  Scene scene;
  scene.greet();
  scene.say(PowerMeasurement{Id{"m"}, scene.now, {{CommodityQuantity::electric_power_3_phase_symmetric, 10}}});
  ASSERT_TRUE(scene.instruction());
  const Outlook outlook = scene.manager.outlook(scene.now);
  EXPECT_EQ(outlook.price_eur_kwh, 0.05);
  EXPECT_EQ(outlook.next_price_eur_kwh, 0.50);
  EXPECT_EQ(outlook.grid_w, 10);
  EXPECT_EQ(outlook.load_w, 0);
  EXPECT_EQ(outlook.intent.substr(0, 20), "Charges battery with") << outlook.intent;
}

TEST(EnergyManager, ActuatorsOfOneStorageShareTheWork) {
  Scene scene;
  scene.select();
  auto description = scene.battery.description();
  auto second = description.actuators.front();
  second.id = Id{"second"};
  description.actuators.push_back(second);
  scene.say(description);
  scene.say(frbc::StorageStatus{Id{"s"}, 88.0});
  scene.say(scene.battery.status());
  auto status = scene.battery.status();
  status.actuator_id = second.id;
  scene.say(status);
  // The little room that is left needs one actuator; the other one rests.
  double power = 0;
  for (const auto& order : scene.plan()) {
    const auto& instruction = std::get<frbc::Instruction>(order.message);
    power += 250 + instruction.operation_mode_factor * 4'750;
    EXPECT_EQ(instruction.actuator_id, Id{"inverter"});
  }
  EXPECT_GT(power, 0);
  EXPECT_LE(power, 5'000);
}

TEST(EnergyManager, DescriptionsFullOfNonsenseDoNoHarm) {
  std::mt19937 random(5);
  const double numbers[] = {0, 1, -1, 50, 1e-300, 1e300, -1e300, 5000, -5000};
  const auto any = [&] { return numbers[random() % std::size(numbers)]; };
  for (int round = 0; round < 200; ++round) {
    Scene scene;
    scene.select();
    auto description = scene.battery.description();
    description.storage.fill_level_range = {any(), any()};
    for (auto& mode : description.actuators.front().operation_modes) {
      for (auto& element : mode.elements) {
        element.fill_level_range = {any(), any()};
        element.fill_rate = {any(), any()};
        element.power_ranges.front().start_of_range = any();
        element.power_ranges.front().end_of_range = any();
        element.running_costs = NumberRange{any(), any()};
      }
    }
    scene.say(description);
    scene.say(frbc::StorageStatus{Id{"s"}, any()});
    scene.say(scene.battery.status());
    scene.say(frbc::LeakageBehaviour{Id{"l"}, at(0), {{{any(), any()}, any()}}});
    scene.say(frbc::UsageForecast{Id{"u"}, at(0), {{Duration{3'600'000}, {}, {}, {}, any(), {}, {}, {}}}});
    scene.say(frbc::FillLevelTargetProfile{Id{"t"}, at(0), {{Duration{3'600'000}, {any(), any()}}}});
    for (int step = 0; step < 3; ++step) {
      for (const auto& order : scene.plan()) {
        if (const auto* instruction = std::get_if<frbc::Instruction>(&order.message)) {
          EXPECT_GE(instruction->operation_mode_factor, 0);
          EXPECT_LE(instruction->operation_mode_factor, 1);
        }
      }
      scene.pass(Duration{900'000});
    }
  }
}

}  // namespace
}  // namespace s2::planner::test
