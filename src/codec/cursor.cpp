// The strict pull reader.

#include "cursor.hpp"

namespace s2::codec {
namespace {

// Whether a character is a quote or one of the four brackets; '[' and ']' are '{' and '}' but for one bit.
bool opens_or_closes(char c) {
  const char folded = static_cast<char>(c | 0x20);
  return c == '"' || folded == '{' || folded == '}';
}

}  // namespace

std::string_view Cursor::number() {
  const std::string_view text = rest().substr(0, number_length(rest()));
  at_ += text.size();
  return text;
}

bool Cursor::scalar() { return take("true") || take("false") || take("null") || !number().empty(); }

bool Cursor::skip() {
  std::size_t depth = 0;
  StringToken token;
  do {
    const char c = next();
    if (c == '"') {
      if (!string(token)) return false;
    } else if (c == '{' || c == '[') {
      ++depth, ++at_;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return false;
      --depth, ++at_;
    } else if (at_end()) {
      return false;
    } else if (depth == 0) {
      return scalar();
    } else {
      while (at_ != end_ && !opens_or_closes(*at_)) ++at_;
    }
  } while (depth > 0);
  return true;
}

}  // namespace s2::codec
