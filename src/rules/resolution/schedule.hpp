#pragma once
// Schedules: how long sequences take and when they may start. Source: rule catalogue, D.6.

#include <rules/durations.hpp>
#include <s2/model/ppbc.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace s2::rules {

/// How long a sequence takes without pauses.
inline Duration length_of(const ppbc::PowerSequence& sequence) { return total_of(sequence.elements); }

/// How long a container takes at least.
inline Duration shortest_of(const ppbc::PowerSequenceContainer& container) {
  std::optional<Duration> shortest;
  for (const auto& sequence : container.power_sequences) {
    shortest = std::min(length_of(sequence), shortest.value_or(endless));
  }
  return shortest.value_or(Duration{0});
}

/// The latest moment at which a container may start, so that it and those behind it end in time if all take the
/// shortest sequence; `pauses` is the time that passes between them.
inline Time latest_start(const ppbc::PowerProfileDefinition& profile, std::size_t container,
                         Duration pauses = Duration{0}) {
  Duration needed = pauses;
  for (std::size_t i = container; i < profile.power_sequence_containers.size(); ++i) {
    needed = sum_of(needed, shortest_of(profile.power_sequence_containers[i]));
  }
  return profile.end_time - needed;
}

/// A stretch of time in which a sequence stands still.
struct Pause {
  Time from;
  Time until;
};

/// When a sequence ends that starts at a moment and is paused in between; pauses are in order.
inline Time end_with_pauses(Time start, Duration length, std::span<const Pause> pauses) {
  Time end = start + length;
  for (const Pause& pause : pauses) {
    if (pause.from < end && pause.until > pause.from) end = end + (pause.until - std::max(pause.from, start));
  }
  return end;
}

/// When a sequence may start after the one before it has ended.
struct StartWindow {
  Time earliest;               ///< the end of the one before
  std::optional<Time> latest;  ///< … plus max_pause_before; empty when no limit is stated
  /// Whether a start lies inside.
  bool holds(Time start) const { return start >= earliest && (!latest || start <= *latest); }
};

/// The window of a sequence behind the end of the one before it.
inline StartWindow start_window(const ppbc::PowerSequence& sequence, Time end_before) {
  if (!sequence.max_pause_before) return {end_before, std::nullopt};
  return {end_before, end_before + *sequence.max_pause_before};
}

}  // namespace s2::rules
