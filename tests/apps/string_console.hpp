#pragma once
// StringConsole: a console on strings.

#include <console.hpp>

#include <sstream>

namespace s2::tests {

/// What the program reads and writes in a test.
struct StringConsole {
  std::istringstream in;
  std::ostringstream out, err;
  app::Console console{.in = in,
                       .out = out,
                       .err = err,
                       .out_is_terminal = false,
                       .err_is_terminal = false,
                       .out_colors = false,
                       .err_colors = false,
                       .width = 80};
};

}  // namespace s2::tests
