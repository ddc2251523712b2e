#pragma once
// PrettyJson: writes JSON for people, member by member: two blanks per level, one member or item a line.

#include "text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::codec {

/// Appends JSON to a string. The caller opens and closes; names and texts are UTF-8 of our own.
class PrettyJson {
 public:
  /// Appends to a string that outlives it.
  explicit PrettyJson(std::string& out) : out_(out) {}

  /// Opens an object ('{') or list ('['), as the next value.
  void open(char bracket) {
    begin_value();
    out_ += bracket;
    ++depth_;
    is_empty_ = true;
  }
  /// Closes what was opened last, with its counterpart.
  void close(char bracket) {
    --depth_;
    if (!is_empty_) line_break();
    out_ += bracket;
    is_empty_ = false;
  }
  /// The name of the next member.
  void name(std::string_view name) {
    begin_value();
    append_quoted(out_, name);
    out_ += ": ";
    is_named_ = true;
  }
  /// A string, as the next value.
  void text(std::string_view text) {
    begin_value();
    append_quoted(out_, text);
  }
  /// A number, true, false or null, as the next value.
  void literal(std::string_view text) {
    begin_value();
    out_ += text;
  }
  /// A member that is a string.
  void member(std::string_view name, std::string_view text) {
    this->name(name);
    this->text(text);
  }
  /// A member that is a number.
  void member(std::string_view name, std::size_t number) {
    this->name(name);
    literal(std::to_string(number));
  }

 private:
  // A value stands behind its name, or on a line of its own.
  void begin_value() {
    if (is_named_) {
      is_named_ = false;
      return;
    }
    if (depth_ == 0) return;
    if (!is_empty_) out_ += ',';
    is_empty_ = false;
    line_break();
  }
  void line_break() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string& out_;
  std::size_t depth_ = 0;
  bool is_empty_ = true;   // whether nothing was put yet into what is open
  bool is_named_ = false;  // whether the value that comes has its name already
};

}  // namespace s2::codec
