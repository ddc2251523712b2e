// Descriptions that replace each other, and what is reported of their modes.

#include "messages.hpp"

namespace s2::tests {
namespace {

using enum ControlType;

TEST(ModeRegistry, ADescriptionComesIntoForceWhenItsTimeComes) {
  Talk talk(operation_mode_based_control);
  auto& ombc = talk.registry.ombc;
  const Id first = talk.says(rm, ombc_description(noon, {"a", "b"}));
  const Id second = talk.says(rm, ombc_description(at(100), {"b"}));
  EXPECT_EQ(ombc.descriptions.in_force()->message_id, first);
  EXPECT_EQ(ombc.descriptions.at(at(100))->message_id, second);
  talk.registry.advance(at(99));
  EXPECT_EQ(ombc.descriptions.in_force()->message_id, first);
  EXPECT_FALSE(talk.registry.objects.find(ObjectKind::system_description, first)->gone);
  talk.registry.advance(at(100));
  EXPECT_EQ(ombc.descriptions.in_force()->message_id, second);
  EXPECT_TRUE(talk.registry.objects.find(ObjectKind::system_description, first)->gone);
}

TEST(ModeRegistry, AClockThatIsAheadALittleCountsAsNow) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(at(30), {"a"}));
  EXPECT_TRUE(talk.registry.ombc.descriptions.current());
  talk.says(rm, ombc_description(at(31), {"b"}));
  EXPECT_EQ(talk.registry.ombc.descriptions.scheduled().size(), 1U);
}

TEST(ModeRegistry, WhatIsOnlyScheduledCountsWhenNothingIsInForce) {
  Talk talk(operation_mode_based_control);
  const Id id = talk.says(rm, ombc_description(at(100), {"a"}));
  EXPECT_EQ(talk.registry.ombc.descriptions.in_force()->message_id, id);
  EXPECT_EQ(talk.registry.ombc.descriptions.current(), nullptr);
}

TEST(ModeRegistry, ModesAndTimersThatBothDescriptionsHaveAreCarriedOver) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(noon, {"a", "b"}));
  talk.says(rm, ombc::Status{Id(), Id("b"), 0.5, {}, {}});
  talk.says(rm, ombc::TimerStatus{Id(), Id("t"), at(60)});
  talk.says(rm, ombc_description(noon, {"b"}));
  ASSERT_TRUE(talk.registry.ombc.states.mode(Id()));
  EXPECT_EQ(talk.registry.ombc.states.mode(Id())->factor, 0.5);
  EXPECT_EQ(talk.registry.ombc.states.finished_at(Id(), Id("t")), at(60));
  auto without_timer = ombc_description(noon, {"a"});
  without_timer.timers.clear();
  talk.says(rm, without_timer);
  EXPECT_FALSE(talk.registry.ombc.states.mode(Id()));
  EXPECT_FALSE(talk.registry.ombc.states.finished_at(Id(), Id("t")));
}

TEST(ModeRegistry, RemembersTheModeBeforeThisOne) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(noon, {"a", "b"}));
  talk.says(rm, ombc::Status{Id(), Id("a"), 0, {}, {}});
  EXPECT_FALSE(talk.registry.ombc.states.mode(Id())->other);
  talk.says(rm, ombc::Status{Id(), Id("b"), 0, {}, {}});
  talk.says(rm, ombc::Status{Id(), Id("b"), 1, {}, {}}, at(1));
  const ModeState* state = talk.registry.ombc.states.mode(Id());
  EXPECT_EQ(state->other, Id("a"));
  EXPECT_EQ(state->factor, 1);
  EXPECT_EQ(state->reported, at(1));
}

TEST(ModeRegistry, ARevokedDescriptionLeavesNoneInForce) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(noon, {"a"}));
  const Id id = talk.says(rm, ombc_description(noon, {"a"}));
  talk.says(rm, ombc::Status{Id(), Id("a"), 0, {}, {}});
  talk.says(cem, ombc_instruction("i", "a", noon));
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ombc_systemdescription, id});
  EXPECT_FALSE(talk.registry.ombc.descriptions.known());
  EXPECT_TRUE(talk.registry.ombc.states.modes().empty());
  EXPECT_TRUE(talk.registry.instructions.find(Id("i"))->revoked);
  EXPECT_TRUE(talk.registry.objects.find(ObjectKind::system_description, id)->gone);
}

