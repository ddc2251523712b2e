#pragma once
// Words of a command line, and small things that are written in one word.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace s2::app {

/// The words of a line, separated by blanks. Blanks inside "…", {…} and […] belong to the word. A line that begins with
/// # has none. The words point into the line.
std::vector<std::string_view> command_words(std::string_view line);

/// What follows the first word, without blanks around it.
std::string_view after_first_word(std::string_view line);

/// A span: a number and ms, s, min or h behind it, e.g. "10s", "1.5min". Empty on anything else, and on more than a
/// year.
std::optional<Duration> parse_span(std::string_view word);

/// A moment: an RFC 3339 date-time, "now", or "now" with a span added or taken away: "now+15min". Empty on anything
/// else.
std::optional<Time> parse_moment(std::string_view word, Time now);

/// A number that is all of the word, finite.
std::optional<double> parse_number(std::string_view word);

/// A refusal of something typed.
Unexpected<Finding> not_understood(std::string sentence);

}  // namespace s2::app
