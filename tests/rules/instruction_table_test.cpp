// The life of an instruction.

#include <s2/rules.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

using enum InstructionStatus;
constexpr InstructionStatus all[] = {new_, accepted, rejected, revoked, started, succeeded, aborted};

TEST(InstructionTable, AnyStatusMayBeTheFirst) {
  for (const auto status : all) EXPECT_TRUE(may_follow(std::nullopt, status));
}

TEST(InstructionTable, AFinalStatusMayOnlyBeRepeated) {
  for (const auto last : {rejected, revoked, succeeded, aborted}) {
    EXPECT_TRUE(is_final(last));
    for (const auto next : all) EXPECT_EQ(may_follow(last, next), next == last);
  }
}

TEST(InstructionTable, IntermediateStatusesMayBeLeftOut) {
  EXPECT_TRUE(may_follow(new_, succeeded));
  EXPECT_TRUE(may_follow(accepted, succeeded));
  for (const auto status : {new_, accepted, started}) EXPECT_FALSE(is_final(status));
}

TEST(InstructionTable, NothingGoesBack) {
  EXPECT_FALSE(may_follow(accepted, new_));
  EXPECT_FALSE(may_follow(started, accepted));
  EXPECT_FALSE(may_follow(started, rejected));
  EXPECT_FALSE(may_follow(accepted, rejected));
}

}  // namespace
}  // namespace s2
