#pragma once
// Markup: texts of strangers and our own made fit for a page.

#include "replay/analysis.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace s2::app {

/// A text of anybody for a page, between tags or in a quoted attribute: nothing in it is markup, and control characters
/// are replaced.
std::string html(std::string_view text);

/// A frame as a page shows it: escaped, and when it is JSON, a member a line.
std::string html_of_frame(std::string_view frame);

/// "22:00:01.250", the time of day in UTC.
std::string clock_text(Time time);
/// "2024-05-11 22:00:01", in UTC.
std::string date_text(Time time);

/// A conversation on the page.
struct Shown {
  const FileReport& file;         ///< where it is from
  const ConversationReport& one;  ///< the conversation
  std::size_t number;             ///< counts the conversations of the page, from 1

  /// The anchor of a message.
  std::string anchor(std::uint64_t line) const;
  /// The anchor of a finding.
  std::string finding_anchor(std::size_t index) const;
  /// A link to a message of this conversation if it is shown, around markup.
  std::string link(std::uint64_t line, std::string_view markup) const;
  /// Whether a message has a row in the sequence.
  bool is_shown(std::uint64_t line) const;
};

}  // namespace s2::app
