#pragma once
// JSON strings: from their escaped form to text and back.

#include <optional>
#include <string>
#include <string_view>

namespace s2::codec {

/// Appends what the inside of a JSON string spells. False when an escape is wrong or spells half a surrogate pair,
/// which has no UTF-8 form (GEN-001); then `out` holds a part.
bool append_unescaped(std::string& out, std::string_view inside);

/// What the inside of a JSON string spells; empty when it spells nothing valid.
std::optional<std::string> unescaped(std::string_view inside);

/// Appends a text as a JSON string with its quotes; escapes only what RFC 8259 demands. False, with `out` as it was,
/// when the text is no UTF-8.
bool append_quoted(std::string& out, std::string_view text);

}  // namespace s2::codec
