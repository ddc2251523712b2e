// Numbers as people read them.

#include <planner/words.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

TEST(Words, SmallPricesKeepADecimal) {
  EXPECT_EQ(cents(0.041), "4.1 ct");
  EXPECT_EQ(cents(-0.023), "-2.3 ct");
  EXPECT_EQ(cents(0.309), "31 ct");
  EXPECT_EQ(cents(0.0999), "10 ct");
}

TEST(Words, NothingIsNotNegative) { EXPECT_EQ(cents(-0.0001), "0.0 ct"); }

TEST(Words, PowerIsASize) {
  EXPECT_EQ(watts(-340.4), "340 W");
  EXPECT_EQ(watts(1234), "1.2 kW");
  EXPECT_EQ(watts(999.7), "1.0 kW");
  EXPECT_EQ(watts(17250), "17.3 kW");
}

TEST(Words, AbsurdNumbersDoNoHarm) { EXPECT_FALSE(watts(1e300).empty()); }

}  // namespace
}  // namespace s2::planner
