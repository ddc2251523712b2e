#pragma once
// Base64, as JSON strings of `format: byte` carry binary data (RFC 4648, section 4).

#include <s2/connect/bytes.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::connect {

/// Writes the standard alphabet with padding (C-015).
std::string to_base64(BytesView data);

/// Reads the standard alphabet; padding may be missing. Empty for anything else: blanks, the URL-safe alphabet, a
/// wrong amount of padding, bits behind the last byte that are not zero (C-016).
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace s2::connect
