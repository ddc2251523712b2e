#include "two_talkers.hpp"

#include <talk/completion.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> words(std::string_view line, const TalkState& state) { return complete(line, state).words; }

TEST(Completion, BeginsWithCommands) {
  const TwoTalkers two;
  EXPECT_THAT(words("se", two.state), ElementsAre("select ", "send "));
  EXPECT_THAT(words("qu", two.state), ElementsAre("quit"));
  EXPECT_THAT(words("", two.state), Contains("help "));
}

TEST(Completion, SendNamesWhatOurSideSends) {
  TwoTalkers two;
  two.connect();
  EXPECT_THAT(words("send FRBC.", two.state), ElementsAre("FRBC.Instruction "));
  EXPECT_THAT(words("wait frbc.s", two.state), ElementsAre("FRBC.StorageStatus ", "FRBC.SystemDescription "));
}

TEST(Completion, FieldsAndTheirValuesComeFromTheTables) {
  TwoTalkers two;
  two.connect();
  two.select_frbc();
  EXPECT_THAT(words("send FRBC.Instruction op", two.state), ElementsAre("operation_mode=", "operation_mode_factor="));
  EXPECT_THAT(words("send FRBC.Instruction operation_mode=charge op", two.state),
              ElementsAre("operation_mode_factor="));
  EXPECT_THAT(words("send FRBC.Instruction operation_mode=", two.state), ElementsAre("charge ", "idle "));
  EXPECT_THAT(words("send FRBC.Instruction abnormal_condition=t", two.state), ElementsAre("true "));
  EXPECT_EQ(complete("send FRBC.Instruction abnormal_condition=t", two.state).begin, 41U);
  EXPECT_THAT(words("wait InstructionStatusUpdate status_type=S", two.state), ElementsAre("STARTED ", "SUCCEEDED "));
  EXPECT_THAT(words("expect OK", two.state), Contains("OK "));
}

TEST(Completion, WhatCannotBeKnownIsNotCompleted) {
  const TwoTalkers two;
  EXPECT_THAT(words("send NoSuchType x", two.state), IsEmpty());
  EXPECT_THAT(words("raw {", two.state), IsEmpty());
  EXPECT_THAT(words("quit ", two.state), Not(Contains("quit")));
}

TEST(Completion, ACommonBeginningIsWhatAllShare) {
  EXPECT_EQ(common_beginning({"operation_mode=", "operation_mode_factor="}), "operation_mode");
  EXPECT_EQ(common_beginning({"one"}), "one");
  EXPECT_EQ(common_beginning({}), "");
}

}  // namespace
}  // namespace s2::app
