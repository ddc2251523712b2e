// The strict pull reader.

#include "cursor.hpp"

#include "number.hpp"

namespace s2::codec {

void Cursor::blank() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

bool Cursor::take(char c) {
  if (next() != c || at_end()) return false;
  ++at_;
  return true;
}

std::optional<std::string_view> Cursor::string() {
  if (next() != '"') return std::nullopt;
  const std::size_t start = ++at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') return text_.substr(start, at_++ - start);
    if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
    if (c == '\\') ++at_;
  }
  at_ = text_.size();
  return std::nullopt;
}

bool Cursor::scalar() {
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view word : {"true", "false", "null"}) {
    if (rest.starts_with(word)) return at_ += word.size(), true;
  }
  const std::size_t length = number_length(rest);
  at_ += length;
  return length > 0;
}

bool Cursor::skip() {
  std::size_t depth = 0;
  do {
    const char c = next();
    if (c == '"') {
      if (!string()) return false;
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
      const auto interesting = text_.find_first_of("\"{}[]", at_);
      if (interesting == text_.npos) return false;
      at_ = interesting;
    }
  } while (depth > 0);
  return true;
}

}  // namespace s2::codec
