#pragma once
// RecordReader: the records of one input, whatever its form.

#include "input/value_splitter.hpp"

namespace s2::app {

/// How a text is divided.
enum class Form {
  values,  ///< JSON values laid out in any way: a message, several, arrays of them
  lines,   ///< one record a line: JSON Lines
};

/// The form that a file name announces: lines for .jsonl, .ndjson and .s2log, otherwise values.
Form form_of(std::string_view path);

/// Reads the records of a stream one by one in bounded memory. A stream that begins with the header of a recording is
/// read by lines, whatever its name.
class RecordReader {
 public:
  /// On a stream that outlives it.
  RecordReader(std::istream& in, Form form) : window_(in), values_(window_), form_(form) {}

  /// The next record; empty at the end.
  std::optional<Record> next();

  /// Bytes of the stream that were dealt with.
  std::uint64_t passed() const { return window_.passed(); }

 private:
  std::optional<Record> look_at_beginning();

  TextWindow window_;
  ValueSplitter values_;
  Form form_;
  bool begun_ = false;
};

}  // namespace s2::app
