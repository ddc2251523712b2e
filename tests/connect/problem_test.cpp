// Every failure has an id and a sentence.

#include <s2/connect/problem.hpp>

#include <s2/base/limits.hpp>

#include <gmock/gmock.h>

#include <set>

namespace s2::connect {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Problem, EveryOneHasAnIdOfItsOwnAndASentence) {
  std::set<std::string_view> ids;
  for (const auto& row : problems()) {
    EXPECT_THAT(row.id, StartsWith("S2CPP-"));
    EXPECT_TRUE(ids.insert(row.id).second) << row.id;
    EXPECT_GT(row.text.size(), 20U) << row.id;
    EXPECT_EQ(&text_of(row.problem), &row);
  }
}

TEST(Problem, AFindingCarriesIdWeightAndSentence) {
  const Finding finding = finding_of(Problem::code_wrong);
  EXPECT_EQ(finding.rule, "S2CPP-CODE-WRONG");
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(finding.text, text_of(Problem::code_wrong).text);
  EXPECT_EQ(finding_of(Problem::identity_changed).severity, Severity::warning);
}

// C-304
TEST(Problem, WhatAPeerSaysIsCutAndMadeReadable) {
  const std::string text = finding_of(Problem::refused_there, "because\xFF" + std::string(100'000, 'x')).text;
  EXPECT_THAT(text, HasSubstr("because\xEF\xBF\xBD"));
  EXPECT_LT(text.size(), s2::Limits::diagnostic_bytes + 100);
}

TEST(Problem, RefusalsOfAPeerHaveTheirMeaning) {
  EXPECT_EQ(problem_of(PairingError::invalid_combination_of_roles), Problem::same_role);
  EXPECT_EQ(problem_of(PairingError::no_valid_pairing_token_on_pairing_server), Problem::code_expired_there);
  EXPECT_EQ(problem_of(PairingError::other), Problem::refused_there);
  EXPECT_EQ(problem_of(SessionError::no_longer_paired), Problem::no_longer_paired);
  EXPECT_EQ(problem_of(SessionError::other), Problem::refused_there);
  EXPECT_EQ(problem_of(CallFailure::no_such_name), Problem::no_such_name);
  EXPECT_EQ(problem_of(CallFailure::root_changed), Problem::certificate_changed);
  EXPECT_EQ(problem_of(CallFailure::weak_cryptography), Problem::weak_cryptography);
}

}  // namespace
}  // namespace s2::connect
