#include "text.hpp"

#include "text_layout.hpp"

namespace s2::house {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80; }

// The first characters of well-formed text, as many as fit.
std::string_view first_columns(std::string_view text, std::size_t width) {
  std::size_t taken = 0;
  std::size_t at = 0;
  while (at < text.size() && (continues(text[at]) || ++taken <= width)) ++at;
  return text.substr(0, at);
}

std::string_view first_bytes(std::string_view text, std::size_t bytes) {
  while (bytes > 0 && continues(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes) {
  const std::string calm = app::harmless(text);
  return calm.size() <= bytes ? calm : std::string(first_bytes(calm, bytes)) + "…";
}

std::string fit(std::string_view text, std::size_t width) {
  const std::size_t have = app::columns_of(text);
  if (have <= width) return std::string(text) + std::string(width - have, ' ');
  return width == 0 ? "" : std::string(first_columns(text, width - 1)) + "…";
}

std::string fit_right(std::string_view text, std::size_t width) {
  const std::size_t have = app::columns_of(text);
  if (have >= width) return fit(text, width);
  return std::string(width - have, ' ') + std::string(text);
}

}  // namespace s2::house
