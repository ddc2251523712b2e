#include "input/value_splitter.hpp"

#include "input/bracket_scan.hpp"

#include <algorithm>

namespace s2::app {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Record begin(const TextWindow& window) {
  Record record;
  record.line = window.line();
  record.column = window.column();
  return record;
}

void keep(Record& record, std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  record.text = text;
  record.bytes = text.size();
}

}  // namespace

std::optional<Record> ValueSplitter::next() {
  while (!window_.at_end()) {
    const char c = window_.at(0);
    if (is_blank(c)) {
      window_.advance(1);
    } else if (!in_array_ && c == '[') {
      in_array_ = true;
      array_line_ = window_.line();
      expect_ = Expect::value_or_end;
      window_.advance(1);
    } else if (in_array_ && (c == ',' || c == ']')) {
      if (auto record = punctuation(c)) return record;
    } else if (in_array_ && expect_ == Expect::comma_or_end) {
      expect_ = Expect::value;
      return trouble("',' is missing between two messages of the array");
    } else {
      return c == '{' || c == '[' ? bracketed() : other();
    }
  }
  if (!in_array_) return std::nullopt;
  in_array_ = false;
  return trouble("the array that begins in line " + std::to_string(array_line_) + " does not end");
}

// A comma or the end of the array. What is missing before it is reported unless the text before was broken anyway.
std::optional<Record> ValueSplitter::punctuation(char c) {
  std::optional<Record> record;
  if (c == ',' && (expect_ == Expect::value || expect_ == Expect::value_or_end)) {
    record = trouble("a message is missing before ','");
  } else if (c == ']' && expect_ == Expect::value) {
    record = trouble("a message is missing between ',' and the end of the array");
  }
  in_array_ = c == ',';
  expect_ = c == ',' ? Expect::value : Expect::anything;
  window_.advance(1);
  return record;
}

void ValueSplitter::passed_value(bool whole) { expect_ = whole ? Expect::comma_or_end : Expect::anything; }

Record ValueSplitter::trouble(std::string text) {
  return trouble_at(window_.line(), window_.column(), Severity::error, std::move(text));
}

Record ValueSplitter::bracketed() {
  Record record = begin(window_);
  BracketScan scan(window_.indent());
  std::uint64_t dropped = 0;
  std::size_t at = 0;
  bool whole = false;
  for (; !whole && window_.has(at); ++at) {
    if (at == record_bytes) {
      if (scan.restart() > 0) break;
      dropped += at;
      window_.advance(at);
      at = 0;
    }
    const auto step = scan.step(window_.at(at), at);
    if (step == BracketScan::Step::another_message) break;
    whole = step == BracketScan::Step::closed;
  }
  // The restart lies in the part of the text that is still there, or there is none.
  const std::size_t end = whole || scan.restart() == 0 ? at : scan.restart();
  if (dropped == 0) {
    keep(record, window_.view(end));
  } else {
    record.bytes = dropped + end;
  }
  window_.advance(end);
  passed_value(whole);
  return record;
}

// A scalar, or text that is no JSON: up to the end of the line, inside of an array up to the next comma.
Record ValueSplitter::other() {
  Record record = begin(window_);
  std::size_t at = 0;
  bool in_string = false;
  for (; at < record_bytes && window_.has(at); ++at) {
    const char c = window_.at(at);
    if (c == '\n' || (in_array_ && !in_string && (c == ',' || c == ']'))) break;
    if (c == '"') in_string = !in_string;
    if (c == '\\' && in_string && window_.has(at + 1) && window_.at(at + 1) != '\n') ++at;
  }
  at = std::min(at, record_bytes);
  keep(record, window_.view(at));
  window_.advance(at);
  passed_value(true);
  return record;
}

}  // namespace s2::app
