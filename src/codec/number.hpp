#pragma once
// JSON numbers: their grammar, and the double they stand for.

#include <optional>
#include <string>
#include <string_view>

namespace s2::codec {

/// Length of the JSON number a text begins with (RFC 8259, section 6); 0 when it begins with none.
std::size_t number_length(std::string_view text);

/// The double nearest to a JSON number of any length; ±infinity when it does not fit (NUM-001). Empty when the whole
/// token is no JSON number.
std::optional<double> to_double(std::string_view token);

/// Appends the shortest text that reads back to the same double; whole numbers below 10^15 without an exponent.
/// The value is finite.
void append_number(std::string& out, double value);

}  // namespace s2::codec
