#pragma once
// Time and Duration: moments and spans as S2 writes them.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace s2 {

/// A span in milliseconds. On the wire 0 to 2^53-1 (NUM-002, NUM-003). Source: S2 JSON, schemas/Duration.
using Duration = std::chrono::milliseconds;

/// A moment: seconds since 1970-01-01T00:00:00Z plus nanoseconds. Compares as an instant and keeps nothing of how it
/// was spelled (TIME-004). Leap seconds do not exist here: second 60 is read as the next second.
struct Time {
  /// Whole seconds since the epoch; negative before it.
  std::int64_t seconds = 0;
  /// Nanoseconds within the second, 0 to 999 999 999.
  std::uint32_t nanoseconds = 0;

  /// Same instant.
  bool operator==(const Time&) const = default;
  /// Earlier or later.
  auto operator<=>(const Time&) const = default;

  /// The moment a span later (or earlier, when negative).
  Time operator+(Duration span) const;
  /// The moment a span earlier.
  Time operator-(Duration span) const { return *this + (-span); }
  /// The span from another moment to this one, in ms, cut towards zero.
  Duration operator-(const Time& earlier) const;
};

/// First and last moment that RFC 3339 can write: 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999999Z.
inline constexpr Time first_time{-62167219200, 0};
/// See first_time.
inline constexpr Time last_time{253402300799, 999999999};

/// A moment together with the liberties its spelling took.
struct ParsedTime {
  Time time;               ///< the instant
  bool unusual = false;    ///< an accepted variant that some peers cannot read (TIME-003)
  bool no_offset = false;  ///< the UTC offset was missing and UTC was assumed (TIME-002); only when asked for
};

/// Reads an RFC 3339 date-time. Accepts the variants of TIME-003 (t, z, blank for T, second 60, -00:00, more than nine
/// fraction digits, which are cut). A missing offset is accepted only when `offset_optional`. Empty on anything else.
std::optional<ParsedTime> parse_time(std::string_view text, bool offset_optional = false);

/// Writes RFC 3339 in UTC with as many fraction digits as needed (0, 3, 6 or 9), e.g. "2024-08-24T14:15:22.5Z" becomes
/// "2024-08-24T14:15:22.500Z". A moment outside first_time … last_time is written as the nearest of the two.
std::string format_time(Time time);

/// Longest text that write_time() writes, in bytes.
inline constexpr std::size_t longest_time = 30;

/// As format_time, written to a place with room for longest_time bytes; returns its end.
char* write_time(char* out, Time time);

/// As format_time, appended to `out` without allocating beyond it.
void append_time(std::string& out, Time time);

}  // namespace s2
