#include <house/process.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

TEST(Process, PatienceStaysWhatItIsInRealTime) {
  ProcessOptions options;
  options.speed = 60;
  EXPECT_EQ(session_options(options).times.acknowledgement, SessionTimes{}.acknowledgement * 60);
}

}  // namespace
}  // namespace s2::house
