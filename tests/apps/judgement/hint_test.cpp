// Runs the cases of tests/data/program/hints.txt.

#include <source_dir.hpp>

#include <judgement/hint.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace s2::app {
namespace {

std::string expanded(std::string frame) {
  const std::string id = R"("message_id":"m-1")";
  for (std::size_t at; (at = frame.find('~')) != std::string::npos;) frame.replace(at, 1, id);
  return frame;
}

std::vector<std::string> hints_for(const std::string& text) {
  Record record;
  record.text = text;
  const Judgement judgement = judge(record, frame_of(record, false), Profile::v1_0_0, {});
  std::vector<std::string> hints;
  for (const Finding& finding : judgement.findings) {
    const std::string hint = hint_for(finding, judgement, text);
    if (finding.severity == Severity::error && !hint.empty()) {
      hints.push_back(finding.rule + ' ' + finding.pointer + ": " + hint);
    }
  }
  return hints;
}

TEST(Hint, EveryFindingGetsTheHintThatTheTableOfCasesSays) {
  std::ifstream file(tests::source_dir() / "tests/data/program/hints.txt");
  std::string frame;
  std::vector<std::string> hints;
  std::size_t cases = 0;
  const auto judge_case = [&] {
    if (frame.empty()) return;
    EXPECT_EQ(hints_for(frame), hints) << frame;
    ++cases;
    frame.clear();
    hints.clear();
  };
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("frame  ")) frame = expanded(line.substr(7));
    if (line.starts_with("hint   ")) hints.push_back(line.substr(7));
    if (line.empty()) judge_case();
  }
  judge_case();
  EXPECT_GT(cases, 25U);
}

TEST(Hint, AnOtherVersionIsNamedWhereItWouldHelp) {
  const std::string text =
      R"({"message_type":"DDBC.PresentDemandStatus","message_id":"m-1","present_demand_rate":{"start_of_range":0,"end_of_range":1}})";
  Record record;
  record.text = text;
  const Judgement judgement = judge(record, frame_of(record, false), Profile::v0_0_2_beta, {});
  ASSERT_EQ(judgement.findings.size(), 1U);
  EXPECT_EQ(hint_for(judgement.findings[0], judgement, text), "S2 JSON 1.0.0 is judged with --profile 1.0.0");
}

}  // namespace
}  // namespace s2::app
