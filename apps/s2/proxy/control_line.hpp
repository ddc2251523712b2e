#pragma once
// ControlLine: what a person types while the proxy runs.

#include "live/heard.hpp"

#include <s2/base/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// One line of the standard input.
struct ControlLine {
  /// What is wanted.
  enum class Wish : std::uint8_t {
    nothing,  ///< a blank line
    inject,   ///< "> FRAME" or "< FRAME"
    quit,     ///< "quit"
    help,     ///< "help"
  };

  Wish wish = Wish::nothing;              ///< what is wanted
  std::optional<std::size_t> connection;  ///< the number before the arrow
  End to = End::server;                   ///< who is to get the frame
  std::string frame;                      ///< its text, without blanks around it
};

/// Reads a line: "[N]> FRAME" for the server, "[N]< FRAME" for the client of connection N. Fails with "S2CPP-LINE" and
/// a sentence.
Result<ControlLine> read_control_line(std::string_view line);

/// What can be typed, for people.
std::string_view control_help();

}  // namespace s2::app
