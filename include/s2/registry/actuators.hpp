#pragma once
// ActuatorStates: what an RM has reported of modes and timers under OMBC, FRBC and DDBC.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>

#include <optional>
#include <span>
#include <vector>

namespace s2 {

/// The newest report of the mode of an actuator, or of an OMBC device.
struct ModeState {
  Id actuator;                     ///< empty under OMBC
  Id mode;                         ///< active_operation_mode_id
  double factor = 0;               ///< operation_mode_factor, 0 to 1
  std::optional<Id> previous;      ///< previous_operation_mode_id of that report
  std::optional<Time> transition;  ///< transition_timestamp of that report
  Time reported;                   ///< when it was received
  Time changed;                    ///< when the first of the reports in a row that say the same was received
  std::optional<Id> other;         ///< the mode reported last before `mode` that differs from it; empty when none was
  Time entered;                    ///< when the first of the reports in a row with this mode was received
};

/// The newest report of a timer.
struct TimerState {
  Id actuator;       ///< empty under OMBC
  Id timer;          ///< timer_id
  Time finished_at;  ///< runs until then
};

/// Modes and timers, by actuator. Bounded by the descriptions: only what the one in force names, or the one revoked
/// last named, is kept.
class ActuatorStates {
 public:
  /// The newest report of an actuator's mode; nullptr when there was none.
  const ModeState* mode(const Id& actuator) const;
  /// Until when a timer runs; empty when nothing was reported, which counts as finished (rule catalogue, C.11).
  std::optional<Time> finished_at(const Id& actuator, const Id& timer) const;
  /// All modes.
  std::span<const ModeState> modes() const { return modes_; }
  /// All timers.
  std::span<const TimerState> timers() const { return timers_; }

  /// Notes a report of a mode; `other` is worked out here.
  void take(ModeState report);
  /// Notes a report of a timer.
  void take(TimerState report);
  /// Forgets what `keep_mode` and `keep_timer` do not hold on to: the carry-over to another description (C.7).
  template <class KeepMode, class KeepTimer>
  void keep(KeepMode keep_mode, KeepTimer keep_timer) {
    std::erase_if(modes_, [&](const ModeState& state) { return !keep_mode(state); });
    std::erase_if(timers_, [&](const TimerState& state) { return !keep_timer(state); });
  }
  /// Forgets all modes and timers; what was put by stays.
  void forget() {
    modes_.clear();
    timers_.clear();
  }
  /// The description in force was revoked: what was reported under it is put by, in place of what was put by before.
  void put_by();
  /// A description has come into force: what was put by is known again, unless it was reported anew meanwhile.
  void bring_back();

 private:
  std::vector<ModeState> modes_;
  std::vector<TimerState> timers_;
  // Of the description that was revoked last, so that a description and the revocation of the one before it mean the
  // same in either order: the peer may have been busy when the revocation came, and takes its repetition later.
  std::vector<ModeState> modes_put_by_;
  std::vector<TimerState> timers_put_by_;
};

}  // namespace s2
