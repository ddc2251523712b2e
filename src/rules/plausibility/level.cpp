#include "level.hpp"

#include "../resolution/values.hpp"

#include <model/find_id.hpp>

#include <limits>
#include <utility>

namespace s2::rules {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

double seconds(Duration span) { return static_cast<double>(span.count()) / 1e3; }

Interval ends_of(const NumberRange& range) {
  const auto [low, high] = std::minmax(range.start_of_range, range.end_of_range);
  return {low, high};
}

// Any rate of a mode, and none: the device may be on its way.
void add_any_rate(const frbc::OperationMode& mode, Interval& rates) {
  for (const auto& element : mode.elements) rates.add(ends_of(element.fill_rate));
}

Interval any_rate(const frbc::ActuatorDescription& actuator) {
  Interval rates;
  for (const auto& mode : actuator.operation_modes) add_any_rate(mode, rates);
  return rates;
}

// The rates of a mode at a factor in the bands that these levels meet; any of its rates outside of them.
Interval rates_of(const frbc::OperationMode& mode, double factor, const Interval& levels) {
  std::optional<Interval> rates;
  for (const auto& element : mode.elements) {
    if (!levels.meets(element.fill_level_range)) continue;
    const double rate = value_at(element.fill_rate, factor);
    if (rates) {
      rates->add(rate);
    } else {
      rates = Interval{rate, rate};
    }
  }
  if (rates) return *rates;
  Interval any;
  add_any_rate(mode, any);
  return any;
}

// The mode an actuator comes from; empty when none is known.
const std::optional<Id>& mode_before(const ModeState& state) { return state.previous ? state.previous : state.other; }

// Until when an actuator is on its way to the mode it reported.
Time end_of_change(const frbc::ActuatorDescription& actuator, const ModeState& state) {
  const auto& before = mode_before(state);
  return before ? state.changed + transition_time(actuator, *before, state.mode) : state.changed;
}

// What an actuator does from a moment on: what it reported, and while it changes what it did before or nothing.
Interval rates_of(const frbc::ActuatorDescription& actuator, const Registry& registry, const Interval& levels,
                  Time from) {
  const ModeState* state = registry.frbc.states.mode(actuator.id);
  const auto* mode = state ? find_id(actuator.operation_modes, state->mode) : nullptr;
  if (!mode) return any_rate(actuator);
  Interval rates = rates_of(*mode, state->factor, levels);
  if (from < end_of_change(actuator, *state)) {
    rates.add(0);
    const auto& before = mode_before(*state);
    if (const auto* previous = before ? find_id(actuator.operation_modes, *before) : nullptr)
      add_any_rate(*previous, rates);
  }
  return rates;
}

// The first moment after `from` at which an actuator has arrived at its mode, at most `until`.
Time next_arrival(const Registry& registry, const frbc::SystemDescription& description, Time from, Time until) {
  for (const auto& actuator : description.actuators) {
    const ModeState* state = registry.frbc.states.mode(actuator.id);
    const Time end = state ? end_of_change(actuator, *state) : from;
    if (from < end) until = std::min(until, end);
  }
  return until;
}

Interval leakage_at(const Registry& registry, const frbc::SystemDescription& description, const Interval& levels) {
  const auto* leakage = registry.frbc.leakage.in_force();
  if (!leakage) return {0, description.storage.provides_leakage_behaviour ? unbounded : 0};
  Interval rates;
  for (const auto& element : leakage->elements) {
    if (levels.meets(element.fill_level_range)) rates.add(element.leakage_rate);
  }
  const double share = registry.tolerances.plausibility.leakage_share;
  return {rates.low * (1 + share), rates.high * (1 + share)};
}

// What is taken out is known as far as a forecast gives limits; without them it may be anything.
Interval usage_of(const Registry& registry, const frbc::SystemDescription& description, Time from, Time until) {
  const bool is_used = description.storage.provides_usage_forecast;
  const auto* forecast = registry.frbc.usage.at(until);
  if (!forecast) return {0, is_used ? unbounded : 0};
  Interval usage;
  Time begin = forecast->start_time;
  for (const auto& element : forecast->elements) {
    const Time end = begin + element.duration;
    if (from < end && begin < until) {
      usage.add(element.usage_rate_expected);
      usage.add(element.usage_rate_upper_limit.value_or(unbounded));
      usage.add(element.usage_rate_lower_limit.value_or(element.usage_rate_expected < 0 ? -unbounded : 0));
    }
    begin = end;
  }
  const bool covered = forecast->start_time <= from && until <= begin;
  return covered ? usage : Interval{std::min(usage.low, 0.0), unbounded};
}

struct Rates {
  Interval fill;   // by actuators
  Interval level;  // of the level: with leakage and usage
};

Rates with_losses(const Interval& fill, const Registry& registry, const frbc::SystemDescription& description,
                  const Interval& levels, Time from, Time until) {
  const Interval leakage = leakage_at(registry, description, levels);
  const Interval usage = usage_of(registry, description, from, until);
  return {fill, {fill.low - leakage.high - usage.high, fill.high - leakage.low - usage.low}};
}

Rates rates_at(const Registry& registry, const frbc::SystemDescription& description, const Interval& levels, Time from,
               Time until) {
  Interval fill;
  for (const auto& actuator : description.actuators) {
    const Interval rates = rates_of(actuator, registry, levels, from);
    fill = {fill.low + rates.low, fill.high + rates.high};
  }
  return with_losses(fill, registry, description, levels, from, until);
}

// Whatever the modes are.
Rates any_rates(const Registry& registry, const frbc::SystemDescription& description, Time from, Time until) {
  Interval fill;
  for (const auto& actuator : description.actuators) {
    const Interval rates = any_rate(actuator);
    fill = {fill.low + rates.low, fill.high + rates.high};
  }
  return with_losses(fill, registry, description, {-unbounded, unbounded}, from, until);
}

// The levels that the description speaks of: beyond them a level does not go, whatever the mode says.
Interval described_levels(const frbc::SystemDescription& description) {
  Interval levels = ends_of(description.storage.fill_level_range);
  for (const auto& actuator : description.actuators) {
    for (const auto& mode : actuator.operation_modes) {
      for (const auto& element : mode.elements) levels.add(ends_of(element.fill_level_range));
    }
  }
  return levels;
}

double storage_width(const frbc::SystemDescription& description) {
  const Interval range = ends_of(description.storage.fill_level_range);
  return range.high - range.low;
}

const frbc::SystemDescription* description_of(const Registry& registry, const LevelTrack& track) {
  const auto* current = registry.frbc.descriptions.current();
  return current && track.running && current->from == track.described ? &current->value : nullptr;
}

// Follows the level as reported; first to see which bands it can get to, then with the rates of all of them.
void follow(LevelTrack& track, const Registry& registry, const frbc::SystemDescription& description, Time until) {
  const double span = seconds(until - track.until);
  const Time from = std::exchange(track.until, until);
  if (span <= 0) return;  // nothing happens in no time, at whatever rate
  const Interval here{track.low, track.high};
  const Interval first = rates_at(registry, description, here, from, until).level;
  Interval reached = here;
  reached.add({here.low + first.low * span, here.high + first.high * span});
  const Rates rates = rates_at(registry, description, reached, from, until);
  // A level that is beyond what is described stays there; one that is not does not get there.
  Interval ends = described_levels(description);
  ends.add(here);
  track.low = std::min(here.low + rates.level.low * span, ends.high);
  track.high = std::max(here.high + rates.level.high * span, ends.low);
  track.moved += std::max(std::abs(rates.fill.low), std::abs(rates.fill.high)) * span;
}

LevelTrack followed(const Registry& registry, Time now) {
  LevelTrack track = registry.level_track;
  const auto* description = description_of(registry, track);
  if (!description) {
    track.running = false;
    return track;
  }
  while (now - track.until > Duration{0}) {
    follow(track, registry, *description, next_arrival(registry, *description, track.until, now));
  }
  return track;
}

// By how much a report can change the rate of its actuator.
double rate_change(const Registry& registry, const frbc::SystemDescription& description,
                   const frbc::ActuatorStatus& report, const Interval& levels, Time now) {
  for (const auto& actuator : description.actuators) {
    if (actuator.id != report.actuator_id) continue;
    const Interval before = rates_of(actuator, registry, levels, now);
    const auto* mode = find_id(actuator.operation_modes, report.active_operation_mode_id);
    const Interval after = mode ? rates_of(*mode, report.operation_mode_factor, levels) : any_rate(actuator);
    return std::max(std::abs(after.high - before.low), std::abs(before.high - after.low));
  }
  return 0;
}

bool is_jump(const Registry& registry, const frbc::SystemDescription& description, double level, Time now) {
  const auto& state = registry.frbc;
  if (!state.fill_level || !state.fill_level_time) return false;
  const Plausibility& given = registry.tolerances.plausibility;
  const Interval rates = any_rates(registry, description, *state.fill_level_time, now).level;
  const double span = seconds(now - *state.fill_level_time + given.lag);
  const Interval possible{*state.fill_level + std::min(0.0, rates.low) * span,
                          *state.fill_level + std::max(0.0, rates.high) * span};
  return !possible.wider(given.level_share * storage_width(description)).holds(level);
}

// Whether it moved the other way, about as far as it should have moved.
bool is_opposite(const LevelTrack& track, double level, double tolerance) {
  const Interval change{track.low - track.anchor, track.high - track.anchor};
  const double moved = level - track.anchor;
  const bool should_rise = change.low > 0;
  const bool should_fall = change.high < 0;
  if (!should_rise && !should_fall) return false;
  const double least = should_rise ? change.low : -change.high;
  const double back = should_rise ? -moved : moved;
  const double most = should_rise ? change.high : -change.low;
  return back >= least / 2 && back <= most + tolerance;
}

}  // namespace

