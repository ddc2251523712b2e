#pragma once
// Record: one message, or what stands in the place of one, cut out of a file.

#include <s2/base/finding.hpp>
#include <s2/base/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace s2::app {

/// Longest text of a record that is kept, in bytes: a frame of the greatest size, a line of a recording around it, and
/// enough to tell that a frame is too large.
inline constexpr std::size_t record_bytes = Limits::frame_bytes + 4096;

/// A piece of a file.
struct Record {
  std::uint64_t line = 1;    ///< line on which it begins, from 1
  std::uint64_t column = 0;  ///< bytes before it on that line
  std::string text;          ///< its text; empty when it was longer than record_bytes
  std::uint64_t bytes = 0;   ///< its length, also when the text was not kept
  bool torn = false;         ///< whether it is a line that the end of the file cuts off
  /// Set when the place is wrong in itself, whatever message stands there: rule "S2CPP-FILE".
  std::optional<Finding> trouble;
};

/// What is wrong with a file at a place.
inline Record trouble_at(std::uint64_t line, std::uint64_t column, Severity severity, std::string text) {
  Record record;
  record.line = line;
  record.column = column;
  record.trouble = Finding{"S2CPP-FILE", severity, "", "", std::move(text)};
  return record;
}

}  // namespace s2::app
