#include "text_layout.hpp"

#include <codec/utf8.hpp>

#include <algorithm>

namespace s2::app {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Appends one paragraph, wrapped.
void append_wrapped(std::string& out, std::string_view line, std::size_t width, std::size_t indent) {
  std::size_t at = 0;
  bool empty = true;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t end = std::min(line.find(' ', from), line.size());
    const std::string_view word = line.substr(from, end - from);
    from = end + 1;
    if (word.empty()) continue;
    const std::size_t columns = columns_of(word);
    if (!empty && at + 1 + columns > width) {
      out += '\n';
      empty = true;
    }
    if (empty) {
      out.append(indent, ' ');
      at = indent;
    } else {
      out += ' ';
      ++at;
    }
    out += word;
    at += columns;
    empty = false;
  }
  out += '\n';
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    append_wrapped(out, text.substr(0, end), width, indent);
    if (end == text.npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string entry(std::string_view term, std::string_view text, std::size_t column, std::size_t width,
                  std::string_view painted) {
  std::string out = "  ";
  out += painted.empty() ? term : painted;
  std::string right = wrapped(text, width, column);
  const std::size_t used = 2 + columns_of(term);
  if (used + 2 > column) return out + '\n' + right;
  return out + right.substr(std::min(used, right.size() - 1));
}

std::string harmless(std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string out;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    const bool is_c1 = byte == 0xC2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0;
    const std::size_t valid = codec::valid_utf8_prefix(text.substr(0, 4));
    if (byte == '\t') {
      out += ' ';
      text.remove_prefix(1);
    } else if (byte < 0x20 || byte == 0x7F || valid == 0 || is_c1) {
      out += replacement;
      text.remove_prefix(is_c1 ? 2 : 1);
    } else {
      const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
      out += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes)) + "…";
}

}  // namespace s2::app