LevelFault judge_level(const Registry& registry, double level, Time now) {
  const LevelTrack track = followed(registry, now);
  const auto* description = description_of(registry, track);
  if (!description || storage_width(*description) <= 0) return LevelFault::none;
  if (is_jump(registry, *description, level, now)) return LevelFault::jump;
  const Plausibility& given = registry.tolerances.plausibility;
  const double tolerance = given.level_share * storage_width(*description) + given.rate_share * track.moved;
  if (Interval{track.low, track.high}.wider(tolerance).holds(level)) return LevelFault::none;
  if (!track.varied && level == track.anchor) return LevelFault::frozen;
  return is_opposite(track, level, tolerance) ? LevelFault::opposite : LevelFault::off;
}

// A level is followed from the same anchor until it has had the chance to move by much more than the tolerance:
// otherwise a slow contradiction would never add up.
void note_level(Registry& registry, double level, Time now) {
  const auto* current = registry.frbc.descriptions.current();
  if (!current) {
    registry.level_track = {};
    return;
  }
  const LevelFault fault = judge_level(registry, level, now);
  LevelTrack track = followed(registry, now);
  const Plausibility& given = registry.tolerances.plausibility;
  const bool is_over =
      track.moved > 4 * given.level_share * storage_width(current->value) || now - track.since >= given.level_window;
  if (!track.running || fault != LevelFault::none || is_over) {
    track = {.running = true,
             .described = current->from,
             .anchor = level,
             .since = now,
             .until = now,
             .low = level,
             .high = level};
  }
  track.varied = track.varied || level != track.anchor;
  registry.level_track = track;
}

// The change may have happened before it was reported, or happen after: for that long the one rate may have been the
// other.
void note_actuator(Registry& registry, const frbc::ActuatorStatus& report, Time now) {
  LevelTrack track = followed(registry, now);
  const auto* description = description_of(registry, track);
  const ModeState* before = registry.frbc.states.mode(report.actuator_id);
  const bool is_same =
      before && before->mode == report.active_operation_mode_id && before->factor == report.operation_mode_factor;
  if (description && !is_same) {
    Duration late = registry.tolerances.plausibility.lag;
    if (report.transition_timestamp && *report.transition_timestamp < now)
      late += std::min(now - *report.transition_timestamp, now - track.since);
    const double span = rate_change(registry, *description, report, {track.low, track.high}, now) * seconds(late);
    track.low -= span;
    track.high += span;
  }
  registry.level_track = track;
}

std::optional<Interval> level_at(const Registry& registry, Time now) {
  const LevelTrack track = followed(registry, now);
  if (!track.running) return std::nullopt;
  return Interval{track.low, track.high};
}

}  // namespace s2::rules
