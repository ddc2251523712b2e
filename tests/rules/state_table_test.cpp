// The state table, walked over its whole product.

#include <s2/rules.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

constexpr EnergyManagementRole cem = EnergyManagementRole::cem;
constexpr EnergyManagementRole rm = EnergyManagementRole::rm;

template <class F>
void each_place(F f) {
  for (std::size_t phase = 0; phase < phase_count; ++phase) {
    for (const auto& type : message_types()) {
      for (const auto sender : {cem, rm}) f(static_cast<Phase>(phase), sender, type);
    }
  }
}

// C-248
TEST(StateTable, AMessageOfAControlTypeIsAllowedExactlyInItsPhaseAndFromItsSide) {
  each_place([](Phase phase, EnergyManagementRole sender, const MessageType& type) {
    if (!type.control_type) return;
    const bool expected = phase == phase_of(*type.control_type) && type.senders.contains(sender);
    EXPECT_EQ(judge(phase, sender, type.kind) == Verdict::allowed, expected) << type.name() << ' ' << name_of(phase);
  });
}

TEST(StateTable, TheRoleIsJudgedBeforeTheState) {
  each_place([](Phase phase, EnergyManagementRole sender, const MessageType& type) {
    EXPECT_EQ(judge(phase, sender, type.kind) == Verdict::wrong_role, !type.senders.contains(sender)) << type.name();
  });
}

TEST(StateTable, AnswersAndFarewellsAreAlwaysAllowed) {
  each_place([](Phase phase, EnergyManagementRole sender, const MessageType& type) {
    if (type.kind != Kind::ReceptionStatus && type.kind != Kind::SessionRequest) return;
    EXPECT_EQ(judge(phase, sender, type.kind), Verdict::allowed);
  });
}

TEST(StateTable, WhileNegotiatingOnlyTheHandshakeIsAllowed) {
  EXPECT_EQ(judge(Phase::negotiating, rm, Kind::Handshake), Verdict::allowed);
  EXPECT_EQ(judge(Phase::negotiating, cem, Kind::HandshakeResponse), Verdict::allowed);
  EXPECT_EQ(judge(Phase::negotiating, rm, Kind::ResourceManagerDetails), Verdict::not_yet);
  EXPECT_EQ(judge(Phase::negotiating, cem, Kind::FrbcInstruction), Verdict::not_yet);
}

TEST(StateTable, TheReasonOfARefusalIsTheSpecialOne) {
  EXPECT_EQ(judge(Phase::connected, rm, Kind::Handshake), Verdict::handshake_over);
  EXPECT_EQ(judge(Phase::pebc, cem, Kind::FrbcInstruction), Verdict::other_control_type);
  EXPECT_EQ(judge(Phase::connected, cem, Kind::FrbcInstruction), Verdict::other_control_type);
  EXPECT_EQ(judge(Phase::connected, rm, Kind::InstructionStatusUpdate), Verdict::wrong_phase);
  EXPECT_EQ(judge(Phase::connected, cem, Kind::RevokeObject), Verdict::wrong_phase);
}

TEST(StateTable, EveryRefusalNamesARuleOfTheCatalogueAndSaysASentence) {
  each_place([](Phase phase, EnergyManagementRole sender, const MessageType& type) {
    const Verdict verdict = judge(phase, sender, type.kind);
    if (verdict == Verdict::allowed) return;
    const Finding finding = finding_of(verdict, phase, sender, type.kind);
    EXPECT_NE(find_rule(finding.rule), nullptr) << finding.rule;
    EXPECT_NE(finding.text.find(type.name()), finding.text.npos);
  });
}

TEST(StateTable, NotControllableLeavesTheConversationConnected) {
  EXPECT_EQ(phase_of(ControlType::not_controllable), Phase::connected);
  EXPECT_EQ(phase_of(ControlType::no_selection), Phase::connected);
  EXPECT_EQ(phase_of(ControlType::fill_rate_based_control), Phase::frbc);
}

}  // namespace
}  // namespace s2
