#include <house/cem_process.hpp>

#include <gmock/gmock.h>

#include <sstream>

namespace s2::house {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(CemProcess, ASecondOneOnThePortSaysSoAndEndsWithTwo) {
  transport::Loop loop;
  const auto first = transport::WebsocketServer::listen(loop, "127.0.0.1", 0, [](auto) {});
  ASSERT_TRUE(first);
  CemOptions options;
  options.listen.port = (*first)->port();
  std::ostringstream log;
  EXPECT_EQ(run_cem(options, log, log), cannot_start);
  EXPECT_THAT(log.str(), StartsWith("s2: cem: "));
  EXPECT_THAT(log.str(), HasSubstr(std::to_string(options.listen.port)));
}

TEST(CemProcess, ARecordingThatCannotBeOpenedEndsItBeforeAnythingRuns) {
  for (const auto* path : {"/no/such/folder/house.s2log", "/dev/full"}) {
    CemOptions options;
    options.listen.port = 0;
    options.process.record = path;
    std::ostringstream log;
    EXPECT_EQ(run_cem(options, log, log), cannot_start);
    EXPECT_THAT(log.str(), StartsWith(std::string("s2: cem: cannot record to ") + path + ": "));
  }
}

TEST(CemProcess, PricesThatHavePassedOrCannotBeReadEndIt) {
  CemOptions options;
  options.listen.port = 0;
  options.price_file = "/no/such/prices.csv";
  std::ostringstream log;
  EXPECT_EQ(run_cem(options, log, log), cannot_start);
  EXPECT_EQ(log.str(), "s2: cem: cannot read the price file /no/such/prices.csv\n");
}

}  // namespace
}  // namespace s2::house
