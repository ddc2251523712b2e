// What the battery's Resource Manager says and does.

#include "conversation.hpp"

#include <devices/battery_description.hpp>

#include <gmock/gmock.h>

namespace s2::devices {
namespace {

using testing::HasSubstr;

class BatteryTest : public testing::Test {
 protected:
  void be(BatterySettings with) {
    settings = std::move(with);
    device = make_battery(settings, at("08:00:00"));
    conversation.emplace(*device, at("08:00:00"));
  }
  void be_controlled(BatterySettings with = {}) {
    be(std::move(with));
    conversation->select(ControlType::fill_rate_based_control);
  }

  frbc::Instruction instruction(std::string_view name, BatteryMode mode, double factor, Time when) const {
    const auto ids = battery_ids(settings.name);
    return {.message_id = {},
            .id = named_id(name),
            .actuator_id = ids.actuator,
            .operation_mode = ids.of(mode),
            .operation_mode_factor = factor,
            .execution_time = when,
            .abnormal_condition = false};
  }
  void instruct(std::string_view name, BatteryMode mode, double factor, Time when) {
    conversation->send(instruction(name, mode, factor, when));
  }
  std::string life(std::string_view name) const { return conversation->life_of(named_id(name)); }
  Id mode_now() const { return conversation->last<frbc::ActuatorStatus>().active_operation_mode_id; }

