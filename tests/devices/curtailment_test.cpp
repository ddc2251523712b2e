// The limit inside the inverter.

#include <devices/curtailment.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace s2::devices {
namespace {

TEST(Curtailment, WithoutALimitTheSunDecides) {
  const Curtailment inverter(5000, Duration{3000});
  EXPECT_EQ(inverter.output(3000), 3000);
  EXPECT_EQ(inverter.output(6000), 5000);
  EXPECT_EQ(inverter.output(-1), 0);
}

TEST(Curtailment, ALimitTakesHoldWithItsTimeConstant) {
  Curtailment inverter(5000, Duration{3000});
  inverter.want(1000);
  EXPECT_EQ(inverter.output(5000), 5000);
  inverter.run(3);
  EXPECT_NEAR(inverter.output(5000), 1000 + 4000 / std::exp(1), 1e-9);
  inverter.run(60);
  EXPECT_EQ(inverter.output(5000), 1000);
}

TEST(Curtailment, ManySmallStepsLeadWhereOneLargeStepLeads) {
  Curtailment fine(5000, Duration{3000});
  Curtailment coarse(5000, Duration{3000});
  fine.want(1000);
  coarse.want(1000);
  for (int i = 0; i < 100; ++i) fine.run(0.05);
  coarse.run(5);
  EXPECT_NEAR(fine.output(5000), coarse.output(5000), 1e-6);
}

TEST(Curtailment, ReleasedItGoesBackToTheRating) {
  Curtailment inverter(5000, Duration{3000});
  inverter.want(0);
  inverter.run(60);
  EXPECT_EQ(inverter.output(5000), 0);
  inverter.release();
  inverter.run(60);
  EXPECT_EQ(inverter.output(5000), 5000);
}

TEST(Curtailment, WithoutLagItJumps) {
  Curtailment inverter(5000, Duration{0});
  inverter.want(1000);
  EXPECT_EQ(inverter.output(5000), 1000);
}

}  // namespace
}  // namespace s2::devices
