#pragma once
// The embedded days: found by name, moved to today, and turned into what an energy manager and devices are made with.

#include <s2/base/result.hpp>
#include <s2/devices.hpp>
#include <s2/planner.hpp>

#include <string>

namespace s2::house {

/// Length of a day.
inline constexpr Duration day_length{24 * 3600 * 1000};

/// The embedded day with this name; the default day when the name is empty. Fails with "S2CPP-DAY" and the names there
/// are.
Result<devices::Day> find_day(const std::string& name);

/// The day moved by whole days so that `now` lies in its first 24 hours, and repeated over a number of days.
devices::Day repeated_from(const devices::Day& day, Time now, int days);

/// The day's prices as an energy manager wants them.
std::vector<planner::Price> prices_of(const devices::Day& day);

/// The hour of a moment in the local time of its day, e.g. "06:30"; the day's end is "24:00".
std::string clock_text(const devices::Day& day, Time now);

}  // namespace s2::house