TEST(ModeRegistry, ARevocationAndTheNextDescriptionMeanTheSameInEitherOrder) {
  Talk talk(operation_mode_based_control);
  const Id first = talk.says(rm, ombc_description(noon, {"a", "b"}));
  talk.says(rm, ombc::Status{Id(), Id("b"), 0.5, {}, {}});
  talk.says(rm, ombc::TimerStatus{Id(), Id("t"), at(60)});
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ombc_systemdescription, first});
  EXPECT_TRUE(talk.registry.ombc.states.modes().empty());
  const Id second = talk.says(rm, ombc_description(noon, {"b"}));
  ASSERT_TRUE(talk.registry.ombc.states.mode(Id()));
  EXPECT_EQ(talk.registry.ombc.states.mode(Id())->factor, 0.5);
  EXPECT_EQ(talk.registry.ombc.states.finished_at(Id(), Id("t")), at(60));
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ombc_systemdescription, second});
  talk.says(rm, ombc_description(noon, {"a"}));
  EXPECT_TRUE(talk.registry.ombc.states.modes().empty()) << "it does not know the mode";
  talk.says(rm, ombc_description(noon, {"a", "b"}));
  EXPECT_TRUE(talk.registry.ombc.states.modes().empty()) << "nor does what follows bring it back";
}

TEST(ModeRegistry, WhatWasReportedAfterARevocationCountsMoreThanWhatWasBefore) {
  Talk talk(operation_mode_based_control);
  const Id first = talk.says(rm, ombc_description(noon, {"a", "b"}));
  talk.says(rm, ombc_description(at(100), {"a", "b"}));
  talk.says(rm, ombc::Status{Id(), Id("a"), 0, {}, {}});
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ombc_systemdescription, first});
  talk.says(rm, ombc::Status{Id(), Id("b"), 1, {}, {}});
  talk.registry.advance(at(100));
  ASSERT_TRUE(talk.registry.ombc.states.mode(Id()));
  EXPECT_EQ(talk.registry.ombc.states.mode(Id())->mode, Id("b"));
  EXPECT_EQ(talk.registry.ombc.states.modes().size(), 1U);
}

TEST(ModeRegistry, ARevokedPlanTouchesItsOwnInstructionsOnly) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(noon, {"a"}));
  const Id plan = talk.says(rm, ombc_description(at(100), {"a"}));
  talk.says(cem, ombc_instruction("early", "a", at(50)));
  talk.says(cem, ombc_instruction("late", "a", at(150)));
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ombc_systemdescription, plan});
  EXPECT_TRUE(talk.registry.ombc.descriptions.current());
  EXPECT_FALSE(talk.registry.instructions.find(Id("early"))->revoked);
  EXPECT_TRUE(talk.registry.instructions.find(Id("late"))->revoked);
}

TEST(ModeRegistry, HoldsABoundedNumberOfScheduledDescriptions) {
  Talk talk(operation_mode_based_control);
  std::vector<Id> ids;
  for (int i = 0; i <= static_cast<int>(Limits::scheduled); ++i) {
    ids.push_back(talk.says(rm, ombc_description(at(1000 + i), {"a"})));
  }
  EXPECT_EQ(talk.registry.ombc.descriptions.scheduled().size(), Limits::scheduled);
  EXPECT_TRUE(talk.registry.objects.find(ObjectKind::system_description, ids.back())->gone);
}

TEST(ModeRegistry, ReportsWithoutADescriptionAreNotKept) {
  Talk talk(fill_rate_based_control);
  talk.says(rm, frbc::ActuatorStatus{Id(), Id("a"), Id("m"), 0, {}, {}});
  talk.says(rm, frbc::TimerStatus{Id(), Id("t"), Id("a"), noon});
  EXPECT_TRUE(talk.registry.frbc.states.modes().empty());
  EXPECT_TRUE(talk.registry.frbc.states.timers().empty());
}

TEST(ModeRegistry, AStorageHasAFillLevelAndForecasts) {
  Talk talk(fill_rate_based_control);
  talk.says(rm, frbc::StorageStatus{Id(), 42}, at(3));
  talk.says(rm, frbc::UsageForecast{Id(), at(0), {}});
  talk.says(rm, frbc::UsageForecast{Id(), at(100), {}});
  const auto& frbc = talk.registry.frbc;
  EXPECT_EQ(frbc.fill_level, 42);
  EXPECT_EQ(frbc.fill_level_time, at(3));
  EXPECT_EQ(frbc.usage.all().size(), 2U);
  talk.says(rm, frbc::UsageForecast{Id(), at(50), {}});
  EXPECT_EQ(frbc.usage.all().size(), 2U);
  EXPECT_EQ(frbc.usage.newest()->start_time, at(50));
}

TEST(ModeRegistry, TheDemandIsInTheDescriptionOrInAStatus) {
  Talk talk(demand_driven_based_control);
  EXPECT_FALSE(talk.registry.ddbc.present_demand());
  ddbc::SystemDescription description;
  description.present_demand_rate = NumberRange{1, 2};
  talk.says(rm, description);
  EXPECT_EQ(talk.registry.ddbc.present_demand(), (NumberRange{1, 2}));
  talk.says(rm, ddbc::PresentDemandStatus{Id(), {3, 4}});
  EXPECT_EQ(talk.registry.ddbc.present_demand(), (NumberRange{3, 4}));
}

}  // namespace
}  // namespace s2::tests
