#include "table.hpp"

#include <charconv>

namespace s2::devices {
namespace {

// Adds one line to the columns; false when it does not fit.
bool add_line(Table& table, std::string_view line, std::size_t number) {
  const auto cells = cells_of(line);
  if (cells.size() != table.columns.size() + 1) return false;
  const auto moment = parse_time(cells[0]);
  if (!moment) return false;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    Series& column = table.columns[c];
    double value{};
    const std::string_view cell = cells[c + 1];
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size()) return false;
    if (number == 0) column.start = moment->time;
    if (number == 1) column.step = moment->time - column.start;
    if (column.start + column.step * static_cast<int>(number) != moment->time) return false;
    column.values.push_back(value);
  }
  return true;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

const Series* Table::find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return &columns[i];
  }
  return nullptr;
}

std::vector<std::string_view> cells_of(std::string_view line) { return split(line, ','); }

std::vector<std::string_view> lines_of(std::string_view text) {
  auto lines = split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

std::optional<Table> parse_table(std::string_view text) {
  const auto lines = lines_of(text);
  if (lines.size() < 3) return std::nullopt;
  Table table;
  const auto header = cells_of(lines[0]);
  table.names.assign(header.begin() + 1, header.end());
  table.columns.resize(table.names.size());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!add_line(table, lines[i], i - 1)) return std::nullopt;
  }
  if (table.columns.empty() || table.columns.front().step <= Duration{0}) return std::nullopt;
  return table;
}

}  // namespace s2::devices
