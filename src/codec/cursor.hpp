#pragma once
// Cursor: a strict pull reader of JSON text, for the places where simdjson cannot say enough: why a text is no JSON,
// and what stands in the first members of a long one.

#include <cstddef>
#include <optional>
#include <string_view>

namespace s2::codec {

/// A position in JSON text. Every member moves it forward and says whether the text allowed that.
class Cursor {
 public:
  /// At the start of a text.
  explicit Cursor(std::string_view text) : text_(text) {}

  /// Moves over white space.
  void blank();
  /// Moves over one character if it is next.
  bool take(char c);
  /// Moves over a string and returns its inside, still escaped; empty when none is next, it does not end, or it holds
  /// a raw control character. Escapes are not looked into.
  std::optional<std::string_view> string();
  /// Moves over a number, true, false or null.
  bool scalar();
  /// Moves over one value of any kind without looking at the grammar inside arrays and objects: only strings and
  /// brackets are followed. For text whose validity is of no concern here.
  bool skip();

  /// The next character; '\0' at the end.
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  /// Bytes already moved over.
  std::size_t position() const { return at_; }
  /// Whether everything was moved over.
  bool at_end() const { return at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace s2::codec
