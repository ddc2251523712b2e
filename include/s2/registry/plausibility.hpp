#pragma once
// Plausibility: how far a device may be from what it says about itself, and what is remembered to notice more.

#include <s2/base/time.hpp>

#include <cstdint>

namespace s2 {

/// Tolerances of the PLAUS rules. All of them are ours: no document speaks of plausibility. The defaults keep silent
/// about devices whose descriptions are rounded, whose sensors are coarse and whose reports come late.
struct Plausibility {
  double level_share = 0.05;   ///< of the storage's range: a fill level may differ so much from what the rates say
  double rate_share = 0.25;    ///< … and by this share of what the rates add up to
  double leakage_share = 0.5;  ///< leakage may differ from what was told by this share
  Duration level_window = std::chrono::hours(1);  ///< fill levels are compared over at most so long
  Duration lag{30'000};                           ///< a report may come so long before or after what it reports
  double power_w = 100;                           ///< measured power may differ so much from what is expected, W
  double power_share = 0.25;                      ///< … and by this share of that
  double largest_share = 0.05;                    ///< … and by this share of the largest power of the description
  double limit_share = 0.05;                      ///< power may exceed a limit by power_w and this share of the limit
  Duration settling{60'000};                      ///< power has to differ at least so long
  std::uint32_t measurements = 3;                 ///< … in at least so many measurements in a row
  std::uint32_t frozen_measurements = 5;          ///< so many equal values across a change make a frozen sensor
  Duration shortest_forecast{120'000};            ///< a forecast or target profile as a whole is not shorter
  Duration shortest_envelope{10'000};             ///< a power envelope as a whole is not shorter
  Duration shortest_task{60'000};     ///< a task is not shorter, if it has a window a thousand times as long
  Duration shortest_timer{1'000};     ///< a timer is not shorter
  Duration shortest_filling{30'000};  ///< no mode fills or empties the whole storage in less
};

/// Where a fill level can be, by what was reported since it was told last. Fill-level units.
struct LevelTrack {
  bool running = false;  ///< false until a level is told, and after every change of the description
  Time described;        ///< since when the description counts by which the rest was worked out
  double anchor = 0;     ///< the level from which it was followed
  Time since;            ///< when that was told
  Time until;            ///< up to here it was followed
  double low = 0;        ///< lowest level there; minus infinity when any usage is possible
  double high = 0;       ///< highest level there
  double moved = 0;      ///< how far actuators can have moved it, up and down added
  bool varied = false;   ///< another level than the anchor was told meanwhile
};

/// How measured power has behaved.
struct PowerTrack {
  std::uint32_t differing = 0;  ///< measurements in a row that contradict mode or profile
  Time since;                   ///< the first of them
  bool told = false;            ///< a finding says so already
  std::uint32_t outside = 0;    ///< measurements in a row that are outside the envelope
  Time outside_since;           ///< the first of them
  bool outside_told = false;    ///< a finding says so already
  double value = 0;             ///< last total electric power, W
  std::uint32_t same = 0;       ///< measurements in a row with exactly that value
  Time same_since;              ///< the first of them
};

}  // namespace s2
