#include "screen.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace s2::house {
namespace {

// Control functions of ECMA-48 and of xterm, as nearly every terminal has them.
constexpr const char* enter = "\x1b[?1049h\x1b[?25l\x1b[2J";
constexpr const char* leave = "\x1b[?25h\x1b[?1049l";
constexpr const char* home = "\x1b[H";
constexpr const char* rest_of_line = "\x1b[K\n";
constexpr const char* rest_of_screen = "\x1b[J";

}  // namespace

ScreenSize screen_size() {
  ScreenSize size;
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0) {
    size = {window.ws_row, window.ws_col};
  }
  if (const char* wish = std::getenv("COLUMNS")) {
    std::size_t wide = 0;
    if (std::from_chars(wish, wish + std::strlen(wish), wide).ec == std::errc() && wide > 0) size.columns = wide;
  }
  return size;
}

Screen::Screen(std::ostream& out) : out_(out) { out_ << enter << std::flush; }

Screen::~Screen() { out_ << leave << std::flush; }

// One write per picture, and no clearing beforehand, so that nothing flickers.
void Screen::show(const std::vector<std::string>& lines, std::size_t rows) {
  std::string picture = home;
  const std::size_t count = std::min(lines.size(), rows > 0 ? rows - 1 : 0);
  for (std::size_t i = 0; i < count; ++i) picture += lines[i] + rest_of_line;
  out_ << picture << rest_of_screen << std::flush;
}

}  // namespace s2::house
