// Holds the conversations of tests/data/conversations.

#include "conversation.hpp"

#include <source_dir.hpp>

#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace s2 {
namespace {

TEST(Conversations, EveryOneGoesAsItsTextSays) {
  const auto all = tests::conversations_in(tests::source_dir() / "tests/data/conversations");
  EXPECT_GT(all.size(), 60U);
  for (const auto& conversation : all) {
    SCOPED_TRACE(conversation.file + ": " + conversation.title);
    EXPECT_FALSE(conversation.title.empty());
    for (const auto& complaint : tests::hold(conversation)) ADD_FAILURE() << complaint;
  }
}

TEST(Conversations, EveryRuleThatOnlyAnEngineCanKeepIsShownByOne) {
  std::set<std::string> shown;
  for (const auto& conversation : tests::conversations_in(tests::source_dir() / "tests/data/conversations")) {
    for (const auto& rule : conversation.rules) {
      EXPECT_NE(find_rule(rule), nullptr) << conversation.title << " shows a rule that is unknown: " << rule;
      shown.insert(rule);
    }
  }
  int rules = 0;
  for (const Rule& rule : all_rules()) {
    if (rule.scope != Scope::engine) continue;
    ++rules;
    EXPECT_TRUE(shown.contains(std::string(rule.id))) << rule.id << ": " << rule.says;
  }
  EXPECT_EQ(rules, 32);
}

// The rows of docs/reference/hazards.md, from number 1 on.
std::vector<std::string> hazards() {
  std::ifstream page(tests::source_dir() / "docs/reference/hazards.md");
  std::vector<std::string> rows;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| " + std::to_string(rows.size() + 1) + " |")) rows.push_back(line);
  }
  return rows;
}

std::size_t titles_in(const std::string& row) {
  std::size_t titles = 0;
  for (std::size_t at = row.find("“"); at != std::string::npos; at = row.find("“", at + 1)) ++titles;
  return titles;
}

TEST(Conversations, EveryHazardOfPeersIsShownByTheOnesThatItsRowNames) {
  const auto rows = hazards();
  EXPECT_EQ(rows.size(), 20U);
  std::vector<std::size_t> shown(rows.size());
  for (const auto& conversation : tests::conversations_in(tests::source_dir() / "tests/data/conversations")) {
    for (const int number : conversation.hazards) {
      const auto row = static_cast<std::size_t>(number - 1);
      ASSERT_LT(row, rows.size()) << conversation.title;
      ++shown[row];
      EXPECT_NE(rows[row].find("“" + conversation.title + "”"), std::string::npos)
          << "hazard " << number << " does not name: " << conversation.title;
    }
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_GT(shown[row], 0U) << rows[row];
    EXPECT_EQ(shown[row], titles_in(rows[row])) << "names others as well: " << rows[row];
  }
}

}  // namespace
}  // namespace s2
