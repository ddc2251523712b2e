#pragma once
// Cursor: a strict pull reader of JSON text. Each step either moves over what the grammar has next or says no; nothing
// is copied, nothing beyond the text is touched, and the text needs no padding.

#include "number.hpp"
#include "string_scan.hpp"

#include <cstddef>
#include <cstring>
#include <optional>
#include <string_view>

namespace s2::codec {

/// A JSON string as it stands in the text.
struct StringToken {
  std::string_view inside;  ///< between the quotes, escapes as written
  bool escaped = false;     ///< whether there is a backslash in it
  bool ascii = true;        ///< whether all of it is ASCII; otherwise it may be no UTF-8
};

/// A position in JSON text.
class Cursor {
 public:
  /// At the start of a text, which has to outlive the cursor.
  explicit Cursor(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  /// Moves over white space.
  void blank() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }
  /// Moves over one character if it is next.
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  /// Moves over a word, such as true, if it is next.
  bool take(std::string_view word) {
    if (left() < word.size() || std::memcmp(at_, word.data(), word.size()) != 0) return false;
    at_ += word.size();
    return true;
  }
  /// Moves over a string. False when none is next, it does not end, or it holds a raw control character; then the
  /// cursor stands where that became clear. Escapes are not looked into.
  bool string(StringToken& token);
  /// The same, and returns its inside; empty when there is none.
  std::optional<std::string_view> string() {
    StringToken token;
    return string(token) ? std::optional(token.inside) : std::nullopt;
  }
  /// Moves over a number and returns its text; empty when none is next.
  std::string_view number();
  /// The same, and reads its value; ±infinity when it does not fit a double.
  std::string_view number(double& value) {
    const std::string_view text = rest().substr(0, read_number(rest(), value));
    at_ += text.size();
    return text;
  }
  /// Moves over a number, true, false or null.
  bool scalar();
  /// Moves over one value of any kind without looking at the grammar inside arrays and objects: only strings and
  /// brackets are followed. For text whose validity is of no concern here, or is judged elsewhere.
  bool skip();

  /// The next character; '\0' at the end.
  char next() const { return at_ != end_ ? *at_ : '\0'; }
  /// Bytes already moved over.
  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  /// Bytes not yet moved over.
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  /// Everything not yet moved over.
  std::string_view rest() const { return {at_, left()}; }
  /// Whether everything was moved over.
  bool at_end() const { return at_ == end_; }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

inline bool Cursor::string(StringToken& token) {
  if (!take('"')) return false;
  const char* const start = at_;
  token.escaped = false;
  token.ascii = true;
  while (true) {
    at_ = string_stop(at_, end_, token.ascii);
    if (at_ == end_) return false;
    if (*at_ == '"') break;
    if (*at_ != '\\') return false;  // a raw control character
    token.escaped = true;
    if (end_ - at_ < 2) return at_ = end_, false;
    if (static_cast<unsigned char>(at_[1]) >= 0x80) token.ascii = false;
    at_ += 2;  // what is escaped may be a quote
  }
  token.inside = {start, static_cast<std::size_t>(at_ - start)};
  ++at_;
  return true;
}

}  // namespace s2::codec
