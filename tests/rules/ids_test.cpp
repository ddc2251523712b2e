// What is said of the spelling of ids: which rule speaks, and which leaves it to another.

#include <s2/rules.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

struct Spelling {
  std::string text;
  std::vector<std::string> rules;
};

TEST(Ids, EachSpellingIsReportedByTheRulesThatFitIt) {
  const std::string plain = "123e4567-e89b-12d3-a456-426614174000";
  const Spelling spellings[] = {
      {plain, {}},
      {"", {}},  // not set yet; ID-001 has its own way
      {"00000000-0000-0000-0000-000000000000", {"GEN-016"}},
      {"00000000000000000000000000000000", {"GEN-016", "ID-015"}},
      {"123E4567-e89b-12d3-a456-426614174000", {"ID-015"}},
      {"123e4567e89b12d3a456426614174000", {"ID-015"}},
      {"urn:uuid:" + plain, {"ID-015"}},
      {"{" + plain + "}", {"ID-002", "ID-015"}},
      {"battery-1", {"ID-003"}},
      {"123e4567-e89b-12d3-a456-42661417400", {"ID-003"}},
      {"123e4567-e89b-12d3-a456-42661417400g", {"ID-003"}},
      {std::string(64, 'x'), {"ID-003"}},
      {std::string(65, 'x'), {"ID-002"}},
      {"battery 1", {"ID-002"}},
      {"b\xc3\xa4tt", {"ID-002"}},
  };
  for (const auto& spelling : spellings) {
    std::vector<std::string> rules;
    for (const auto& finding : check(frbc::StorageStatus{Id(spelling.text), 1})) rules.push_back(finding.rule);
    EXPECT_EQ(rules, spelling.rules) << spelling.text;
  }
}

TEST(Ids, TheNilIdOfAnAnswerIsNoMistakeByItself) {
  ReceptionStatus answer;
  answer.subject_message_id = nil_id();
  answer.status = ReceptionStatusValues::invalid_data;
  answer.diagnostic_label = "no JSON";
  EXPECT_TRUE(check(answer).empty());
}

}  // namespace
}  // namespace s2
