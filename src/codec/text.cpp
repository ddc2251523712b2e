// Escapes of JSON strings.

#include "text.hpp"

#include "utf8.hpp"

#include <cstdint>

namespace s2::codec {
namespace {

std::optional<std::uint32_t> hex4(std::string_view digits) {
  if (digits.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, 4)) {
    value <<= 4;
    if (c >= '0' && c <= '9') {
      value |= static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value |= static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      value |= static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

void append_code_point(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

constexpr bool is_high_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
constexpr bool is_low_surrogate(std::uint32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

// Reads what follows "\u" and returns how many characters that took; 0 when it is wrong.
std::size_t append_unicode_escape(std::string& out, std::string_view after) {
  const auto first = hex4(after);
  if (!first || is_low_surrogate(*first)) return 0;
  if (!is_high_surrogate(*first)) {
    append_code_point(out, *first);
    return 4;
  }
  if (after.substr(4, 2) != "\\u") return 0;
  const auto second = hex4(after.substr(6));
  if (!second || !is_low_surrogate(*second)) return 0;
  append_code_point(out, 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00));
  return 10;
}

char simple_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view letters = "btnvfr";  // U+0008 … U+000D; JSON has no \v
  out += '\\';
  if (c == '"' || c == '\\') {
    out += c;
  } else if (c >= '\b' && c <= '\r' && c != '\v') {
    out += letters[static_cast<std::size_t>(c - '\b')];
  } else {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "u00";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 0xF];
  }
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

bool append_unescaped(std::string& out, std::string_view inside) {
  for (std::size_t i = 0; i < inside.size();) {
    const std::size_t run = std::min(inside.find('\\', i), inside.size());
    out.append(inside, i, run - i);
    if (run == inside.size()) return true;
    if (run + 1 == inside.size()) return false;
    const char c = inside[run + 1];
    i = run + 2;
    if (c == 'u') {
      const std::size_t taken = append_unicode_escape(out, inside.substr(i));
      if (taken == 0) return false;
      i += taken;
    } else if (const char spelled = simple_escape(c)) {
      out += spelled;
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::string> unescaped(std::string_view inside) {
  std::string out;
  if (!append_unescaped(out, inside)) return std::nullopt;
  return out;
}

bool append_quoted(std::string& out, std::string_view text) {
  if (valid_utf8_prefix(text) != text.size()) return false;
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out.append(text, done, i - done);
    append_escape(out, text[i]);
    done = i + 1;
  }
  out.append(text, done, text.size() - done);
  out += '"';
  return true;
}

}  // namespace s2::codec
