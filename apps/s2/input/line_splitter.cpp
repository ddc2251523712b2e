#include "input/line_splitter.hpp"

namespace s2::app {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Moves over the rest of a line that is too long to be kept, up to its line feed.
std::uint64_t skip_line(TextWindow& window) {
  std::uint64_t skipped = 0;
  while (!window.at_end()) {
    const std::size_t end = window.find('\n', 0, record_bytes);
    const std::size_t length = end == std::string_view::npos ? window.view(record_bytes).size() : end;
    window.advance(length);
    skipped += length;
    if (end != std::string_view::npos) break;
  }
  return skipped;
}

}  // namespace

std::optional<Record> next_line(TextWindow& window) {
  while (!window.at_end()) {
    Record record;
    record.line = window.line();
    record.column = window.column();
    const std::size_t end = window.find('\n', 0, record_bytes + 1);
    if (end == std::string_view::npos && window.has(record_bytes)) {
      record.bytes = skip_line(window);
      return record;
    }
    std::string_view text = window.view(end == std::string_view::npos ? record_bytes : end);
    const std::size_t whole = text.size();
    const std::size_t first = text.find_first_not_of(blanks);
    if (first != text.npos) {
      record.text = text.substr(first, text.find_last_not_of(blanks) + 1 - first);
      record.column += first;
      record.bytes = record.text.size();
      record.torn = end == std::string_view::npos;
    }
    window.advance(whole + (end == std::string_view::npos ? 0 : 1));
    if (!record.text.empty()) return record;
  }
  return std::nullopt;
}

}  // namespace s2::app
