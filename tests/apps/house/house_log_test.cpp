#include <house/house_log.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::house {
namespace {

TEST(HouseLog, WritesALineWithTimeDeviceAndSentence) {
  std::ostringstream out;
  HouseLog log(out);
  log.on_note("battery", "connected from 127.0.0.1:5", Time{1'715'472'000, 500});
  EXPECT_EQ(out.str(), "2024-05-12T00:00:00Z  battery     connected from 127.0.0.1:5\n");
}

TEST(HouseLog, DoesNotMentionWhatGoesWithoutSaying) {
  EXPECT_EQ(sentence_of(Received{PowerMeasurement{}, {}}), "");
  EXPECT_EQ(sentence_of(Answered{Id("ab"), Kind::PowerMeasurement, ReceptionStatusValues::ok, ""}), "");
}

TEST(HouseLog, ARefusalNamesTypeStatusRulePlaceAndReason) {
  const Refused refused{Kind::FrbcStorageStatus,
                        ReceptionStatusValues::invalid_message,
                        {{"GEN-008", Severity::error, "/present_fill_level", "\"x\"", "a number is wanted"},
                         {"GEN-007", Severity::error, "", "", "more"}},
                        "{}"};
  EXPECT_EQ(sentence_of(refused),
            "FRBC.StorageStatus answered with INVALID_MESSAGE: GEN-008 at /present_fill_level: a number is wanted (and "
            "1 more)");
}

TEST(HouseLog, WhatAPeerWroteCannotSteerTheTerminal) {
  const Answered answered{Id("ab"), Kind::FrbcInstruction, ReceptionStatusValues::invalid_content, "\x1b[2Jno\n"};
  EXPECT_EQ(sentence_of(answered), "the peer answered our FRBC.Instruction with INVALID_CONTENT: \uFFFD[2Jno\uFFFD");
}

TEST(HouseLog, AnInstructionThatFailsIsWorthALine) {
  InstructionStatusUpdate update;
  update.instruction_id = Id("i-1");
  update.status_type = InstructionStatus::rejected;
  EXPECT_EQ(sentence_of(Received{update, {}}), "instruction i-1 was REJECTED");
  update.status_type = InstructionStatus::succeeded;
  EXPECT_EQ(sentence_of(Received{update, {}}), "");
}

}  // namespace
}  // namespace s2::house
