#include "input/bracket_scan.hpp"

#include <s2/base/limits.hpp>

namespace s2::app {

BracketScan::Step BracketScan::step(char c, std::size_t at) {
  if (c == '\n') {  // no JSON string goes on in the next line, so a string without an end costs one line at most
    in_string_ = escaped_ = false;
    at_line_start_ = true;
    indent_ = 0;
    return Step::inside;
  }
  if (in_string_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    }
    return Step::inside;
  }
  if (c == ' ' || c == '\t' || c == '\r') {
    if (at_line_start_) ++indent_;
    return Step::inside;
  }
  if (begins_message(c)) {
    if (restart_ == 0) restart_ = at;
    if (!may_stand_here()) return Step::another_message;
  }
  at_line_start_ = false;
  in_string_ = c == '"';
  before_ = c;
  return bracket(c);
}

bool BracketScan::begins_message(char c) { return c == '{' && at_line_start_ && indent_ <= start_indent_; }

// Whether an object may follow what was before. One that is nested too deeply to be legal may not; that bounds how
// often a text can be looked at again.
bool BracketScan::may_stand_here() const {
  if (open_.size() >= Limits::json_depth) return false;
  return before_ == ':' || before_ == '[' || (before_ == ',' && open_.back() == '[');
}

BracketScan::Step BracketScan::bracket(char c) {
  if (c == '{' || c == '[') {
    open_ += c;
    ++(c == '{' ? open_objects_ : open_arrays_);
  } else if (c == '}' || c == ']') {
    const char opening = c == '}' ? '{' : '[';
    // A closing bracket closes all up to its counterpart; without one it is left to the decoder.
    if ((opening == '{' ? open_objects_ : open_arrays_) == 0) return Step::inside;
    char last = '\0';
    do {
      last = open_.back();
      open_.pop_back();
      --(last == '{' ? open_objects_ : open_arrays_);
    } while (last != opening);
    if (open_.empty()) return Step::closed;
  }
  return Step::inside;
}

}  // namespace s2::app
