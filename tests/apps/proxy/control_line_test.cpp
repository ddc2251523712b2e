#include <proxy/control_line.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using Wish = ControlLine::Wish;

TEST(ControlLine, AnArrowSaysWhoGetsTheFrame) {
  const auto to_server = read_control_line("  > {\"a\": 1} \r");
  ASSERT_TRUE(to_server);
  EXPECT_EQ(to_server->wish, Wish::inject);
  EXPECT_EQ(to_server->to, End::server);
  EXPECT_EQ(to_server->frame, "{\"a\": 1}");
  EXPECT_FALSE(to_server->connection);
  EXPECT_EQ(read_control_line("<x")->to, End::client);
}

TEST(ControlLine, ANumberNamesTheConnection) {
  EXPECT_EQ(read_control_line("12> x")->connection, 12U);
  EXPECT_EQ(read_control_line(" 2 < x")->connection, 2U);
}

TEST(ControlLine, WordsAreWishes) {
  EXPECT_EQ(read_control_line("quit")->wish, Wish::quit);
  EXPECT_EQ(read_control_line(" help ")->wish, Wish::help);
  EXPECT_EQ(read_control_line("  ")->wish, Wish::nothing);
}

TEST(ControlLine, AnythingElseIsRefusedWithASentence) {
  for (const auto* line : {"{}", "1 2> x", "12", ">", "99999999999999999999> x", "quit now"}) {
    const auto read = read_control_line(line);
    ASSERT_FALSE(read) << line;
    EXPECT_FALSE(read.error().text.empty());
  }
}

}  // namespace
}  // namespace s2::app
