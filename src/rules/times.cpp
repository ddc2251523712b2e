// TIME: timestamps and durations.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// 7200 where 7 200 000 was meant: official material makes this mistake.
bool is_no_count_of_seconds(const Duration& duration) {
  constexpr std::int64_t a_day_s = 86'400;
  const auto ms = duration.count();
  return ms <= 0 || ms > a_day_s || ms % 60 != 0 || ms % 1000 == 0;
}

void looks_like_seconds(const Duration& duration, Finder& find) { find.here(std::to_string(duration.count())); }

constexpr Entry family[] = {
    {{"TIME-001", error, message, invalid_message, "S2 JSON, format date-time; RFC 3339, 5.6",
      "a date-time has date, time of day and UTC offset"}},
    {{"TIME-002", warning, message, noted, "derived", "a date-time has a UTC offset; this one was read as UTC"}},
    {{"TIME-003", warning, message, noted, "RFC 3339, 5.6",
      "a date-time is spelled so that every peer can read it: 2024-08-24T14:15:22Z"}},
    {{"TIME-008", warning, message, noted, "S2 JSON, Duration",
      "a duration is given in milliseconds; this one looks like seconds"},
     {each_unless<Duration, looks_like_seconds, is_no_count_of_seconds>()}},
};

}  // namespace

Family times() { return family; }

}  // namespace s2::rules
