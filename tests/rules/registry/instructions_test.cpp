// Instructions and how far they have come.

#include "messages.hpp"

namespace s2::tests {
namespace {

using enum InstructionStatus;

class InstructionRegistry : public ::testing::Test {
 protected:
  InstructionRegistry() { talk.says(rm, ombc_description(noon, {"a"})); }

  Talk talk{ControlType::operation_mode_based_control};
  const Instructions& instructions = talk.registry.instructions;
};

TEST_F(InstructionRegistry, AnInstructionIsOpenUntilItsLastStatus) {
  talk.says(cem, ombc_instruction("i", "a", at(10)));
  ASSERT_TRUE(instructions.open(Id("i")));
  EXPECT_EQ(instructions.find(Id("i"))->execution_time, at(10));
  talk.says(rm, report("i", accepted));
  EXPECT_TRUE(instructions.open(Id("i")));
  talk.says(rm, report("i", succeeded));
  EXPECT_FALSE(instructions.open(Id("i")));
  EXPECT_EQ(instructions.find(Id("i"))->status, succeeded);
  talk.says(rm, report("i", accepted));
  EXPECT_EQ(instructions.find(Id("i"))->status, succeeded);
}

TEST_F(InstructionRegistry, IsFoundByMessageIdAsWell) {
  const Id message_id = talk.says(cem, ombc_instruction("i", "a", noon));
  EXPECT_EQ(instructions.find_by_message(message_id), instructions.find(Id("i")));
  talk.says(rm, InstructionStatusUpdate{Id(), message_id, rejected, noon});
  EXPECT_EQ(instructions.find(Id("i"))->status, rejected);
  EXPECT_TRUE(instructions.open().empty());
}

TEST_F(InstructionRegistry, ARefusalFreesTheId) {
  const Id message_id = talk.says(cem, ombc_instruction("i", "a", noon));
  talk.registry.answered(message_id, Kind::OmbcInstruction, ReceptionStatusValues::invalid_content, noon);
  EXPECT_FALSE(instructions.find(Id("i")));
  EXPECT_FALSE(instructions.open(Id("i")));
  EXPECT_FALSE(talk.registry.objects.find(ObjectKind::instruction, Id("i")));
  talk.says(cem, ombc_instruction("i", "a", noon));
  EXPECT_TRUE(instructions.open(Id("i")));
}

TEST_F(InstructionRegistry, ARevokedOneStaysOpenUntilTheRmSaysSo) {
  talk.says(cem, ombc_instruction("i", "a", noon));
  talk.says(cem, RevokeObject{Id(), RevokableObjects::ombc_instruction, Id("i")});
  EXPECT_TRUE(instructions.find(Id("i"))->revoked);
  EXPECT_TRUE(instructions.open(Id("i")));
}

TEST_F(InstructionRegistry, OpenOnesAreBounded) {
  const auto instruction = [](std::size_t i) { return ombc_instruction(("i" + std::to_string(i)).c_str(), "a", noon); };
  for (std::size_t i = 0; i < Limits::open_instructions; ++i) talk.says(cem, instruction(i));
  EXPECT_EQ(instructions.open().size(), Limits::open_instructions);
  EXPECT_TRUE(instructions.open(Id("i0")));
  talk.says(cem, instruction(Limits::open_instructions));
  EXPECT_LE(instructions.open().size(), Limits::open_instructions);
  EXPECT_FALSE(instructions.open(Id("i0")));
  EXPECT_TRUE(instructions.find(Id("i0")));
  EXPECT_TRUE(instructions.open(Id("i" + std::to_string(Limits::open_instructions))));
}

}  // namespace
}  // namespace s2::tests
