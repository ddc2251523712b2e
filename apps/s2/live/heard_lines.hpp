#pragma once
// What was heard, line by line: for people and for programs.

#include "console.hpp"
#include "live/heard.hpp"

#include <string>

namespace s2::app {

/// Which columns a line has.
enum class Columns : std::uint8_t {
  all,      ///< time, name of the resource manager, direction, type, meaning
  no_name,  ///< there is only one resource manager
};

/// A frame for people: a line that says when, from whom to whom, what and in short what it says; below it a line for
/// each finding, with rule and JSON pointer. Texts of the peers are cut, and harmless to a terminal.
std::string heard_text(const Heard& heard, const Console& console, Columns columns = Columns::all);

/// What did not happen for people: a line that says when its time was over, who had to act and about which message, and
/// a line with the finding.
std::string missed_text(const Missed& missed, const Console& console, Columns columns = Columns::all);

/// What a frame says in a few words; what it answers, for a ReceptionStatus.
std::string words_of(const Heard& heard);

/// A finding for people, as one line below the frame.
std::string finding_line(const Finding& finding, const Console& console);

/// A frame as one line of JSON, without line feed (docs/reference/proxy.md).
std::string heard_json(const Heard& heard);

/// What did not happen as one line of JSON, without line feed (docs/reference/proxy.md).
std::string missed_json(const Missed& missed);

/// The time of day in UTC, with milliseconds: "12:00:00.250".
std::string time_of_day(Time time);

}  // namespace s2::app
