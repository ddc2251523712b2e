#include "text.hpp"

namespace s2::house {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80; }

// Length of the well-formed character at the front, or 0. Overlong forms and surrogates are no UTF-8 (RFC 3629).
std::size_t character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (size == 1) return 1;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!continues(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : size;
}

// C0, DEL and C1: what a terminal may obey.
bool is_control(std::string_view one) {
  const auto lead = static_cast<unsigned char>(one.front());
  return lead < 0x20 || lead == 0x7f || (lead == 0xc2 && static_cast<unsigned char>(one[1]) < 0xa0);
}

std::string cut(std::string_view text, std::size_t width) {
  std::string kept;
  std::size_t taken = 0;
  for (const char byte : text) {
    if (!continues(byte) && ++taken > width) break;
    kept += byte;
  }
  return kept;
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes) {
  std::string calm;
  while (!text.empty()) {
    const std::size_t size = character(text);
    const std::string_view one = text.substr(0, size == 0 ? 1 : size);
    const std::string_view shown = size == 0 || is_control(one) ? "?" : one;
    if (calm.size() + shown.size() > bytes) return calm + "…";
    calm += shown;
    text.remove_prefix(one.size());
  }
  return calm;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += continues(byte) ? 0 : 1;
  return count;
}

std::string fit(std::string_view text, std::size_t width) {
  const std::size_t have = columns(text);
  if (have <= width) return std::string(text) + std::string(width - have, ' ');
  return width == 0 ? "" : cut(text, width - 1) + "…";
}

std::string fit_right(std::string_view text, std::size_t width) {
  const std::size_t have = columns(text);
  if (have >= width) return fit(text, width);
  return std::string(width - have, ' ') + std::string(text);
}

}  // namespace s2::house
