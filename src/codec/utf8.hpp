#pragma once
// UTF-8: whether text is valid, and cutting it without breaking a character.

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::codec {

/// Length of the longest valid prefix in bytes; the size of the text when all of it is valid (RFC 3629: no overlong
/// forms, no surrogates, nothing above U+10FFFF).
std::size_t valid_utf8_prefix(std::string_view text);

/// The text cut to at most `bytes`, not inside a character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);

/// The text with each byte that is no UTF-8 replaced by U+FFFD.
std::string mended_utf8(std::string_view text);

/// Any bytes as valid UTF-8 for people: what is no UTF-8 is replaced by U+FFFD, byte by byte, and the result is cut to
/// at most `bytes` and an ellipsis.
std::string readable(std::string_view bytes_of_anybody, std::size_t bytes);

}  // namespace s2::codec
