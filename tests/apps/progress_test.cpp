// The bar: when it is drawn, and that it goes away.

#include "string_console.hpp"

#include <progress.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t large = 1 << 30;
const Progress::Moment start{};

TEST(Progress, ABarIsDrawnForLongWorkOnATerminal) {
  tests::StringConsole strings;
  strings.console.err_is_terminal = true;
  Progress progress(strings.console, large, start);
  progress.show(large / 8, start + milliseconds(299));
  EXPECT_EQ(strings.err.str(), "") << "short work shows nothing";
  progress.show(large / 4, start + milliseconds(300));
  EXPECT_EQ(strings.err.str(), "\r[========                        ] 25 %");
  progress.show(large / 2, start + milliseconds(350));
  EXPECT_EQ(strings.err.str(), "\r[========                        ] 25 %") << "drawn ten times a second at most";
  progress.clear();
  EXPECT_TRUE(strings.err.str().ends_with("\r\x1b[K"));
}

TEST(Progress, MoreThanExpectedIsAllOfIt) {
  tests::StringConsole strings;
  strings.console.err_is_terminal = true;
  Progress progress(strings.console, large, start);
  progress.show(3 * large, start + milliseconds(500));
  EXPECT_NE(strings.err.str().find("100 %"), std::string::npos);
}

TEST(Progress, WithoutATerminalOrForLittleWorkThereIsNone) {
  tests::StringConsole strings;
  Progress unseen(strings.console, large, start);
  EXPECT_FALSE(unseen.wanted());
  unseen.show(large, start + milliseconds(500));
  strings.console.err_is_terminal = true;
  Progress little(strings.console, 1000, start);
  EXPECT_FALSE(little.wanted());
  little.show(1000, start + milliseconds(500));
  EXPECT_EQ(strings.err.str(), "");
}

}  // namespace
}  // namespace s2::app
