// Validation of UTF-8.

#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace s2::codec {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

// What the first byte of a sequence demands of the sequence. The narrowed second byte excludes overlong forms,
// surrogates and values above U+10FFFF (RFC 3629, section 4).
struct Lead {
  std::size_t length;
  unsigned char second_min, second_max;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t eight;
    while (i + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if (eight & high_bits) break;
      i += sizeof eight;
    }
    if (i == text.size()) break;
    if (byte(i) < 0x80) {
      ++i;
      continue;
    }
    const Lead lead = lead_of(byte(i));
    if (lead.length == 0 || i + lead.length > text.size()) return i;
    if (byte(i + 1) < lead.second_min || byte(i + 1) > lead.second_max) return i;
    for (std::size_t k = 2; k < lead.length; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return i;
    }
    i += lead.length;
  }
  return i;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string mended_utf8(std::string_view text) {
  std::string mended;
  while (true) {
    const std::size_t valid = valid_utf8_prefix(text);
    mended += text.substr(0, valid);
    if (valid == text.size()) return mended;
    mended += "\xEF\xBF\xBD";
    text.remove_prefix(valid + 1);
  }
}

std::string readable(std::string_view bytes_of_anybody, std::size_t bytes) {
  if (bytes_of_anybody.size() <= bytes && valid_utf8_prefix(bytes_of_anybody) == bytes_of_anybody.size()) {
    return std::string(bytes_of_anybody);
  }
  // One byte more than wanted shows whether something is cut.
  const std::string text = mended_utf8(bytes_of_anybody.substr(0, bytes + 1));
  return text.size() <= bytes ? text : std::string(cut_utf8(text, bytes)) + "…";
}

}  // namespace s2::codec
