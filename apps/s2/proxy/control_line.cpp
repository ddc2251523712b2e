#include "proxy/control_line.hpp"

#include <charconv>

namespace s2::app {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

Unexpected<Finding> fault(std::string text) { return {{"S2CPP-LINE", Severity::error, "", "", std::move(text)}}; }

}  // namespace

Result<ControlLine> read_control_line(std::string_view line) {
  using Wish = ControlLine::Wish;
  const std::string_view text = trimmed(line);
  ControlLine control;
  if (text.empty()) return control;
  if (text == "quit" || text == "help") {
    control.wish = text == "quit" ? Wish::quit : Wish::help;
    return control;
  }
  const auto arrow = text.find_first_not_of("0123456789 ");
  if (arrow == text.npos || (text[arrow] != '>' && text[arrow] != '<')) {
    return fault("a line begins with > (to the server) or < (to the client), or is 'quit' or 'help'");
  }
  if (const auto number = trimmed(text.substr(0, arrow)); !number.empty()) {
    std::size_t connection = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), connection);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size()) {
      return fault("'" + std::string(number) + "' is no number of a connection");
    }
    control.connection = connection;
  }
  control.wish = Wish::inject;
  control.to = text[arrow] == '>' ? End::server : End::client;
  control.frame = trimmed(text.substr(arrow + 1));
  if (control.frame.empty()) return fault("there is no message behind the arrow");
  return control;
}

std::string_view control_help() {
  return "  > FRAME   give the server a frame as if the client had sent it\n"
         "  < FRAME   give the client a frame as if the server had sent it\n"
         "  2> FRAME  the same on connection 2; needed when there are several\n"
         "  quit      close all connections and end\n";
}

}  // namespace s2::app
