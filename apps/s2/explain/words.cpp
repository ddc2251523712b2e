#include "explain/words.hpp"

#include "text_layout.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace s2::app {
namespace {

// Bytes of an id or label that are shown.
constexpr std::size_t shown_bytes = 60;

std::string cut(std::string_view text) { return harmless(shortened(text, shown_bytes)); }

// With this many digits behind the point, and no zeros at the end.
std::string with_digits(double value, int digits) {
  char text[400];
  const int length = std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string shown(text, static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(sizeof text) - 1)));
  if (shown.find('.') == shown.npos) return shown;
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.back() == '.') shown.pop_back();
  return shown == "-0" ? "0" : shown;
}

// Both units when the smaller one has something to say.
std::string two_units(std::int64_t large, std::string_view large_unit, std::int64_t small,
                      std::string_view small_unit) {
  std::string text = std::to_string(large) + ' ' + std::string(large_unit);
  if (small != 0) text += ' ' + std::to_string(small) + ' ' + std::string(small_unit);
  return text;
}

}  // namespace

std::string number_words(double value) {
  constexpr int most_digits = 12;
  constexpr double beyond_words = 1e15;
  const double size = std::abs(value);
  if (size >= beyond_words || (size > 0 && size < 1e-9)) {
    char text[40];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
  }
  if (size >= 1 || size == 0) return with_digits(value, 4);
  return with_digits(value, std::min(most_digits, 3 - static_cast<int>(std::floor(std::log10(size)))));
}

std::string range_words(const NumberRange& range) {
  if (range.start_of_range == range.end_of_range) return number_words(range.start_of_range);
  return number_words(range.start_of_range) + " … " + number_words(range.end_of_range);
}

std::string quantity_words(double value, std::string_view unit) {
  return number_words(value) + ' ' + std::string(unit);
}

std::string power_words(const std::vector<PowerValue>& power) {
  std::string text;
  for (const PowerValue& one : power) {
    text += (text.empty() ? "" : ", ") + quantity_words(one.value, unit_of(one.commodity_quantity)) + " (" +
            std::string(name_of(one.commodity_quantity)) + ')';
  }
  return text;
}

std::string power_words(const std::vector<PowerRange>& ranges) {
  std::string text;
  for (const PowerRange& one : ranges) {
    text += (text.empty() ? "" : ", ") + range_words({one.start_of_range, one.end_of_range}) + ' ' +
            std::string(unit_of(one.commodity_quantity)) + " (" + std::string(name_of(one.commodity_quantity)) + ')';
  }
  return text;
}

std::string span_words(Duration span) {
  using std::chrono::days;
  using std::chrono::duration;
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::round;
  using std::chrono::seconds;
  constexpr auto whole_seconds = seconds(120);
  if (span < seconds(1)) return std::to_string(span.count()) + " ms";
  if (span < whole_seconds) return number_words(duration<double>(span).count()) + " s";
  const auto all = round<seconds>(span);
  if (all < hours(1)) return two_units(all / minutes(1), "min", (all % minutes(1)).count(), "s");
  const auto all_minutes = round<minutes>(span);
  if (all_minutes < hours(48)) return two_units(all_minutes / hours(1), "h", (all_minutes % hours(1)).count(), "min");
  const auto all_hours = round<hours>(span);
  return two_units(all_hours / days(1), "d", (all_hours % days(1)).count(), "h");
}

std::string seconds_words(double seconds) {
  constexpr double longest = 1e12;
  return span_words(Duration(static_cast<Duration::rep>(std::llround(std::clamp(seconds, 0.0, longest) * 1000))));
}

std::string named_words(const std::optional<std::string>& label, const Id& id) {
  return !label || label->empty() ? cut(id.text()) : '\'' + cut(*label) + "' (" + cut(id.text()) + ')';
}

std::string window_words(Time from, const std::optional<Time>& until) {
  return "from " + format_time(from) + (until ? " until " + format_time(*until) : ", without an end");
}

}  // namespace s2::app
