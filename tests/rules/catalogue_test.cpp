// The list of rules.

#include <s2/rules.hpp>

#include <gtest/gtest.h>

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
      EXPECT_TRUE(rule.effect == Effect::noted || rule.effect == Effect::none) << rule.id;
    }
  }
}

TEST(Catalogue, AnUnknownIdIsNoRule) { EXPECT_EQ(find_rule("NUM-999"), nullptr); }

}  // namespace
}  // namespace s2
