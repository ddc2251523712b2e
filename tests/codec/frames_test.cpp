// Runs the cases of tests/data/frames: a frame, and what it deserves.

#include "expanded.hpp"

#include <source_dir.hpp>

#include <codec/scan.hpp>
#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
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
  for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "tests/data/frames")) {
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

struct Setting {
  Profile profile;
  DecodeOptions options;
};

// What the line `with` asks for.
std::vector<Setting> settings_of(const Case& one) {
  std::istringstream words(one.with);
  std::string version, option;
  words >> version >> option;
  const bool every = version == "every" || option == "every";
  std::vector<Setting> settings;
  for (const Profile profile : all_profiles) {
    if (version != "every" && profile_of(version).value() != profile) continue;
    for (const auto level : {Strictness::lenient, Strictness::normal, Strictness::strict}) {
      if (!every && level != (option == "lenient" ? Strictness::lenient : Strictness::normal)) continue;
      settings.push_back({profile, {.strictness = level, .negotiating = option == "negotiating"}});
    }
  }
  return settings;
}

void expect_answer(const Case& one, const Setting& with) {
  const auto outcome = decode(one.frame, with.profile, with.options);
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

TEST(Frames, EveryFrameGetsTheAnswerItDeserves) {
  const auto cases = all_cases();
  ASSERT_GT(cases.size(), 80U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.file + ": " + one.title);
    const auto settings = settings_of(one);
    EXPECT_FALSE(settings.empty());
    for (const auto& with : settings) expect_answer(one, with);
  }
}

TEST(Frames, WhatMustNotBeRefusedIsReadAtEveryLevel) {
  constexpr int lines = 23;  // of section 2 of the rule catalogue
  std::set<int> tried;
  for (const auto& one : cases_in(tests::source_dir() / "tests/data/frames/legal.txt")) {
    SCOPED_TRACE(one.title);
    tried.insert(std::stoi(one.title));
    EXPECT_TRUE(one.with.ends_with("every"));
    EXPECT_TRUE(one.findings.empty());
    ASSERT_EQ(one.answer, "OK");
    for (const auto& with : settings_of(one)) expect_answer(one, with);
  }
  for (int line = 1; line <= lines; ++line) EXPECT_TRUE(tried.contains(line)) << "line " << line << " has no case";
}

TEST(Frames, JsonThatIsNoMessageIsJsonAllTheSame) {
  for (const auto* text : {"[]", "17", "null", "\"\"", "{}", " [{\"message_id\":1,\"message_id\":2}] "}) {
    EXPECT_EQ(codec::scan_json(text, "body"), std::nullopt) << text;
  }
  for (const auto* text : {"", "[", "{]", "nul", "[] []", "\xEF\xBB\xBF[]", "[\"\\ud800\"]", "[\xFF]"}) {
    const auto finding = codec::scan_json(text, "body");
    ASSERT_TRUE(finding) << text;
    EXPECT_EQ(finding->rule, "GEN-001") << text;
    EXPECT_EQ(finding->text.substr(0, 8), "the body") << finding->text;
  }
}

}  // namespace
}  // namespace s2
