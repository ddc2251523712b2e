// What a replay learns of a file.

#include "apps/replay/analysed.hpp"

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using tests::analysed;
using tests::lines_of;

std::string status(std::string_view time, std::string_view rm, std::string_view id) {
  return R"({"t":"2024-06-21T)" + std::string(time) + R"(Z","dir":"rm>cem","rm":")" + std::string(rm) +
         R"(","msg":{"message_type":"FRBC.StorageStatus","message_id":")" + std::string(id) +
         R"(","present_fill_level":51}})";
}

TEST(Analysis, ACleanConversationHasNoFindingAndACompleteStory) {
  const FileReport report = analysed(lines_of("battery.s2log"));
  ASSERT_EQ(report.conversations.size(), 1U);
  const ConversationReport& one = *report.conversations[0];
  EXPECT_EQ(report.errors() + report.warnings(), 0U);
  EXPECT_EQ(one.beginning.rm, "battery");
  EXPECT_EQ(one.beginning.start, Start::bare);
  EXPECT_EQ(one.profile, Profile::v1_0_0);
  EXPECT_EQ(one.control_type, ControlType::fill_rate_based_control);
  EXPECT_EQ(one.messages, 30U);
  EXPECT_EQ(one.details->manufacturer, "s2-cpp");
  EXPECT_TRUE(one.unanswered.empty());
  ASSERT_EQ(one.instructions.kept_ones().size(), 1U);
  const Lifecycle& cycle = one.instructions.kept_ones()[0];
  EXPECT_EQ(cycle.end(), "SUCCEEDED");
  EXPECT_EQ(cycle.reports.size(), 3U);
  EXPECT_EQ(cycle.answer, ReceptionStatusValues::ok);
  EXPECT_EQ(cycle.wish, "inverter: discharge, factor 0.8923");
  EXPECT_EQ(one.sequence.folded(), 0U);
  EXPECT_EQ(one.chart.modes().size(), 1U);
  EXPECT_EQ(one.chart.fill_level().added(), 1U);
}

TEST(Analysis, RecordingsOfOthersTellTheSameStory) {
  for (const std::string name : {"kit.s2log", "plain.jsonl"}) {
    const FileReport report = analysed(lines_of(name));
    ASSERT_EQ(report.conversations.size(), 1U) << name;
    EXPECT_EQ(report.errors() + report.warnings(), 0U) << name;
    EXPECT_EQ(report.conversations[0]->instructions.kept_ones()[0].end(), "SUCCEEDED") << name;
    EXPECT_EQ(report.conversations[0]->times_assumed, name == "plain.jsonl");
  }
}

TEST(Analysis, ABrokenConversationIsToldWithItsPlaces) {
  const FileReport report = analysed(lines_of("broken.s2log"), {}, true);
  EXPECT_EQ(report.troubles.warnings(), 1U) << "the torn last line";
  ASSERT_EQ(report.conversations.size(), 1U);
  const ConversationReport& one = *report.conversations[0];
  ASSERT_FALSE(one.findings.spotted().empty());
  EXPECT_EQ(one.findings.spotted()[0].line, 17U);
  EXPECT_EQ(one.findings.spotted()[0].finding.rule, "GEN-008");
  EXPECT_EQ(one.findings.by_rule().count("GEN-001"), 1U);
  EXPECT_EQ(one.findings.by_rule().count("REC-002"), 1U);
  EXPECT_EQ(one.unreadable, 1U);
  ASSERT_EQ(one.unanswered.size(), 1U);
  EXPECT_EQ(one.unanswered[0].line, 10U);
  EXPECT_TRUE(one.unanswered[0].late);
}

TEST(Analysis, AMessageJustBeforeTheEndIsNotLate) {
  const FileReport report = analysed({status("12:00:00", "a", "m-1"), status("12:00:05", "a", "m-2")});
  const ConversationReport& one = *report.conversations.at(0);
  ASSERT_EQ(one.unanswered.size(), 2U);
  EXPECT_FALSE(one.unanswered[0].late);
  EXPECT_EQ(one.findings.by_rule().count("REC-002"), 0U);
}

TEST(Analysis, EachResourceManagerHasItsOwnConversation) {
  std::vector<std::string> lines;
  for (std::string line : lines_of("battery.s2log")) {
    lines.push_back(line);
    const auto at = line.find(R"("rm":"battery")");
    if (at != line.npos) lines.push_back(line.replace(at, 14, R"("rm":"heater")"));
  }
  const FileReport report = analysed(lines);
  ASSERT_EQ(report.conversations.size(), 2U);
  EXPECT_EQ(report.messages, 60U);
  EXPECT_EQ(report.errors() + report.warnings(), 0U);
  EXPECT_EQ(report.conversations[1]->beginning.rm, "heater");
}

TEST(Analysis, ConnectingAgainBeginsAnotherConversation) {
  auto lines = lines_of("battery.s2log");
  const auto again = lines_of("battery.s2log");
  lines.insert(lines.end(), again.begin() + 1, again.end());
  const FileReport report = analysed(lines);
  ASSERT_EQ(report.conversations.size(), 2U);
  EXPECT_FALSE(report.conversations[0]->beginning.again);
  EXPECT_TRUE(report.conversations[1]->beginning.again);
  EXPECT_EQ(report.conversations[1]->beginning.line, 32U);
  EXPECT_EQ(report.conversations[1]->messages, 30U);
  EXPECT_EQ(report.errors() + report.warnings(), 0U);
}

