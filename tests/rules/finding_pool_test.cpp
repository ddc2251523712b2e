// Findings of one message after the other.

#include "allocations.hpp"

#include <rules/finding_pool.hpp>
#include <rules/plans.hpp>
#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

class AFindingPool : public testing::Test {
 protected:
  void add(std::string_view rule, Severity severity, std::size_t index) {
    const Path whole;
    pool.add(entered(rule), severity, Path{&whole, {}, index}, value);
  }

  static std::string lines(std::span<const Finding> findings) {
    std::string lines;
    for (const auto& finding : findings) lines += finding.rule + finding.pointer + ' ';
    return lines;
  }

  FindingPool pool;
  std::string value = "value";
};

TEST_F(AFindingPool, WritesAllThatIsKnownOfAFinding) {
  add("NUM-010", Severity::warning, 3);
  const Finding expected{"NUM-010", Severity::warning, "/3", "value", std::string(find_rule("NUM-010")->says)};
  ASSERT_EQ(pool.in_order().size(), 1U);
  EXPECT_EQ(pool.in_order().front(), expected);
}

TEST_F(AFindingPool, IsInCatalogueOrderAndThenInThatOfTheWalk) {
  add("OM-013", Severity::warning, 1);
  add("ID-003", Severity::warning, 2);
  add("NUM-010", Severity::error, 3);
  add("ID-003", Severity::warning, 4);
  EXPECT_EQ(lines(pool.in_order()), "ID-003/2 ID-003/4 NUM-010/3 OM-013/1 ");
  EXPECT_EQ(pool.errors(), 1U);
}

TEST_F(AFindingPool, IsInOrderAgainWhenMoreIsFoundAfterwards) {
  add("NUM-010", Severity::warning, 1);
  add("NUM-010", Severity::warning, 2);
  add("ID-003", Severity::warning, 3);
  EXPECT_EQ(lines(pool.in_order()), "ID-003/3 NUM-010/1 NUM-010/2 ");
  add("NUM-010", Severity::warning, 4);
  add("ID-002", Severity::error, 5);
  add("OM-013", Severity::warning, 6);
  EXPECT_EQ(lines(pool.in_order()), "ID-002/5 ID-003/3 NUM-010/1 NUM-010/2 NUM-010/4 OM-013/6 ");
  EXPECT_EQ(lines(pool.in_order()), "ID-002/5 ID-003/3 NUM-010/1 NUM-010/2 NUM-010/4 OM-013/6 ");
  for (const Finding& finding : pool.in_order()) EXPECT_EQ(finding.text, find_rule(finding.rule)->says);
}

TEST_F(AFindingPool, KeepsNothingOfTheMessageBefore) {
  add("OM-013", Severity::error, 1);
  add("ID-003", Severity::warning, 2);
  pool.in_order();
  pool.clear();
  EXPECT_TRUE(pool.empty());
  EXPECT_EQ(pool.errors(), 0U);
  EXPECT_TRUE(pool.in_order().empty());
  add("NUM-010", Severity::warning, 3);
  EXPECT_EQ(lines(pool.in_order()), "NUM-010/3 ");
}

TEST_F(AFindingPool, IsWholeAgainAfterItsFindingsWereMovedOut) {
  for (int i = 0; i < 2; ++i) {
    add("ID-003", Severity::warning, 1);
    const auto taken = pool.take();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].rule, "ID-003");
    EXPECT_EQ(taken[0].text, find_rule("ID-003")->says);
    EXPECT_TRUE(pool.empty());
  }
}

TEST_F(AFindingPool, IsBoundedAndPrefersErrors) {
  for (std::size_t i = 0; i < Limits::findings + 1; ++i) add("ID-003", Severity::warning, i);
  EXPECT_EQ(pool.in_order().size(), Limits::findings);
  EXPECT_EQ(pool.in_order().back().pointer, "/" + std::to_string(Limits::findings - 1));
  add("OM-013", Severity::error, 0);
  EXPECT_EQ(pool.in_order().size(), Limits::findings);
  EXPECT_EQ(pool.in_order().back().rule, "OM-013");
  EXPECT_EQ(pool.in_order()[Limits::findings - 2].pointer, "/" + std::to_string(Limits::findings - 2));
  for (std::size_t i = 1; i < Limits::findings + 1; ++i) add("OM-013", Severity::error, i);
  EXPECT_EQ(pool.errors(), Limits::findings);
  EXPECT_EQ(pool.in_order().front().rule, "OM-013");
  EXPECT_EQ(pool.in_order().size(), Limits::findings);
}

TEST_F(AFindingPool, DropsWarningsOfOtherRulesThanTheFirstForErrors) {
  add("OM-013", Severity::error, 0);
  for (std::size_t i = 0; i < Limits::findings; ++i) add("ID-003", Severity::warning, i);
  for (std::size_t i = 1; i < Limits::findings; ++i) add("OM-013", Severity::error, i);
  EXPECT_EQ(pool.in_order().size(), Limits::findings);
  EXPECT_EQ(pool.in_order().front().pointer, "/0");
  EXPECT_EQ(pool.in_order().front().rule, "OM-013");
}

TEST_F(AFindingPool, TakesNoMemoryForTheSameFindingsAgain) {
  value = std::string(Limits::finding_value_bytes, 'x');
  std::size_t before = 0;
  for (int round = 0; round < 3; ++round) {
    if (round == 2) before = tests::allocations();
    pool.clear();
    for (std::size_t i = 0; i < Limits::findings; ++i) add(i % 2 == 0 ? "OM-013" : "ID-003", Severity::warning, i);
    EXPECT_EQ(pool.in_order().size(), Limits::findings);
  }
  EXPECT_EQ(tests::allocations(), before);
}

}  // namespace
}  // namespace s2::rules