  BatterySettings settings;
  std::unique_ptr<Device> device;
  std::optional<Conversation> conversation;
};

TEST_F(BatteryTest, SaysNothingWithoutASession) {
  device = make_battery({}, at("08:00:00"));
  device->step(at("09:00:00"));
  EXPECT_TRUE(device->take_messages().empty());
}

TEST_F(BatteryTest, MeasuresAsSoonAsTheSessionStands) {
  be({});
  EXPECT_EQ(conversation->all<PowerMeasurement>().size(), 1u);
  EXPECT_EQ(conversation->last<PowerMeasurement>().values.front().value, settings.standby_w);
  EXPECT_TRUE(conversation->all<frbc::SystemDescription>().empty());
}

TEST_F(BatteryTest, DescribesItselfOnceItIsSelected) {
  be_controlled();
  EXPECT_EQ(conversation->all<frbc::SystemDescription>().size(), 1u);
  const auto status = conversation->last<frbc::ActuatorStatus>();
  EXPECT_EQ(status.active_operation_mode_id, battery_ids(settings.name).of(BatteryMode::idle));
  EXPECT_FALSE(status.previous_operation_mode_id) << "idle is the first mode it knows";
  EXPECT_DOUBLE_EQ(conversation->last<frbc::StorageStatus>().present_fill_level, settings.initial_percent);
}

TEST_F(BatteryTest, SpeaksTheBetaToo) {
  device = make_battery({}, at("08:00:00"));
  conversation.emplace(*device, at("08:00:00"), std::vector<std::string>{"0.0.2-beta"});
  EXPECT_EQ(conversation->profile(), Profile::v0_0_2_beta);
  conversation->select(ControlType::fill_rate_based_control);
  EXPECT_EQ(conversation->all<frbc::SystemDescription>().size(), 1u);
}

TEST_F(BatteryTest, CarriesOutAnInstructionForNow) {
  be_controlled();
  instruct("now", BatteryMode::charge, 1, at("08:00:00"));
  EXPECT_EQ(life("now"), "ACCEPTED STARTED");
  const auto status = conversation->last<frbc::ActuatorStatus>();
  EXPECT_EQ(status.active_operation_mode_id, battery_ids(settings.name).of(BatteryMode::charge));
  EXPECT_EQ(status.previous_operation_mode_id, battery_ids(settings.name).of(BatteryMode::idle));
  EXPECT_EQ(status.transition_timestamp, at("08:00:00"));

  conversation->go_to(at("08:00:01"));
  EXPECT_EQ(life("now"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_DOUBLE_EQ(device->reading().power, settings.power_w);
  EXPECT_DOUBLE_EQ(conversation->last<PowerMeasurement>().values.front().value, settings.power_w);
}

TEST_F(BatteryTest, AnInstructionOfThePastIsCarriedOutAtOnce) {
  be_controlled();
  conversation->tolerate({"INST-016"});
  instruct("late", BatteryMode::discharge, 0, at("07:00:00"));
  conversation->go_to(at("08:01:00"));
  EXPECT_EQ(life("late"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_DOUBLE_EQ(device->reading().power, -settings.power_w);
}

TEST_F(BatteryTest, AnInstructionForLaterWaitsForItsTimeHoweverLongTheStep) {
  be_controlled();
  instruct("later", BatteryMode::charge, 1, at("09:00:00"));
  EXPECT_EQ(life("later"), "ACCEPTED");
  conversation->go_to(at("08:59:59"));
  EXPECT_EQ(life("later"), "ACCEPTED");
  conversation->go_to(at("09:30:00"));
  EXPECT_EQ(life("later"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_EQ(conversation->last<frbc::ActuatorStatus>().transition_timestamp, at("09:00:00"));
  const auto updates = conversation->all<InstructionStatusUpdate>();
  EXPECT_EQ(updates[1].timestamp, at("09:00:00"));
  EXPECT_EQ(updates[2].timestamp, at("09:00:01"));
}

TEST_F(BatteryTest, APlanIsCarriedOutInTheOrderOfItsTimes) {
  be_controlled();
  instruct("second", BatteryMode::discharge, 0.5, at("09:30:00"));
  instruct("first", BatteryMode::charge, 0.5, at("09:00:00"));
  instruct("third", BatteryMode::idle, 0, at("10:00:00"));
  conversation->go_to(at("09:15:00"));
  EXPECT_GT(device->reading().power, settings.standby_w);
  conversation->go_to(at("09:45:00"));
  EXPECT_LT(device->reading().power, 0);
  conversation->go_to(at("10:15:00"));
  EXPECT_EQ(device->reading().power, settings.standby_w);
  for (const auto* name : {"first", "second", "third"}) EXPECT_EQ(life(name), "ACCEPTED STARTED SUCCEEDED") << name;
}

TEST_F(BatteryTest, OfTwoForTheSameMomentTheLaterReceivedCounts) {
  be_controlled();
  conversation->tolerate({"INST-014"});
  instruct("older", BatteryMode::charge, 1, at("09:00:00"));
  instruct("newer", BatteryMode::discharge, 0, at("09:00:00"));
  conversation->go_to(at("09:01:00"));
  EXPECT_EQ(life("older"), "ACCEPTED ABORTED");
  EXPECT_EQ(life("newer"), "ACCEPTED STARTED SUCCEEDED");
}

TEST_F(BatteryTest, AnInstructionThatIsOvertakenWhileItStartsIsAborted) {
  be_controlled();
  conversation->tolerate({"INST-014"});
  instruct("overtaken", BatteryMode::charge, 1, at("08:00:00"));
  instruct("overtaking", BatteryMode::discharge, 0, at("08:00:00"));
  conversation->go_to(at("08:01:00"));
  EXPECT_EQ(life("overtaken"), "ACCEPTED STARTED ABORTED");
  EXPECT_EQ(life("overtaking"), "ACCEPTED STARTED SUCCEEDED");
}

TEST_F(BatteryTest, AnotherFactorTakesHoldAtOnceAndIsNoTransition) {
  be_controlled();
  instruct("full", BatteryMode::charge, 1, at("08:00:00"));
  conversation->go_to(at("08:10:00"));
  instruct("half", BatteryMode::charge, 0.5, at("08:10:00"));
  EXPECT_EQ(life("half"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_EQ(conversation->last<frbc::ActuatorStatus>().transition_timestamp, at("08:00:00"));
  EXPECT_DOUBLE_EQ(conversation->last<frbc::ActuatorStatus>().operation_mode_factor, 0.5);
  EXPECT_DOUBLE_EQ(device->reading().power, (250 + 5000) / 2.0);
}

TEST_F(BatteryTest, ARevokedInstructionIsNotCarriedOut) {
  be_controlled();
  instruct("revoked", BatteryMode::charge, 1, at("09:00:00"));
  conversation->send(RevokeObject{
      .message_id = {}, .object_type = RevokableObjects::frbc_instruction, .object_id = named_id("revoked")});
  EXPECT_EQ(life("revoked"), "ACCEPTED REVOKED");
  conversation->go_to(at("10:00:00"));
  EXPECT_EQ(life("revoked"), "ACCEPTED REVOKED");
  EXPECT_EQ(device->reading().power, settings.standby_w);
}

TEST_F(BatteryTest, RevokingWhatIsDoneChangesNothing) {
  be_controlled();
  conversation->tolerate({"REV-005"});
  instruct("done", BatteryMode::charge, 1, at("08:00:00"));
  conversation->go_to(at("08:01:00"));
  conversation->send(
      RevokeObject{.message_id = {}, .object_type = RevokableObjects::frbc_instruction, .object_id = named_id("done")});
  EXPECT_EQ(life("done"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_DOUBLE_EQ(device->reading().power, settings.power_w);
}

TEST_F(BatteryTest, RejectsWhatLiesTooFarAhead) {
  be_controlled();
  conversation->tolerate({"TIME-006"});
  instruct("far", BatteryMode::charge, 1, at("08:00:00") + DeviceLimits::execution_ahead + Duration{1});
  EXPECT_EQ(life("far"), "REJECTED");
  instruct("near", BatteryMode::charge, 1, at("08:00:00") + DeviceLimits::execution_ahead);
  EXPECT_EQ(life("near"), "ACCEPTED");
}

TEST_F(BatteryTest, KeepsABoundedNumberOfInstructionsForLater) {
  be_controlled();
  for (std::size_t i = 0; i <= DeviceLimits::pending_instructions; ++i) {
    instruct("n" + std::to_string(i), BatteryMode::charge, 1, at("09:00:00") + Duration{static_cast<int>(i)});
  }
  EXPECT_EQ(life("n" + std::to_string(DeviceLimits::pending_instructions - 1)), "ACCEPTED");
  EXPECT_EQ(life("n" + std::to_string(DeviceLimits::pending_instructions)), "REJECTED");
  instruct("at once", BatteryMode::charge, 1, at("08:00:00"));
  EXPECT_EQ(life("at once"), "ACCEPTED STARTED") << "what is due at once need not wait";
}

TEST_F(BatteryTest, StopsByItselfAtTheEndOfItsRangeAndSaysSo) {
  be_controlled();
  instruct("charge", BatteryMode::charge, 1, at("08:00:00"));
  conversation->go_to(at("11:00:00"), std::chrono::minutes(1));
  EXPECT_DOUBLE_EQ(*device->reading().fill_level, settings.max_percent);
  EXPECT_EQ(device->reading().power, settings.standby_w);
  EXPECT_EQ(mode_now(), battery_ids(settings.name).of(BatteryMode::idle));
  EXPECT_EQ(conversation->last<frbc::ActuatorStatus>().previous_operation_mode_id,
            battery_ids(settings.name).of(BatteryMode::charge));
  EXPECT_DOUBLE_EQ(conversation->last<frbc::StorageStatus>().present_fill_level, settings.max_percent);
  EXPECT_EQ(life("charge"), "ACCEPTED STARTED SUCCEEDED");

  instruct("more", BatteryMode::charge, 1, at("11:00:00"));
  EXPECT_EQ(life("more"), "REJECTED");
  EXPECT_THAT(device->reading().activity, HasSubstr("already full"));
}

TEST_F(BatteryTest, AnAcceptedInstructionThatFindsTheBatteryEmptyIsAborted) {
  be_controlled();
  instruct("discharge", BatteryMode::discharge, 0, at("08:00:00"));
  instruct("again", BatteryMode::discharge, 0, at("12:00:00"));
  conversation->go_to(at("12:01:00"));
  EXPECT_DOUBLE_EQ(*device->reading().fill_level, settings.min_percent);
  EXPECT_EQ(life("again"), "ACCEPTED ABORTED");
}

TEST_F(BatteryTest, UnderAnAbnormalConditionItGoesBeyondItsRange) {
  be_controlled();
  conversation->tolerate({"FRBC-013"});
  auto emergency = instruction("emergency", BatteryMode::discharge, 0, at("08:00:00"));
  emergency.abnormal_condition = true;
  conversation->send(emergency);
  conversation->go_to(at("12:00:00"), std::chrono::minutes(1));
  EXPECT_DOUBLE_EQ(*device->reading().fill_level, 0);
  EXPECT_EQ(mode_now(), battery_ids(settings.name).of(BatteryMode::idle));
}

TEST_F(BatteryTest, GoesIdleWhenNobodyControlsItAnyMore) {
  be_controlled();
  conversation->tolerate({"STATE-005"});
  instruct("charge", BatteryMode::charge, 1, at("08:00:00"));
  instruct("later", BatteryMode::discharge, 0, at("09:00:00"));
  conversation->go_to(at("08:10:00"));
  conversation->select(ControlType::no_selection);
  EXPECT_EQ(device->reading().power, settings.standby_w);
  conversation->forget();
  conversation->go_to(at("10:00:00"));
  EXPECT_EQ(device->reading().power, settings.standby_w);
  EXPECT_TRUE(conversation->all<frbc::StorageStatus>().empty());
  EXPECT_TRUE(conversation->all<InstructionStatusUpdate>().empty());
  EXPECT_FALSE(conversation->all<PowerMeasurement>().empty());

  conversation->select(ControlType::fill_rate_based_control);
  EXPECT_EQ(conversation->all<frbc::SystemDescription>().size(), 1u);
  EXPECT_EQ(conversation->last<frbc::ActuatorStatus>().previous_operation_mode_id,
            battery_ids(settings.name).of(BatteryMode::charge));
}

TEST_F(BatteryTest, GoesIdleWhenTheSessionEndsAndStartsOverInTheNext) {
  be_controlled();
  instruct("charge", BatteryMode::charge, 1, at("08:00:00"));
  conversation->go_to(at("08:30:00"));
  const double level = *device->reading().fill_level;
  conversation->cut();
  EXPECT_EQ(device->reading().power, settings.standby_w);
  device->step(at("08:40:00"));
  EXPECT_TRUE(device->take_messages().empty());

  conversation.emplace(*device, at("08:40:00"));
  conversation->select(ControlType::fill_rate_based_control);
  EXPECT_EQ(conversation->all<frbc::SystemDescription>().size(), 1u);
  EXPECT_NEAR(conversation->last<frbc::StorageStatus>().present_fill_level, level, 0.001);
  instruct("charge", BatteryMode::charge, 1, at("08:40:00"));
  EXPECT_EQ(life("charge"), "ACCEPTED STARTED") << "an instruction id may be used again in another session";
}

TEST_F(BatteryTest, TellsItsLevelAtEveryPercentAndNotMoreOften) {
  be_controlled();
  instruct("charge", BatteryMode::charge, 1, at("08:00:00"));
  conversation->go_to(at("08:30:00"), std::chrono::seconds(1));
  const double gained = *device->reading().fill_level - settings.initial_percent;
  const auto told = conversation->all<frbc::StorageStatus>().size();
  EXPECT_GE(static_cast<double>(told), gained - 1);
  EXPECT_LE(static_cast<double>(told), gained + 3);
}

TEST_F(BatteryTest, ManySmallStepsLeadWhereOneLargeStepLeads) {
  be_controlled();
  instruct("charge", BatteryMode::charge, 0.7, at("08:00:00"));
  conversation->go_to(at("10:00:00"), std::chrono::milliseconds(700));
  const double fine = *device->reading().fill_level;
  be_controlled();
  instruct("charge", BatteryMode::charge, 0.7, at("08:00:00"));
  conversation->go_to(at("10:00:00"));
  EXPECT_NEAR(*device->reading().fill_level, fine, 0.001);
}

}  // namespace
}  // namespace s2::devices
