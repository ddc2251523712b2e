// A value, or the error in its place.

#include <s2/base/result.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace s2 {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Unexpected{Finding{"S2CPP-ODD", Severity::error, "", "", "an odd number has no half"}};
  return number / 2;
}

TEST(Result, HoldsAValueOrTheReasonWhyThereIsNone) {
  const auto good = half(4);
  ASSERT_TRUE(good);
  EXPECT_TRUE(good.has_value());
  EXPECT_EQ(*good, 2);
  EXPECT_EQ(good.value(), 2);

  const auto bad = half(5);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().rule, "S2CPP-ODD");
}

TEST(Result, ValueAndErrorMayBeOfOneType) {
  const Result<std::string, std::string> good{std::string("same")};
  const Result<std::string, std::string> bad{Unexpected{std::string("same")}};
  EXPECT_TRUE(good);
  EXPECT_FALSE(bad);
  EXPECT_EQ(*good, bad.error());
}

TEST(Result, CarriesWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result{std::make_unique<int>(7)};
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 7);
  Result<void, std::unique_ptr<int>> failed{Unexpected{std::make_unique<int>(8)}};
  const std::unique_ptr<int> reason = std::move(failed).error();
  EXPECT_EQ(*reason, 8);
}

TEST(Result, AValueCanBeChangedInPlace) {
  Result<std::string> result{std::string("one")};
  *result += " two";
  result->append(" three");
  EXPECT_EQ(result.value(), "one two three");
}

TEST(Result, OfNothingOnlySaysWhetherItWorked) {
  const Result<void> good;
  EXPECT_TRUE(good);
  const Result<void> bad{Unexpected{Finding{}}};
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error(), Finding{});
}

}  // namespace
}  // namespace s2
