// Quantities as people read them.

#include <devices/words.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

TEST(Kilowatts, SmallPowersAreWatts) {
  EXPECT_EQ(kilowatts(0), "0 W");
  EXPECT_EQ(kilowatts(-84.6), "85 W");
  EXPECT_EQ(kilowatts(999.4), "999 W");
}

TEST(Kilowatts, LargePowersHaveOneDigit) {
  EXPECT_EQ(kilowatts(999.6), "1.0 kW");
  EXPECT_EQ(kilowatts(-3249), "3.2 kW");
  EXPECT_EQ(kilowatts(12'960), "13.0 kW");
}

}  // namespace
}  // namespace s2::devices
