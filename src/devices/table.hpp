#pragma once
// Tables of numbers over time, as the files of data/ hold them.

#include <s2/devices.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::devices {

/// A table whose first column is a moment and whose other columns are numbers, at a constant step.
struct Table {
  std::vector<std::string> names;  ///< of the columns after the first
  std::vector<Series> columns;     ///< one per name

  /// The column with this name; nullptr when there is none.
  const Series* find(std::string_view name) const;
};

/// The cells of one line, separated by commas; there is no quoting.
std::vector<std::string_view> cells_of(std::string_view line);

/// The lines of a text, without their ends; an empty last line is none.
std::vector<std::string_view> lines_of(std::string_view text);

/// Reads a table: a line of names, then at least two lines of values. Empty when a cell cannot be read, a line has too
/// few or too many of them, or the step changes.
std::optional<Table> parse_table(std::string_view text);

}  // namespace s2::devices
