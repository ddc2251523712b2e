#pragma once
// ValueSplitter: cuts a text of JSON values, laid out in any way, into messages.

#include "input/record.hpp"
#include "input/text_window.hpp"

namespace s2::app {

/// Finds the messages in a file of one message, of messages one after the other, or of arrays of messages, compact or
/// over many lines. It follows only strings and brackets; whether a message is JSON is for the decoder to say.
///
/// When the brackets of a message do not close, the next message would be lost with it. So a '{' that begins a line,
/// no deeper indented than the message it would be inside of, and that cannot stand there, is taken as the next
/// message: "{\"a\":1\n{\"b\":2}" are two. The message before it then ends at the first line that could begin one.
class ValueSplitter {
 public:
  /// On a window that outlives it.
  explicit ValueSplitter(TextWindow& window) : window_(window) {}

  /// The next message, or trouble with the array around it; empty at the end.
  std::optional<Record> next();

 private:
  // What may come next inside of an array.
  enum class Expect { value_or_end, value, comma_or_end, anything };

  std::optional<Record> punctuation(char c);
  Record bracketed();
  Record other();
  Record trouble(std::string text);
  void passed_value(bool whole);

  TextWindow& window_;
  bool in_array_ = false;
  std::uint64_t array_line_ = 0;
  Expect expect_ = Expect::anything;
};

}  // namespace s2::app
