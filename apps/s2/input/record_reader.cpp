#include "input/record_reader.hpp"

#include "input/line_splitter.hpp"

#include <s2/recording.hpp>

namespace s2::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
// Length of the beginning in which a byte 0 tells that the file is no text.
constexpr std::size_t beginning = 512;
// Longest first line that could be the header of a recording.
constexpr std::size_t header_bytes = 4096;

bool begins_recording(TextWindow& window) {
  const std::size_t end = window.find('\n', 0, header_bytes);
  const auto line = read_recording_line(window.view(end == std::string_view::npos ? header_bytes : end));
  return line && std::holds_alternative<RecordingHeader>(*line);
}

// Moves to the end without looking.
void skip_all(TextWindow& window) {
  while (!window.at_end()) window.advance(window.view(record_bytes).size());
}

}  // namespace

Form form_of(std::string_view path) {
  for (const std::string_view ending : {".jsonl", ".ndjson", ".s2log"}) {
    if (path.ends_with(ending)) return Form::lines;
  }
  return Form::values;
}

std::optional<Record> RecordReader::next() {
  if (!begun_) {
    begun_ = true;
    if (auto record = look_at_beginning()) return record;
  }
  return form_ == Form::lines ? next_line(window_) : values_.next();
}

// What the first bytes say about the whole.
std::optional<Record> RecordReader::look_at_beginning() {
  const std::string_view start = window_.view(beginning);
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF") || start.find('\0') != start.npos) {
    const bool utf16 = start.front() == '\xFF' || start.front() == '\xFE';
    skip_all(window_);
    return trouble_at(1, 0, Severity::error,
                      utf16 ? "the text is UTF-16; S2 JSON is UTF-8" : "this is no text: it holds bytes of value 0");
  }
  if (start.starts_with(byte_order_mark)) {
    window_.advance(byte_order_mark.size());
    if (begins_recording(window_)) form_ = Form::lines;
    return trouble_at(1, 0, Severity::warning,
                      "the text begins with a byte order mark, which JSON does not have; it was skipped");
  }
  if (begins_recording(window_)) form_ = Form::lines;
  return std::nullopt;
}

}  // namespace s2::app
