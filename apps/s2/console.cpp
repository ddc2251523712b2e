#include "console.hpp"

#include "descriptor_buffer.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <istream>
#include <ostream>

namespace s2::app {
namespace {

// Below this a text cannot be laid out sensibly; it then runs over the edge.
constexpr std::size_t narrowest = 40;
constexpr std::size_t usual_width = 80;

bool environment_says_no() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color != nullptr && *no_color != '\0') || (term != nullptr && std::strcmp(term, "dumb") == 0);
}

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::max<std::size_t>(size.ws_col, narrowest);
  const char* columns = std::getenv("COLUMNS");
  const unsigned long told = columns != nullptr ? std::strtoul(columns, nullptr, 10) : 0;
  return told > 0 ? std::max<std::size_t>(told, narrowest) : usual_width;
}

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "1";
    case Ink::faint:
      return "2";
    case Ink::error:
      return "1;31";
    case Ink::warning:
      return "1;33";
    case Ink::hint:
      return "36";
    case Ink::good:
      return "32";
  }
  return "";
}

std::string painted(bool colors, Ink ink, std::string_view text) {
  const std::string_view code = code_of(ink);
  if (!colors || code.empty() || text.empty()) return std::string(text);
  std::string out = "\x1b[";
  out += code;
  out += 'm';
  out += text;
  out += "\x1b[0m";
  return out;
}

struct Streams {
  DescriptorBuffer in_buffer{STDIN_FILENO}, out_buffer{STDOUT_FILENO}, err_buffer{STDERR_FILENO};
  std::istream in{&in_buffer};
  std::ostream out{&out_buffer}, err{&err_buffer};

  Streams() {
    in.tie(&out);
    err << std::unitbuf;
  }
};

}  // namespace

void Console::choose(Colors colors) {
  const bool when_possible = colors == Colors::automatic && !environment_says_no();
  out_colors = colors == Colors::always || (when_possible && out_is_terminal);
  err_colors = colors == Colors::always || (when_possible && err_is_terminal);
}

std::string Console::paint(Ink ink, std::string_view text) const { return painted(out_colors, ink, text); }

std::string Console::paint_err(Ink ink, std::string_view text) const { return painted(err_colors, ink, text); }

void Console::complain(std::string_view sentence) const {
  out.flush();
  err << paint_err(Ink::strong, "s2:") << ' ' << sentence << '\n';
}

Console& process_console() {
  static Streams streams;
  static Console console{.in = streams.in,
                         .out = streams.out,
                         .err = streams.err,
                         .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                         .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                         .out_colors = false,
                         .err_colors = false,
                         .width = terminal_width()};
  return console;
}

bool flush(Console& console) {
  console.out.flush();
  if (console.out) return true;
  const auto* buffer = dynamic_cast<DescriptorBuffer*>(console.out.rdbuf());
  const int error = buffer != nullptr ? buffer->error() : 0;
  if (error != EPIPE) {
    console.complain("cannot write the output" + (error == 0 ? std::string() : ": " + std::string(strerror(error))));
  }
  return false;
}

}  // namespace s2::app
