// Runs the cases of tests/data/frames: a frame, and what it deserves.

#include "expanded.hpp"

#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace s2 {
namespace {

struct Case {
  std::string file;
  std::string title;
  std::string with;
  std::string frame;
  std::string answer;
  std::vector<std::string> findings;
};

std::vector<Case> cases_in(const std::filesystem::path& path) {
  std::vector<Case> cases;
  std::ifstream file(path);
  bool open = false;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') {
      open = open && !line.empty();
      continue;
    }
    const std::size_t blank = line.find(' ');
    const std::string key = line.substr(0, blank);
    const std::size_t from = blank == line.npos ? line.size() : line.find_first_not_of(' ', blank);
    const std::string value = from == line.npos ? "" : line.substr(from);
    if (!open) cases.emplace_back().file = path.filename();
    open = true;
    Case& last = cases.back();
    if (key == "title") last.title = value;
    if (key == "with") last.with = value;
    if (key == "frame") last.frame = tests::expanded(value);
    if (key == "answer") last.answer = value;
    if (key == "finding") last.findings.push_back("error " + value);
    if (key == "note") last.findings.push_back("warning " + value);
  }
  return cases;
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::directory_iterator(S2_SOURCE_DIR "/tests/data/frames")) {
    if (entry.path().extension() != ".txt") continue;
    auto more = cases_in(entry.path());
    cases.insert(cases.end(), more.begin(), more.end());
  }
  return cases;
}

std::vector<std::string> lines_of(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& finding : findings) {
    std::string line = (finding.severity == Severity::error ? "error " : "warning ") + finding.rule;
    if (!finding.pointer.empty()) line += ' ' + finding.pointer;
    lines.push_back(line);
    EXPECT_FALSE(finding.text.empty());
  }
  return lines;
}

TEST(Frames, EveryFrameGetsTheAnswerItDeserves) {
  const auto cases = all_cases();
  ASSERT_GT(cases.size(), 80U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.file + ": " + one.title);
    std::istringstream words(one.with);
    std::string version, option;
    words >> version >> option;
    DecodeOptions options;
    if (option == "lenient") options.strictness = Strictness::lenient;
    options.negotiating = option == "negotiating";
    const auto outcome = decode(one.frame, profile_of(version).value(), options);
    if (outcome) {
      EXPECT_EQ(one.answer, "OK");
      EXPECT_EQ(lines_of(outcome->notes), one.findings);
      EXPECT_EQ(scan(one.frame), std::nullopt);
    } else {
      const auto& refusal = outcome.error();
      const std::string subject = refusal.subject == nil_id() ? "nil" : refusal.subject.str();
      EXPECT_EQ(std::string(name_of(refusal.status)) + ' ' + subject, one.answer);
      EXPECT_EQ(lines_of(refusal.findings), one.findings);
    }
  }
}

}  // namespace
}  // namespace s2
