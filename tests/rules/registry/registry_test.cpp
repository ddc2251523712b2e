// What a registry knows after which messages.

#include "messages.hpp"

namespace s2::tests {
namespace {

using enum ControlType;
using enum ReceptionStatusValues;

TEST(Registry, AHandshakeAgreesOnTheVersion) {
  Registry registry;
  EXPECT_EQ(registry.standing.phase(), Phase::negotiating);
  registry.take(Handshake{Id("m1"), rm, {"0.0.2-beta", "1.0.0"}}, rm, noon);
  EXPECT_TRUE(registry.standing.rm.shook_hands);
  EXPECT_FALSE(registry.standing.initialised());
  registry.take(HandshakeResponse{Id("m2"), "v0.0.2-beta"}, cem, noon);
  EXPECT_EQ(registry.standing.profile, Profile::v0_0_2_beta);
  EXPECT_EQ(registry.standing.selected_version, "v0.0.2-beta");
  registry.answered(Id("m2"), Kind::HandshakeResponse, invalid_content, noon);
  EXPECT_EQ(registry.standing.phase(), Phase::negotiating);
}

TEST(Registry, KeepsABoundedNumberOfVersions) {
  Registry registry;
  registry.take(Handshake{Id("m1"), rm, std::vector<std::string>(Limits::kept_versions + 1, "1.0.0")}, rm, noon);
  EXPECT_EQ(registry.standing.rm.versions.size(), Limits::kept_versions);
}

TEST(Registry, HoldsTheNewestValueOfEachQuantity) {
  Talk talk(no_selection);
  const auto l1 = CommodityQuantity::electric_power_l1;
  talk.says(rm, PowerMeasurement{Id(), at(10), {{l1, 1}, {CommodityQuantity::electric_power_l2, 2}}});
  talk.says(rm, PowerMeasurement{Id(), at(5), {{l1, 3}}});
  ASSERT_EQ(talk.registry.measured.size(), 2U);
  EXPECT_EQ(talk.registry.measured[0].value.value, 1);
  talk.says(rm, PowerMeasurement{Id(), at(20), {{l1, 4}}});
  EXPECT_EQ(talk.registry.measured[0].value.value, 4);
  EXPECT_EQ(talk.registry.measured[0].time, at(20));
}

TEST(Registry, ASelectionWaitsForItsAnswer) {
  Talk talk(no_selection);
  const Id id = talk.says(cem, SelectControlType{Id(), fill_rate_based_control});
  EXPECT_EQ(talk.registry.standing.active, no_selection);
  EXPECT_EQ(talk.registry.standing.selecting, fill_rate_based_control);
  talk.registry.answered(id, Kind::SelectControlType, ok, noon);
  EXPECT_EQ(talk.registry.standing.active, fill_rate_based_control);
  EXPECT_FALSE(talk.registry.standing.selecting);
  const Id other = talk.says(cem, SelectControlType{Id(), no_selection});
  talk.registry.answered(other, Kind::SelectControlType, invalid_content, noon);
  EXPECT_EQ(talk.registry.standing.active, fill_rate_based_control);
  EXPECT_FALSE(talk.registry.standing.selecting);
}

TEST(Registry, AMessageOfTheSelectedControlTypeAnswersTheSelection) {
  Talk talk(no_selection);
  const Id id = talk.says(cem, SelectControlType{Id(), operation_mode_based_control});
  talk.says(rm, ombc_description(noon, {"a"}));
  EXPECT_EQ(talk.registry.standing.active, operation_mode_based_control);
  EXPECT_TRUE(talk.registry.ombc.descriptions.known());
  talk.registry.answered(id, Kind::SelectControlType, ok, noon);
  EXPECT_TRUE(talk.registry.ombc.descriptions.known());
}

TEST(Registry, OfManySelectionsTheNewestAreKept) {
  Talk talk(no_selection);
  std::vector<Id> ids;
  for (std::size_t i = 0; i <= Limits::pending_selections; ++i) {
    ids.push_back(talk.says(cem, SelectControlType{Id(), i % 2 ? fill_rate_based_control : no_selection}));
  }
  EXPECT_EQ(talk.registry.standing.pending.size(), Limits::pending_selections);
  talk.registry.answered(ids[0], Kind::SelectControlType, ok, noon);
  EXPECT_EQ(talk.registry.standing.pending.size(), Limits::pending_selections);
  talk.registry.answered(ids[1], Kind::SelectControlType, ok, noon);
  EXPECT_EQ(talk.registry.standing.active, fill_rate_based_control);
  EXPECT_EQ(talk.registry.standing.selecting, no_selection);
}

TEST(Registry, ASwitchForgetsWhatBelongsToTheOldControlType) {
  Talk talk(operation_mode_based_control);
  const Id description = talk.says(rm, ombc_description(noon, {"a"}));
  talk.says(rm, ombc::Status{Id(), Id("a"), 0, {}, {}});
  talk.says(cem, ombc_instruction("i", "a", noon));
  talk.selects(power_envelope_based_control, at(5));
  const Registry& registry = talk.registry;
  EXPECT_FALSE(registry.ombc.descriptions.known());
  EXPECT_TRUE(registry.ombc.states.modes().empty());
  EXPECT_TRUE(registry.instructions.open().empty());
  EXPECT_TRUE(registry.instructions.find(Id("i"))) << "ids stay used";
  EXPECT_TRUE(registry.objects.find(ObjectKind::system_description, description)->gone);
  EXPECT_TRUE(registry.details);
  EXPECT_TRUE(registry.standing.is_forgiven(operation_mode_based_control, at(14)));
  EXPECT_FALSE(registry.standing.is_forgiven(operation_mode_based_control, at(15)));
  talk.selects(operation_mode_based_control, at(6));
  EXPECT_FALSE(registry.standing.is_forgiven(operation_mode_based_control, at(7)));
}

TEST(Registry, SelectingTheActiveControlTypeChangesNothing) {
  Talk talk(operation_mode_based_control);
  talk.says(rm, ombc_description(noon, {"a"}));
  talk.selects(operation_mode_based_control);
  EXPECT_TRUE(talk.registry.ombc.descriptions.known());
}

}  // namespace
}  // namespace s2::tests
