// Every rule of message and session scope by example: what breaks it, and what nearly does.

#include "case_talk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace s2::tests {
namespace {

using Rules = std::multiset<std::string>;

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(cases_dir())) {
    const auto name = entry.path().stem().string();
    if (entry.path().extension() == ".txt" && name != "missing") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Rules rules_of(const std::vector<Finding>& findings) {
  Rules rules;
  for (const auto& finding : findings) rules.insert(finding.rule);
  return rules;
}

std::string listed(const Rules& rules) {
  std::string text;
  for (const auto& rule : rules) text += rule + ' ';
  return text.empty() ? "nothing" : text;
}

class Case : public ::testing::TestWithParam<std::string> {
 protected:
  Case() : read_(read_case(cases_dir() / (GetParam() + ".txt"))) {
    for (const auto& problem : read_.problems) ADD_FAILURE() << problem;
  }

  // Plays the lines in which nothing but `forgiven` is to be found, and returns the outcome of the last one.
  Outcome play(const std::vector<CaseLine>& part, std::string_view name,
               const std::vector<std::string>& forgiven = {}) {
    CaseTalk talk(read_.options);
    std::vector<CaseLine> lines = read_.given;
    lines.insert(lines.end(), part.begin(), part.end());
    Outcome outcome;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      outcome = talk.say(lines[i]);
      const bool is_last = i + 1 == lines.size();
      const bool is_at_fault =
          std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const Finding& finding) {
            return std::find(forgiven.begin(), forgiven.end(), finding.rule) == forgiven.end();
          });
      if (!is_last && is_at_fault) {
        ADD_FAILURE() << name << ": nothing is wrong yet\n" << shown(lines[i], outcome);
      }
      if (!outcome.of_answer.empty()) {
        ADD_FAILURE() << name << ": the answer is not at fault\n" << shown(lines[i], outcome);
      }
    }
    return outcome;
  }

  void expect(const Outcome& outcome, const Rules& wanted, const CaseLine& line, std::string_view name) {
    const Rules found = rules_of(outcome.findings);
    // A mistake may be seen at several places by one rule.
    const std::set<std::string> found_once(found.begin(), found.end());
    const std::set<std::string> wanted_once(wanted.begin(), wanted.end());
    EXPECT_EQ(found_once, wanted_once) << name << ": " << listed(wanted) << "should be found\n" << shown(line, outcome);
  }

  RuleCase read_;
};

// What becomes of a message that breaks the rule and, it may be, others: the answer of the lowest layer that refuses
// it; none to a ReceptionStatus.
std::optional<ReceptionStatusValues> answer_of(const RuleCase& read) {
  using enum ReceptionStatusValues;
  std::vector<std::string> broken = read.companions;
  broken.push_back(read.rule);
  std::set<ReceptionStatusValues> answers = {ok};
  for (const auto& id : broken) {
    const Rule* rule = find_rule(id);
    if (!rule || rule->effect == Effect::as_before) continue;
    if (rule->effect == Effect::none) return std::nullopt;
    if (severity_of(*rule, read.options.strictness) == Severity::warning) continue;
    answers.insert(rule->effect == Effect::invalid_data      ? invalid_data
                   : rule->effect == Effect::invalid_message ? invalid_message
                                                             : invalid_content);
  }
  return *answers.begin();  // in the order of the layers
}

TEST_P(Case, IsFoundWhereItIsBrokenAndNowhereElse) {
  ASSERT_EQ(read_.rule, GetParam()) << "the file bears the name of its rule";
  const Rule* rule = find_rule(read_.rule);
  ASSERT_TRUE(rule) << "no such rule";
  ASSERT_FALSE(read_.breaks.empty());
  ASSERT_FALSE(read_.legal.empty());

  const Outcome broken = play(read_.breaks, "breaks", read_.companions_before);
  Rules wanted(read_.companions.begin(), read_.companions.end());
  wanted.insert(read_.rule);
  expect(broken, wanted, read_.breaks.back(), "breaks");
  const auto is_there = [this](const Finding& finding) {
    return finding.rule == read_.rule && finding.pointer == read_.pointer;
  };
  EXPECT_TRUE(std::any_of(broken.findings.begin(), broken.findings.end(), is_there))
      << "at \"" << read_.pointer << "\"\n"
      << shown(read_.breaks.back(), broken);
  if (rule->effect != Effect::as_before) {
    EXPECT_EQ(broken.answer, answer_of(read_)) << shown(read_.breaks.back(), broken);
  }

  const Outcome legal = play(read_.legal, "legal");
  expect(legal, {read_.companions_of_legal.begin(), read_.companions_of_legal.end()}, read_.legal.back(), "legal");
}

INSTANTIATE_TEST_SUITE_P(Rule, Case, ::testing::ValuesIn(case_names()), [](const auto& test) {
  std::string name = test.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

// Rules that wait for their case, one a line.
std::set<std::string> rules_without_case() {
  std::set<std::string> rules;
  std::ifstream list(cases_dir() / "missing.txt");
  std::string line;
  while (std::getline(list, line)) {
    if (!line.empty() && line.front() != '#') rules.insert(line);
  }
  return rules;
}

TEST(Cases, EveryRuleThatAConversationCanBreakHasOne) {
  const auto names = case_names();
  const auto missing = rules_without_case();
  std::set<std::string> executed;
  for (const auto& rule : all_rules()) {
    if (rule.scope == Scope::engine) continue;
    const std::string id(rule.id);
    executed.insert(id);
    const bool has_case = std::binary_search(names.begin(), names.end(), id);
    if (has_case && missing.contains(id)) ADD_FAILURE() << id << " has its case: take it out of missing.txt";
    if (!has_case && !missing.contains(id)) ADD_FAILURE() << id << " has no case";
  }
  for (const auto& name : names) EXPECT_TRUE(executed.contains(name)) << name << " is no rule that a case can break";
}

}  // namespace
}  // namespace s2::tests
