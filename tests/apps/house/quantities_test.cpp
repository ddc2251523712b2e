#include <house/quantities.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

TEST(Quantities, PowersShowTheirSign) {
  EXPECT_EQ(kilowatts(3200), "+3.20 kW");
  EXPECT_EQ(kilowatts(-4096), "-4.10 kW");
}

TEST(Quantities, NothingIsNegativeZero) {
  EXPECT_EQ(kilowatts(-1), "0.00 kW");
  EXPECT_EQ(euros(-0.001), "0.00 €");
  EXPECT_EQ(kilowatt_hours(-0.0), "0.00 kWh");
  EXPECT_EQ(percent(-0.2), "0 %");
}

TEST(Quantities, PricesAreInCents) { EXPECT_EQ(cents(-0.0412), "-4.12 ct/kWh"); }

TEST(Quantities, CountsAreGroupedByThree) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1 000");
  EXPECT_EQ(grouped(1234567), "1 234 567");
}

}  // namespace
}  // namespace s2::house
