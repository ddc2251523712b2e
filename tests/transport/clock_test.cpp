// The wall clock.

#include <s2/transport.hpp>

#include <gtest/gtest.h>

#include <ctime>

namespace s2::transport {
namespace {

TEST(Clock, TellsTheTimeOfTheSystem) {
  const std::time_t before = std::time(nullptr);
  const Time now = system_now();
  const std::time_t after = std::time(nullptr);
  EXPECT_GE(now.seconds + 1, before);
  EXPECT_LE(now.seconds, after + 1);
  EXPECT_LT(now.nanoseconds, 1'000'000'000U);
}

}  // namespace
}  // namespace s2::transport
