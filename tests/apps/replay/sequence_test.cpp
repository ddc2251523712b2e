// Which messages are shown one by one.

#include "apps/replay/analysed.hpp"

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using tests::analysed;
using tests::lines_of;

// The clean conversation with many measurements and their answers before its end; `broken` of them is no number.
FileReport long_conversation(int measurements, int broken = -1) {
  auto lines = lines_of("battery.s2log");
  std::vector<std::string> end(lines.end() - 2, lines.end());
  lines.resize(lines.size() - 2);
  for (int i = 0; i < measurements; ++i) {
    const std::string id = "0000000a-0000-4000-8000-" + std::to_string(100'000'000'000 + i);
    lines.push_back(
        R"({"t":"2024-05-11T22:00:12Z","dir":"rm>cem","rm":"battery","msg":{"message_type":"PowerMeasurement",)"
        R"("message_id":")" +
        id +
        R"(","measurement_timestamp":"2024-05-11T22:00:12Z","values":[{)"
        R"("commodity_quantity":"ELECTRIC.POWER.3_PHASE_SYMMETRIC","value":)" +
        (i == broken ? "\"much\"" : "-740") + "}]}}");
    lines.push_back(R"({"t":"2024-05-11T22:00:12.100Z","dir":"cem>rm","rm":"battery","msg":{"message_type":)"
                    R"("ReceptionStatus","subject_message_id":")" +
                    id + R"(","status":")" +
                    (i == broken ? R"(INVALID_MESSAGE","diagnostic_label":"no number"}})" : R"(OK"}})"));
  }
  lines.insert(lines.end(), end.begin(), end.end());
  return analysed(lines);
}

std::size_t rows_with_findings(const Sequence& sequence) {
  std::size_t count = 0;
  for (const auto& item : sequence.items()) {
    const auto* row = std::get_if<Row>(&item);
    count += row != nullptr && !row->findings.empty() ? 1 : 0;
  }
  return count;
}

TEST(Sequence, AShortConversationIsShownWholeWithAnswersBesideTheirMessages) {
  const FileReport report = long_conversation(0);
  const Sequence& sequence = report.conversations.at(0)->sequence;
  EXPECT_EQ(sequence.folded(), 0U);
  EXPECT_EQ(sequence.items().size(), 15U);
  for (const auto& item : sequence.items()) {
    ASSERT_TRUE(std::holds_alternative<Row>(item));
    EXPECT_TRUE(std::get<Row>(item).answer);
  }
}

TEST(Sequence, LongRunsOfRoutineAreFolded) {
  const FileReport report = long_conversation(5000);
  const Sequence& sequence = report.conversations.at(0)->sequence;
  EXPECT_LT(sequence.items().size(), 25U);
  EXPECT_EQ(sequence.folded() % 2, 0U) << "messages and their answers";
  EXPECT_GE(sequence.folded(), 2 * 4990U);
  const auto* last = std::get_if<Row>(&sequence.items().back());
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->kind, Kind::SessionRequest);
}

TEST(Sequence, AFindingIsShownWithWhatStandsNextToIt) {
  const FileReport report = long_conversation(5000, 2500);
  const Sequence& sequence = report.conversations.at(0)->sequence;
  const auto& items = sequence.items();
  std::size_t place = 0;
  while (place < items.size()) {
    const auto* row = std::get_if<Row>(&items[place]);
    if (row != nullptr && !row->findings.empty()) break;
    ++place;
  }
  ASSERT_LT(place + Sequence::around, items.size());
  for (std::size_t i = place - Sequence::around; i <= place + Sequence::around; ++i) {
    EXPECT_TRUE(std::holds_alternative<Row>(items[i])) << i - place;
  }
}

TEST(Sequence, ItDoesNotGrowWithTheNumberOfFindings) {
  auto lines = lines_of("battery.s2log");
  for (int i = 0; i < 3000; ++i) {
    lines.push_back(R"({"t":"2024-05-11T22:00:30Z","dir":"rm>cem","rm":"battery","raw":"no message"})");
  }
  const FileReport report = analysed(lines);
  const Sequence& sequence = report.conversations.at(0)->sequence;
  EXPECT_EQ(rows_with_findings(sequence), Sequence::kept_found + Sequence::around * 2);
  EXPECT_LT(sequence.items().size(), 400U);
}

}  // namespace
}  // namespace s2::app
