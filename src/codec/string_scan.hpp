#pragma once
// string_stop: the end of a run of ordinary characters in a JSON string. Most bytes of a message stand in strings, so
// they are looked at in blocks: 16 bytes where the processor has SSE2, 8 bytes by arithmetic elsewhere.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace s2::codec {

#ifdef __SSE2__

/// 16 bytes of text at once.
struct Block {
  static constexpr std::ptrdiff_t size = 16;  ///< bytes in a block
  __m128i bytes;                              ///< the text

  /// The block that begins here; all of it has to be text.
  static Block at(const char* text) { return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(text))}; }
  /// How many ordinary characters come before the first quote, backslash or control character; size when all are.
  int ordinary() const {
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const int hits = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, slash), control));
    return std::countr_zero(static_cast<unsigned>(hits) | 1U << size);
  }
  /// Whether the first `count` bytes are all ASCII.
  bool is_ascii(int count) const {
    return (static_cast<unsigned>(_mm_movemask_epi8(bytes)) & ((1U << count) - 1)) == 0;
  }
};

#else

/// 8 bytes of text at once, the first in the lowest bits.
struct Block {
  static constexpr std::ptrdiff_t size = 8;  ///< bytes in a block
  std::uint64_t bytes;                       ///< the text

  /// The block that begins here; all of it has to be text.
  static Block at(const char* text) {
    Block block{0};
    for (std::ptrdiff_t i = size; i > 0; --i) {
      block.bytes = block.bytes << 8 | static_cast<unsigned char>(text[i - 1]);
    }
    return block;
  }
  /// How many ordinary characters come before the first quote, backslash or control character; size when all are.
  /// Borrows can mark bytes behind the first hit by mistake, never before it.
  int ordinary() const {
    const std::uint64_t quote = bytes ^ (ones * '"');
    const std::uint64_t slash = bytes ^ (ones * '\\');
    const std::uint64_t hits =
        (((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((bytes - ones * 0x20) & ~bytes)) & tops;
    return std::countr_zero(hits) / 8;
  }
  /// Whether the first `count` bytes are all ASCII.
  bool is_ascii(int count) const {
    return (bytes & tops & (count == size ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * count) - 1)) == 0;
  }

 private:
  static constexpr std::uint64_t ones = 0x0101010101010101;
  static constexpr std::uint64_t tops = 0x8080808080808080;
};

#endif

/// The first quote, backslash or control character of a text; `end` when there is none. Clears `ascii` when a character
/// before it is no ASCII.
inline const char* string_stop(const char* at, const char* end, bool& ascii) {
  while (end - at >= Block::size) {
    const Block block = Block::at(at);
    const int ordinary = block.ordinary();
    if (!block.is_ascii(ordinary)) ascii = false;
    at += ordinary;
    if (ordinary < Block::size) return at;
  }
  for (; at != end; ++at) {
    const auto c = static_cast<unsigned char>(*at);
    if (c == '"' || c == '\\' || c < 0x20) break;
    if (c >= 0x80) ascii = false;
  }
  return at;
}

/// Whether a text is ASCII and stands in a JSON string as it is. The last block of a longer text overlaps the one
/// before it, so that no byte is looked at alone.
inline bool is_plain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  bool ascii = true;
  if (end - at < Block::size) return string_stop(at, end, ascii) == end && ascii;
  const auto plain = [](const char* from) {
    const Block block = Block::at(from);
    return block.ordinary() == Block::size && block.is_ascii(Block::size);
  };
  for (; end - at > Block::size; at += Block::size) {
    if (!plain(at)) return false;
  }
  return plain(end - Block::size);
}

}  // namespace s2::codec
