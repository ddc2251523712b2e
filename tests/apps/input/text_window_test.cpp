// The window on a stream: lines, columns, looking ahead.

#include <input/text_window.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::app {
namespace {

TEST(TextWindow, LinesColumnsAndIndentsFollowWhatIsPassed) {
  std::istringstream in("ab\n  cd\n\n e");
  TextWindow window(in);
  window.view(5);
  window.advance(5);
  EXPECT_EQ(window.line(), 2U);
  EXPECT_EQ(window.column(), 2U);
  EXPECT_EQ(window.indent(), 2U);
  window.view(6);
  window.advance(6);
  EXPECT_EQ(window.line(), 4U);
  EXPECT_EQ(window.column(), 2U);
  EXPECT_EQ(window.indent(), 1U);
  EXPECT_EQ(window.passed(), 11U);
  EXPECT_TRUE(window.at_end());
}

TEST(TextWindow, LooksFurtherThanAPiece) {
  std::istringstream in(std::string(200'000, 'x') + "\ny");
  TextWindow window(in);
  EXPECT_EQ(window.find('\n', 0, 100), std::string_view::npos);
  EXPECT_EQ(window.find('\n', 0, 300'000), 200'000U);
  EXPECT_EQ(window.at(200'001), 'y');
  EXPECT_FALSE(window.has(200'002));
  window.advance(200'001);
  EXPECT_EQ(window.view(10), "y");
}

TEST(TextWindow, TheLimitOfASearchIsExact) {
  std::istringstream in("abc\n");
  TextWindow window(in);
  EXPECT_EQ(window.find('\n', 0, 3), std::string_view::npos);
  EXPECT_EQ(window.find('\n', 0, 4), 3U);
}

}  // namespace
}  // namespace s2::app
