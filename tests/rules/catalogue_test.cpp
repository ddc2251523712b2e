// The list of rules.

#include "spec_dir.hpp"

#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace s2 {
namespace {

TEST(Catalogue, EveryRuleHasItsOwnIdASourceAndASentence) {
  std::set<std::string_view> seen;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(seen.insert(rule.id).second) << rule.id;
    EXPECT_FALSE(rule.cites.empty()) << rule.id;
    EXPECT_FALSE(rule.says.empty()) << rule.id;
    EXPECT_EQ(find_rule(rule.id)->id, rule.id);
  }
  EXPECT_GT(seen.size(), 60U);
}

TEST(Catalogue, AWarningNeverRefusesAMessage) {
  for (const Rule& rule : all_rules()) {
    if (rule.severity == Severity::warning) {
      EXPECT_TRUE(rule.effect == Effect::noted || rule.effect == Effect::none || rule.effect == Effect::as_before)
          << rule.id;
    }
  }
}

// What the document says of a rule, in its words.
struct Written {
  std::string severity;
  std::string scope;
  std::string status;
  std::size_t place;  // in the order of the document
};

std::map<std::string, Written> written_rules() {
  std::map<std::string, Written> rules;
  std::ifstream file(tests::spec_dir() / "s2-rules.md");
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) {
      const auto from = cell.find_first_not_of(' ');
      cells.push_back(from == cell.npos ? "" : cell.substr(from, cell.find_last_not_of(' ') - from + 1));
    }
    const bool is_rule = cells.size() >= 8 && (cells[2] == "error" || cells[2] == "warning");
    if (is_rule) rules.emplace(cells[1], Written{cells[2], cells[3], cells[6], rules.size()});
  }
  return rules;
}

std::string in_words(Effect effect) {
  constexpr std::string_view words[] = {"–",
                                        "OK",
                                        "INVALID_DATA",
                                        "INVALID_MESSAGE",
                                        "INVALID_CONTENT",
                                        "INVALID_CONTENT (L)",
                                        "TEMPORARY_ERROR",
                                        "PERMANENT_ERROR",
                                        "status given before"};
  return std::string(words[static_cast<std::size_t>(effect)]);
}

class WrittenCatalogue : public tests::SpecTest {};

TEST_F(WrittenCatalogue, SaysOfEveryRuleWhatOursSays) {
  const auto written = written_rules();
  if (written.empty()) GTEST_SKIP() << "no s2-rules.md beside the official files";
  EXPECT_EQ(written.size(), 278U);
  constexpr std::string_view scopes[] = {"message", "session", "engine"};
  std::size_t place = 0;
  for (const Rule& rule : all_rules()) {
    if (rule.id.starts_with("PLAUS-")) continue;  // ours
    const auto found = written.find(std::string(rule.id));
    ASSERT_NE(found, written.end()) << rule.id;
    const Written& said = found->second;
    EXPECT_EQ(said.severity, rule.severity == Severity::error ? "error" : "warning") << rule.id;
    EXPECT_EQ(said.scope, scopes[static_cast<std::size_t>(rule.scope)]) << rule.id;
    const std::string status = in_words(rule.effect);
    // INVALID_DATA and INVALID_MESSAGE have remarks behind them; a rule for refusals by lifecycle says (L).
    EXPECT_EQ(said.status.substr(0, status.size()), status) << rule.id;
    EXPECT_EQ(said.status.find("(L)") != said.status.npos, rule.effect == Effect::lifecycle) << rule.id;
    EXPECT_LE(place, said.place) << rule.id << " is not in catalogue order";
    place = said.place;
  }
}

TEST(Catalogue, LevelsChangeWhatTheySayTheyChange) {
  const auto severity = [](const char* id, Strictness level) { return severity_of(*find_rule(id), level); };
  EXPECT_EQ(severity("HS-013", Strictness::lenient), Severity::warning);
  EXPECT_EQ(severity("NUM-006", Strictness::lenient), Severity::warning);
  EXPECT_EQ(severity("NUM-007", Strictness::lenient), Severity::error);  // only for leakage, see Check
  EXPECT_EQ(severity("GEN-015", Strictness::strict), Severity::error);
  EXPECT_EQ(severity("INST-004", Strictness::strict), Severity::error);
  EXPECT_EQ(severity("STATE-006", Strictness::strict), Severity::error);
  for (const Rule& rule : all_rules()) EXPECT_EQ(severity_of(rule, Strictness::normal), rule.severity) << rule.id;
}

TEST(Catalogue, AnUnknownIdIsNoRule) { EXPECT_EQ(find_rule("NUM-999"), nullptr); }

}  // namespace
}  // namespace s2