// The lines of a clean conversation; the first frame says that the connection opens.
std::vector<std::string> with_opening() {
  auto lines = lines_of("battery.s2log");
  lines[1].insert(lines[1].find(R"(,"msg")"), R"(,"opens":true)");
  return lines;
}

TEST(Analysis, ARecordingThatSaysWhereConnectionsOpenIsBelieved) {
  auto lines = with_opening();
  const auto again = with_opening();
  lines.insert(lines.end(), again.begin() + 1, again.end());
  const FileReport report = analysed(lines);
  ASSERT_EQ(report.conversations.size(), 2U);
  EXPECT_TRUE(report.conversations[1]->beginning.again);
  EXPECT_EQ(report.conversations[1]->beginning.line, 32U);
  EXPECT_EQ(report.errors() + report.warnings(), 0U);
}

TEST(Analysis, ASecondHandshakeInOneConnectionIsFound) {
  auto lines = with_opening();
  const auto again = lines_of("battery.s2log");
  std::string handshake = again[2];  // that of the RM, as another message
  handshake.replace(handshake.find(R"("message_id":")") + 14, 8, "00000000");
  handshake.replace(handshake.find(R"("t":")") + 5, 19, "2024-05-11T22:00:20");
  lines.push_back(handshake);
  const FileReport report = analysed(lines);
  ASSERT_EQ(report.conversations.size(), 1U);
  EXPECT_EQ(report.conversations[0]->findings.by_rule().count("HS-005"), 1U);
}

TEST(Analysis, ASecondHeaderBeginsAllConversationsAnew) {
  auto lines = lines_of("battery.s2log");
  const auto again = lines_of("battery.s2log");
  lines.push_back(R"({"s2log":1,"made_by":"another","started":"2024-06-21T12:00:00Z"})");
  lines.insert(lines.end(), again.begin() + 1, again.end());
  const FileReport report = analysed(lines);
  ASSERT_EQ(report.conversations.size(), 2U);
  EXPECT_FALSE(report.conversations[1]->beginning.again);
}

TEST(Analysis, AnswersCanBeAddedToAFileWithoutThem) {
  std::vector<std::string> lines;
  for (const std::string& line : lines_of("battery.s2log")) {
    if (line.find("ReceptionStatus") == line.npos) lines.push_back(line);
  }
  AnalysisOptions options;
  EXPECT_GT(analysed(lines, options).warnings() + analysed(lines, options).errors(), 0U);
  options.walk.add_answers = true;
  const FileReport report = analysed(lines, options);
  EXPECT_EQ(report.warnings() + report.errors(), 0U);
  EXPECT_TRUE(report.conversations.at(0)->unanswered.empty());
  EXPECT_EQ(report.messages, 15U);
}

// The lines of a clean conversation in which the RM never says how its instruction ended.
std::vector<std::string> without_the_end() {
  std::vector<std::string> lines;
  std::string silenced;  // the id of the message that is left out, and so is its answer
  for (const std::string& line : lines_of("battery.s2log")) {
    if (line.find(R"("status_type":"SUCCEEDED")") != line.npos) {
      silenced = line.substr(line.find(R"("message_id":")") + 14, 36);
    } else if (silenced.empty() || line.find(silenced) == line.npos) {
      lines.push_back(line);
    }
  }
  return lines;
}

TEST(Analysis, WhatIsLeftUndoneIsToldWithTheMessageItIsAbout) {
  AnalysisOptions options;
  options.walk.run_on = std::chrono::hours(2);
  const FileReport report = analysed(without_the_end(), options);
  const ConversationReport& one = *report.conversations.at(0);
  ASSERT_EQ(one.findings.spotted().size(), 1U);
  const Spotted& left = one.findings.spotted()[0];
  EXPECT_EQ(left.finding.rule, "INST-006");
  EXPECT_EQ(left.line, 20U);
  EXPECT_EQ(left.kind, Kind::FrbcInstruction);
  EXPECT_EQ(left.direction, Direction::cem_to_rm);
  EXPECT_EQ(left.owes, EnergyManagementRole::rm);
  EXPECT_GT(left.time, one.last);
}

TEST(Analysis, WhatMayStillBeDoneWhenTheRecordingEndsIsNotLeftUndone) {
  EXPECT_EQ(analysed(without_the_end()).warnings(), 0U);
}

TEST(Analysis, MoreResourceManagersThanTheLimitAreReportedAndNotFollowed) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < Walk::conversations + 2; ++i) {
    lines.push_back(status("12:00:00", "rm" + std::to_string(i), "m-1"));
  }
  const FileReport report = analysed(lines);
  EXPECT_EQ(report.conversations.size(), Walk::conversations);
  EXPECT_EQ(report.troubles.errors(), 2U);
}

TEST(Analysis, TimesOfPlainMessagesAreWorkedOutFromTheFirstThatHasOne) {
  const std::string level = R"({"message_type":"FRBC.StorageStatus","message_id":"m-1","present_fill_level":51})";
  const std::string measured =
      R"({"message_type":"PowerMeasurement","message_id":"m-2","measurement_timestamp":"2024-06-21T12:00:00Z","values":[]})";
  const FileReport report = analysed({level, level, measured, level});
  const ConversationReport& one = *report.conversations.at(0);
  const Time noon = parse_time("2024-06-21T12:00:00Z")->time;
  EXPECT_EQ(one.first, noon - Duration(200));
  EXPECT_EQ(one.last, noon + Duration(100));
}

}  // namespace
}  // namespace s2::app
