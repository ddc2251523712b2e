// The console: colours, and output that breaks.

#include "string_console.hpp"

#include <descriptor_buffer.hpp>

#include <gtest/gtest.h>

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <optional>

namespace s2::app {
namespace {

// Sets a variable of the environment for the length of a test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  ~Environment() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

TEST(Console, ColoursAreForTerminals) {
  const Environment no_color("NO_COLOR", nullptr), term("TERM", "xterm");
  tests::StringConsole strings;
  strings.console.out_is_terminal = true;
  strings.console.choose(Colors::automatic);
  EXPECT_TRUE(strings.console.out_colors);
  EXPECT_FALSE(strings.console.err_colors);
  strings.console.choose(Colors::never);
  EXPECT_FALSE(strings.console.out_colors);
  strings.console.choose(Colors::always);
  EXPECT_TRUE(strings.console.err_colors);
}

TEST(Console, NoColorIsRespectedUnlessColourIsDemanded) {
  const Environment no_color("NO_COLOR", "1"), term("TERM", "xterm");
  tests::StringConsole strings;
  strings.console.out_is_terminal = true;
  strings.console.choose(Colors::automatic);
  EXPECT_FALSE(strings.console.out_colors);
  strings.console.choose(Colors::always);
  EXPECT_TRUE(strings.console.out_colors);
}

TEST(Console, ADumbTerminalGetsNoColours) {
  const Environment no_color("NO_COLOR", nullptr), term("TERM", "dumb");
  tests::StringConsole strings;
  strings.console.out_is_terminal = true;
  strings.console.choose(Colors::automatic);
  EXPECT_FALSE(strings.console.out_colors);
}

TEST(Console, PaintIsOnlyThereWhenColoursAre) {
  tests::StringConsole strings;
  EXPECT_EQ(strings.console.paint(Ink::error, "x"), "x");
  strings.console.out_colors = true;
  EXPECT_EQ(strings.console.paint(Ink::error, "x"), "\x1b[1;31mx\x1b[0m");
  EXPECT_EQ(strings.console.paint(Ink::plain, "x"), "x");
  EXPECT_EQ(strings.console.paint_err(Ink::error, "x"), "x");
}

TEST(Console, ABrokenOutputIsComplainedAbout) {
  tests::StringConsole strings;
  EXPECT_TRUE(flush(strings.console));
  strings.out.setstate(std::ios::badbit);
  EXPECT_FALSE(flush(strings.console));
  EXPECT_EQ(strings.err.str(), "s2: cannot write the output\n");
}

TEST(Console, AReaderThatWentAwayIsNoReasonToComplain) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  {
    DescriptorBuffer buffer(ends[1]);
    std::ostream out(&buffer);
    std::istringstream in;
    std::ostringstream err;
    Console console{in, out, err, false, false, false, false, 80};
    out << "nobody reads this";
    EXPECT_FALSE(flush(console));
    EXPECT_EQ(buffer.error(), EPIPE);
    EXPECT_EQ(err.str(), "");
  }
  std::signal(SIGPIPE, before);
  ::close(ends[1]);
}

}  // namespace
}  // namespace s2::app
