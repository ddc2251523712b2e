// Power envelopes and tasks.

#include "messages.hpp"

#include <rules/registry/effects.hpp>

namespace s2::tests {
namespace {

using enum ControlType;

pebc::PowerConstraints constraints(const std::string& id, Time from, std::optional<Time> until = {}) {
  pebc::PowerConstraints message;
  message.id = Id(id);
  message.valid_from = from;
  message.valid_until = until;
  return message;
}

pebc::Instruction envelope(const char* id, const char* basis) {
  pebc::Instruction message;
  message.id = Id(id);
  message.power_constraints_id = Id(basis);
  message.power_envelopes.push_back({Id(std::string("envelope of ") + id), {}, {}});
  return message;
}

TEST(PebcRegistry, TheNewestOfferWhoseWindowHoldsTheMomentCounts) {
  Talk talk(power_envelope_based_control);
  talk.says(rm, constraints("open", at(0)));
  talk.says(rm, constraints("short", at(10), at(20)));
  const PebcState& pebc = talk.registry.pebc;
  EXPECT_EQ(pebc.at(at(9))->constraints.id, Id("open"));
  EXPECT_EQ(pebc.at(at(10))->constraints.id, Id("short"));
  EXPECT_EQ(pebc.at(at(20))->constraints.id, Id("open"));
  EXPECT_EQ(pebc.at(at(-1)), nullptr);
}

TEST(PebcRegistry, AnOfferThatWasTurnedAwayIsTheNewestWhenItPassesAgain) {
  Talk talk(power_envelope_based_control);
  const Id turned_away = talk.says(rm, constraints("first", at(0)));
  talk.says(rm, constraints("second", at(0)));
  EXPECT_EQ(talk.registry.pebc.at(noon)->constraints.id, Id("second"));
  rules::pass_again(talk.registry, Kind::PebcPowerConstraints, turned_away);
  EXPECT_EQ(talk.registry.pebc.at(noon)->constraints.id, Id("first"));
  EXPECT_EQ(talk.registry.pebc.offers.size(), 2U);
}

TEST(PebcRegistry, ARevokedOfferGivesWayToAnEarlierOne) {
  Talk talk(power_envelope_based_control);
  talk.says(rm, constraints("first", at(0)));
  const Id message_id = talk.says(rm, constraints("second", at(0)));
  talk.says(cem, envelope("i1", "first"));
  talk.says(cem, envelope("i2", "second"));
  // By the wrong one of the two ids, which is understood (REV-004).
  talk.says(rm, RevokeObject{Id(), RevokableObjects::pebc_powerconstraints, message_id});
  EXPECT_EQ(talk.registry.pebc.at(noon)->constraints.id, Id("first"));
  EXPECT_TRUE(talk.registry.pebc.find(Id("second"))->revoked);
  EXPECT_FALSE(talk.registry.instructions.find(Id("i1"))->revoked);
  EXPECT_TRUE(talk.registry.instructions.find(Id("i2"))->revoked);
}

TEST(PebcRegistry, HoldsABoundedNumberOfOffers) {
  Talk talk(power_envelope_based_control);
  talk.says(rm, constraints("expired", at(-20), at(-10)));
  for (std::size_t i = 1; i < Limits::held_objects; ++i) talk.says(rm, constraints("c" + std::to_string(i), noon));
  EXPECT_EQ(talk.registry.pebc.offers.size(), Limits::held_objects);
  talk.says(rm, constraints("one more", noon));
  EXPECT_EQ(talk.registry.pebc.offers.size(), Limits::held_objects);
  EXPECT_FALSE(talk.registry.pebc.find(Id("expired")));
  EXPECT_TRUE(talk.registry.pebc.find(Id("c1")));
  talk.says(rm, constraints("and one more", noon));
  EXPECT_FALSE(talk.registry.pebc.find(Id("c1")));
  EXPECT_TRUE(talk.registry.objects.find(ObjectKind::power_constraints, Id("c1"))->gone);
}

TEST(PebcRegistry, TheSameIdAgainReplacesTheObject) {
  Talk talk(power_envelope_based_control);
  talk.says(rm, constraints("c", noon));
  const auto content = talk.registry.objects.find(ObjectKind::power_constraints, Id("c"))->content;
  talk.says(rm, constraints("c", noon));
  EXPECT_EQ(talk.registry.objects.find(ObjectKind::power_constraints, Id("c"))->content, content);
  talk.says(rm, constraints("c", at(1)));
  EXPECT_NE(talk.registry.objects.find(ObjectKind::power_constraints, Id("c"))->content, content);
  EXPECT_EQ(talk.registry.pebc.offers.size(), 1U);
}

TEST(PebcRegistry, EnvelopesOfARefusedInstructionWereNeverThere) {
  Talk talk(power_envelope_based_control);
  talk.says(rm, constraints("c", noon));
  const Id id = talk.says(cem, envelope("i", "c"));
  EXPECT_TRUE(talk.registry.objects.find(ObjectKind::power_envelope, Id("envelope of i")));
  talk.registry.answered(id, Kind::PebcInstruction, ReceptionStatusValues::temporary_error, noon);
  EXPECT_FALSE(talk.registry.objects.find(ObjectKind::power_envelope, Id("envelope of i")));
}

ppbc::PowerProfileDefinition profile(const char* id) {
  ppbc::PowerProfileDefinition message;
  message.id = Id(id);
  message.power_sequence_containers.resize(2);
  message.power_sequence_containers[0].id = Id("wash");
  message.power_sequence_containers[1].id = Id("dry");
  return message;
}

ppbc::PowerProfileStatus status(const char* container, ppbc::PowerSequenceStatus status) {
  ppbc::PowerSequenceContainerStatus one;
  one.power_profile_id = Id("p");
  one.sequence_container_id = Id(container);
  one.status = status;
  return {Id(), {one}};
}

ppbc::ScheduleInstruction schedule(const char* id, Time execution_time) {
  ppbc::ScheduleInstruction message;
  message.id = Id(id);
  message.power_profile_id = Id("p");
  message.sequence_container_id = Id("dry");
  message.power_sequence_id = Id("gently");
  message.execution_time = execution_time;
  return message;
}

TEST(PpbcRegistry, KnowsHowEachContainerStands) {
  using enum ppbc::PowerSequenceStatus;
  Talk talk(power_profile_based_control);
  talk.says(rm, profile("p"));
  talk.says(rm, status("dry", executing));
  talk.says(rm, status("dry", interrupted));
  talk.says(rm, status("dry", executing));
  const auto& containers = talk.registry.ppbc.find(Id("p"))->containers;
  EXPECT_FALSE(containers[0].status);
  EXPECT_EQ(containers[1].status->status, executing);
  EXPECT_TRUE(containers[1].was_interrupted);
  talk.says(rm, profile("p"));
  EXPECT_EQ(talk.registry.ppbc.tasks.size(), 1U);
  EXPECT_TRUE(talk.registry.ppbc.find(Id("p"))->containers[1].was_interrupted);
}

TEST(PpbcRegistry, AScheduleThatIsRevokedOrRefusedIsNone) {
  Talk talk(power_profile_based_control);
  talk.says(rm, profile("p"));
  talk.says(cem, schedule("i", at(-60)));
  EXPECT_EQ(talk.registry.ppbc.find(Id("p"))->containers[1].scheduled, Id("gently"));
  EXPECT_EQ(talk.registry.ppbc.find(Id("p"))->containers[1].start, noon);
  talk.says(cem, RevokeObject{Id(), RevokableObjects::ppbc_scheduleinstruction, Id("i")});
  EXPECT_FALSE(talk.registry.ppbc.find(Id("p"))->containers[1].scheduled);
  const Id refused = talk.says(cem, schedule("j", at(60)));
  EXPECT_EQ(talk.registry.ppbc.find(Id("p"))->containers[1].start, at(60));
  talk.registry.answered(refused, Kind::PpbcScheduleInstruction, ReceptionStatusValues::invalid_content, noon);
  EXPECT_FALSE(talk.registry.ppbc.find(Id("p"))->containers[1].scheduled);
}

TEST(PpbcRegistry, ARevokedTaskIsKnownAsThat) {
  Talk talk(power_profile_based_control);
  talk.says(rm, profile("p"));
  talk.says(cem, schedule("i", at(60)));
  talk.says(rm, RevokeObject{Id(), RevokableObjects::ppbc_powerprofiledefinition, Id("p")});
  EXPECT_TRUE(talk.registry.ppbc.find(Id("p"))->revoked);
  EXPECT_TRUE(talk.registry.instructions.find(Id("i"))->revoked);
}

}  // namespace
}  // namespace s2::tests
