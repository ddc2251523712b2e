// The catalogue on paper.

#include <source_dir.hpp>

#include <catalogue/cases.hpp>
#include <catalogue/rule_pages.hpp>
#include <catalogue/rule_words.hpp>

#include <apps/string_console.hpp>
#include <text_layout.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace s2::app {
namespace {

std::vector<const Rule*> all() {
  std::vector<const Rule*> rules;
  for (const Rule& rule : all_rules()) rules.push_back(&rule);
  return rules;
}

TEST(RulePages, TheReferencePageIsWhatTheProgramPrints) {
  std::ostringstream page;
  page << std::ifstream(tests::source_dir() / "docs/reference/rules.md").rdbuf();
  EXPECT_EQ(page.str(), rule_markdown(all())) << "write it anew: s2 rules --markdown > docs/reference/rules.md";
}

TEST(RulePages, EveryFamilyHasATitle) {
  for (const Rule& rule : all_rules()) {
    const auto families = rule_families();
    EXPECT_TRUE(std::any_of(families.begin(), families.end(), [&](const RuleFamily& family) {
      return family.id == family_of(rule);
    })) << rule.id;
  }
}

TEST(RulePages, EveryRuleIsInTheListAndHasAPage) {
  tests::StringConsole strings;
  strings.console.width = 80;
  const std::string list = rule_list(all(), strings.console);
  for (const Rule& rule : all_rules()) {
    EXPECT_NE(list.find(rule.id), list.npos) << rule.id;
    const std::string page = rule_page(rule, strings.console);
    EXPECT_NE(page.find(rule.id), page.npos);
    EXPECT_NE(page.find(word_for(rule.effect)), page.npos) << page;
  }
  std::istringstream lines(list);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 80U) << line;
}

TEST(RulePages, EveryEmbeddedCaseBelongsToARuleAndHasBothParts) {
  for (const EmbeddedCase& one : embedded_cases()) {
    EXPECT_NE(find_rule(one.rule), nullptr) << one.rule;
    const CaseParts parts = parts_of(one.text);
    EXPECT_FALSE(parts.comment.empty()) << one.rule;
    EXPECT_FALSE(parts.breaks.empty()) << one.rule;
    EXPECT_FALSE(parts.legal.empty()) << one.rule;
  }
}

TEST(RulePages, ACaseIsTakenApart) {
  const CaseParts parts = parts_of("# One.\nrule  X-001\ngiven  y\n\nbreaks\n# why\n1 rm {}\n\nlegal\n2 cem {}\n");
  EXPECT_EQ(parts.comment, std::vector<std::string_view>({"One."}));
  EXPECT_EQ(parts.settings, std::vector<std::string_view>({"given  y"}));
  EXPECT_EQ(parts.breaks, std::vector<std::string_view>({"# why", "1 rm {}"}));
  EXPECT_EQ(parts.legal, std::vector<std::string_view>({"2 cem {}"}));
}

TEST(RulePages, LevelsThatDifferAreNamed) {
  EXPECT_EQ(level_remark(*find_rule("NUM-006")), "a warning when lenient");
  EXPECT_EQ(level_remark(*find_rule("GEN-015")), "an error when strict");
  EXPECT_EQ(level_remark(*find_rule("NUM-004")), "");
}

TEST(RulePages, ATypingMistakeIsForgiven) {
  EXPECT_EQ(nearest_rule("num-04"), "NUM-004");
  EXPECT_EQ(nearest_rule("what on earth"), "");
}

}  // namespace
}  // namespace s2::app
