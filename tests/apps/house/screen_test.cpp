#include <house/screen.hpp>

#include <gmock/gmock.h>

#include <cstdlib>
#include <sstream>

namespace s2::house {
namespace {

TEST(Screen, HidesTheCursorAndGivesItBack) {
  std::ostringstream out;
  { Screen screen(out); }
  EXPECT_EQ(out.str(), "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[?25h\x1b[?1049l");
}

TEST(Screen, RedrawsInPlaceAndLeavesOutWhatDoesNotFit) {
  std::ostringstream out;
  Screen screen(out);
  out.str("");
  screen.show({"one", "two", "three"}, 3);
  EXPECT_EQ(out.str(), "\x1b[Hone\x1b[K\ntwo\x1b[K\n\x1b[J");
  out.str("");
  screen.show({"one"}, 0);
  EXPECT_EQ(out.str(), "\x1b[H\x1b[J");
}

TEST(ScreenSize, ColumnsDecidesAboutTheWidth) {
  ::setenv("COLUMNS", "57", 1);
  EXPECT_EQ(screen_size().columns, 57U);
  ::setenv("COLUMNS", "wide", 1);
  EXPECT_NE(screen_size().columns, 0U);
  ::unsetenv("COLUMNS");
}

}  // namespace
}  // namespace s2::house
