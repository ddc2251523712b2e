#pragma once
// TextWindow: a stream seen through a window that moves forward and grows only as far as its user looks.

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

namespace s2::app {

/// Looks ahead in a stream without reading more of it than necessary, and knows the line it is on. Memory is that of
/// the widest look between two calls of advance(), plus one piece.
class TextWindow {
 public:
  /// On a stream that outlives it.
  explicit TextWindow(std::istream& in) : in_(in) {}

  /// Whether there is a byte `index` bytes ahead; reads up to there when necessary.
  bool has(std::size_t index) { return from_ + index < buffer_.size() || fill(index); }
  /// The byte `index` bytes ahead; only when has(index).
  char at(std::size_t index) const { return buffer_[from_ + index]; }
  /// The next `length` bytes, or those there are; valid until the next call of has() or advance().
  std::string_view view(std::size_t length);
  /// Position of a byte from `start` bytes ahead on; npos when it is not within `limit` bytes.
  std::size_t find(char byte, std::size_t start, std::size_t limit);
  /// Moves forward over bytes that were looked at.
  void advance(std::size_t length);

  /// Line of the next byte, from 1.
  std::uint64_t line() const { return line_; }
  /// Bytes between the beginning of the line and the next byte.
  std::uint64_t column() const { return passed_ - line_start_; }
  /// Blanks the present line begins with, as far as it was passed.
  std::uint64_t indent() const { return indent_; }
  /// Bytes moved over so far.
  std::uint64_t passed() const { return passed_; }
  /// Whether everything was moved over.
  bool at_end() { return !has(0); }

 private:
  bool fill(std::size_t index);

  std::istream& in_;
  std::string buffer_;
  std::size_t from_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t passed_ = 0;
  std::uint64_t line_start_ = 0;
  std::uint64_t indent_ = 0;
  bool only_blanks_so_far_ = true;
};

}  // namespace s2::app
