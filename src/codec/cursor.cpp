// The strict pull reader.

#include "cursor.hpp"

namespace s2::codec {

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
      const auto interesting = rest().find_first_of("\"{}[]");
      if (interesting == std::string_view::npos) return false;
      at_ += interesting;
    }
  } while (depth > 0);
  return true;
}

}  // namespace s2::codec
