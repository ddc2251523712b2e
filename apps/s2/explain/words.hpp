#pragma once
// Words: numbers, times and names as an explanation writes them.

#include <s2/model/message.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// A number with up to four digits behind the point, and with four significant ones when it is small.
std::string number_words(double value);
/// A range: "0 … 100", or a single number when both ends are the same.
std::string range_words(const NumberRange& range);
/// A number with its unit: "2500 W".
std::string quantity_words(double value, std::string_view unit);
/// Power of every quantity: "2500 W (ELECTRIC.POWER.L1), 0.2 l/s (NATURAL_GAS.FLOW_RATE)".
std::string power_words(const std::vector<PowerValue>& power);
/// Power of every quantity from factor 0 to factor 1.
std::string power_words(const std::vector<PowerRange>& ranges);
/// A span: "1 h 30 min", "7.2 s", "250 ms".
std::string span_words(Duration span);
/// A span of this many seconds.
std::string seconds_words(double seconds);
/// A name with an id behind it, either cut where it is long: "'Inverter' (a1)", or the id alone.
std::string named_words(const std::optional<std::string>& label, const Id& id);
/// "from … until …".
std::string window_words(Time from, const std::optional<Time>& until);

/// The wire name of a value of an enumeration, and what it means: "STARTED: execution has begun".
template <class E>
std::string meaning_words(E value) {
  const EnumValue& row = type_of<E>().values[static_cast<std::size_t>(value)];
  return std::string(row.name) + ": " + std::string(row.text);
}

}  // namespace s2::app
