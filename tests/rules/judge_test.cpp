// In which order a message is judged, and what stops the judgement.

#include "allocations.hpp"
#include "registry/messages.hpp"

#include <s2/conversation.hpp>

#include <gtest/gtest.h>

namespace s2::tests {
namespace {

using enum ControlType;
using Rules = std::vector<std::string>;

class AJudge : public ::testing::Test {
 protected:
  Rules rules(const Message& message, EnergyManagementRole sender, Time now = noon) {
    talk.registry.advance(now);
    Rules ids;
    // The short ids of this test are noted as such; that is not its subject.
    for (const auto& finding : judge.judge(message, talk.registry, sender, now)) {
      if (finding.rule != "ID-003") ids.push_back(finding.rule);
    }
    return ids;
  }

  Talk talk{operation_mode_based_control};
  Judge judge;
};

ombc::SystemDescription described() {
  auto description = ombc_description(noon, {"aa", "bb"});
  description.message_id = Id("m1");
  description.operation_modes[0].power_ranges.resize(1);
  description.operation_modes[1].power_ranges.resize(1);
  description.timers.clear();
  description.transitions = {{Id("d1"), Id("aa"), Id("bb"), {}, {}, {}, {}, false},
                             {Id("d2"), Id("bb"), Id("aa"), {}, {}, {}, {}, false}};
  return description;
}

ombc::Instruction instructed(const char* mode, double factor) {
  auto instruction = ombc_instruction("ii", mode, noon);
  instruction.message_id = Id("m2");
  instruction.operation_mode_factor = factor;
  return instruction;
}

TEST_F(AJudge, LooksAtTheRoleBeforeTheState) {
  EXPECT_EQ(rules(frbc::StorageStatus{Id("m1"), 1}, cem), Rules{"STATE-002"});
  EXPECT_EQ(rules(frbc::StorageStatus{Id("m1"), 1}, rm), Rules{"STATE-003"});
}

TEST_F(AJudge, LooksAtTheStateBeforeTheContent) {
  frbc::Instruction instruction;
  instruction.message_id = Id("m1");
  instruction.operation_mode_factor = 7;
  EXPECT_EQ(rules(instruction, cem), Rules{"STATE-003"});
}

TEST_F(AJudge, LooksAtTheContentBeforeTheConversation) {
  EXPECT_EQ(rules(instructed("nowhere", 7), cem), Rules{"NUM-004"});
}

TEST_F(AJudge, AllowsBothControlTypesWhileASelectionWaits) {
  talk.says(rm, described());
  EXPECT_EQ(rules(frbc::TimerStatus{Id("m1"), Id("tt"), Id("aa"), noon}, rm), Rules{"STATE-003"});
  talk.says(cem, SelectControlType{Id(), power_profile_based_control});
  EXPECT_TRUE(rules(ombc::Status{Id("m1"), Id("aa"), 0, {}, {}}, rm).empty());
  const auto found = rules(ppbc::PowerProfileDefinition{.message_id = Id("m1"),
                                                        .id = Id("pp"),
                                                        .start_time = noon,
                                                        .end_time = at(60),
                                                        .power_sequence_containers = {}},
                           rm);
  EXPECT_TRUE(found.empty());
}

TEST_F(AJudge, ForgivesWhatCrossedTheEndOfAControlType) {
  talk.says(rm, described());
  talk.says(cem, ombc_instruction("ii", "aa", noon));
  talk.selects(no_selection);
  EXPECT_EQ(rules(ombc::Status{Id("m1"), Id("aa"), 0, {}, {}}, rm, at(9)), Rules{"STATE-004"});
  EXPECT_TRUE(judge.ignored());
  auto ended = report("ii", InstructionStatus::aborted);
  ended.message_id = Id("m2");
  EXPECT_EQ(rules(ended, rm, at(9)), Rules{"STATE-005"});
  EXPECT_TRUE(judge.ignored());
  EXPECT_EQ(rules(ombc::Status{Id("m1"), Id("aa"), 0, {}, {}}, rm, at(10)), Rules{"STATE-003"});
  EXPECT_FALSE(judge.ignored());
}

TEST_F(AJudge, ToleratesAHandshakeOfALenientSession) {
  EXPECT_EQ(rules(Handshake{Id("m1"), rm, {"1.0.0"}}, rm), Rules{"HS-013"});
  EXPECT_FALSE(judge.ignored());
  judge = Judge(Strictness::lenient);
  EXPECT_EQ(rules(Handshake{Id("m1"), rm, {"1.0.0"}}, rm), Rules{"HS-013"});
  EXPECT_TRUE(judge.ignored());
}

TEST_F(AJudge, TakesNoMemoryAsLongAsNothingIsFound) {
  const Message status = PowerMeasurement{Id("90000000-0000-4000-8000-000000000001"), noon, {}};
  judge.judge(status, talk.registry, rm, noon);
  const auto before = allocations();
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(judge.judge(status, talk.registry, rm, noon).empty());
  EXPECT_EQ(allocations(), before);
}

}  // namespace
}  // namespace s2::tests
