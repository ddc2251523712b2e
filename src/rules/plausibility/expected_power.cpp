// What electric power modes and profiles lead to.

#include "level.hpp"
#include "power.hpp"

#include "../durations.hpp"
#include "../resolution/values.hpp"

#include <model/find_id.hpp>

namespace s2::rules {
namespace {

using Ranges = std::vector<PowerRange>;

// The power of a mode in the bands that a level may be in; all bands when nothing is known of the level. Empty when it
// says nothing about electricity.
template <class Visit>
void visit_ranges(const frbc::OperationMode& mode, const std::optional<Interval>& levels, Visit visit) {
  bool met = false;
  for (const auto& element : mode.elements) {
    if (levels && !levels->meets(element.fill_level_range)) continue;
    visit(element.power_ranges);
    met = true;
  }
  if (met) return;
  for (const auto& element : mode.elements) visit(element.power_ranges);
}

template <class Mode, class Visit>
void visit_ranges(const Mode& mode, const std::optional<Interval>&, Visit visit) {
  visit(mode.power_ranges);
}

void add(std::optional<Interval>& power, double value) {
  if (power) {
    power->add(value);
  } else {
    power = Interval{value, value};
  }
}

template <class Mode>
std::optional<Interval> power_of(const Mode& mode, double factor, const std::optional<Interval>& levels) {
  std::optional<Interval> power;
  visit_ranges(mode, levels, [&](const Ranges& ranges) {
    if (const auto value = electric_power(ranges, factor)) add(power, *value);
  });
  return power;
}

// The largest electric power of any mode; empty when no mode has any.
template <class Scope>
std::optional<double> largest_power(const Scope& scope) {
  std::optional<double> largest;
  for (const auto& mode : scope.operation_modes) {
    visit_ranges(mode, std::nullopt, [&largest](const Ranges& ranges) {
      for (const double factor : {0.0, 1.0}) {
        const auto value = electric_power(ranges, factor);
        if (value) largest = std::max(largest.value_or(0), std::abs(*value));
      }
    });
  }
  return largest;
}

// Adds what one actuator, or the OMBC device, is expected to draw; false when nobody can know.
template <class Scope>
bool add_scope(ExpectedPower& expected, const Scope& scope, const ModeState* state,
               const std::optional<Interval>& levels, Duration delay) {
  const auto largest = largest_power(scope);
  if (!largest) return true;
  expected.largest += *largest;
  if (!state) return false;
  for (const auto& mode : scope.operation_modes) {
    if (mode.id != state->mode) continue;
    const auto power = power_of(mode, state->factor, levels);
    if (!power) return false;
    expected.power = {expected.power.low + power->low, expected.power.high + power->high};
    const auto& before = state->previous ? state->previous : state->other;
    const Duration change = before ? transition_time(scope, *before, state->mode) : Duration{0};
    expected.changed = std::max(expected.changed, state->changed);
    expected.settled = std::max(expected.settled, state->changed + change + delay);
    return true;
  }
  return false;
}

template <class State>
std::optional<ExpectedPower> by_actuators(const State& state, const std::optional<Interval>& levels, Duration delay) {
  const auto* current = state.descriptions.current();
  if (!current) return std::nullopt;
  ExpectedPower expected{.power = {}, .changed = current->from, .settled = current->from + delay, .by_mode = true};
  for (const auto& actuator : current->value.actuators) {
    if (!add_scope(expected, actuator, state.states.mode(actuator.id), levels, delay)) return std::nullopt;
  }
  return expected.largest > 0 ? std::optional(expected) : std::nullopt;
}

std::optional<ExpectedPower> by_device(const OmbcState& state, Duration delay) {
  const auto* current = state.descriptions.current();
  if (!current) return std::nullopt;
  ExpectedPower expected{.power = {}, .changed = current->from, .settled = current->from + delay, .by_mode = true};
  const bool known = add_scope(expected, current->value, state.states.mode(Id{}), std::nullopt, delay);
  return known && expected.largest > 0 ? std::optional(expected) : std::nullopt;
}

Interval power_of(const ppbc::PowerSequenceElement& element) {
  const auto total = [&element](auto member) { return electric_power(element.power_values, member).value_or(0); };
  const double expected = total([](const PowerForecastValue& value) { return value.value_expected; });
  Interval power{expected, expected};
  power.add(total([](const auto& value) { return value.value_lower_limit.value_or(value.value_expected); }));
  power.add(total([](const auto& value) { return value.value_upper_limit.value_or(value.value_expected); }));
  return power;
}

// Adds what a sequence draws around a moment of it.
void add_sequence(ExpectedPower& expected, const ppbc::PowerSequence& sequence, Duration from, Duration until) {
  std::optional<Interval> power;
  if (from < Duration{0}) power = Interval{};
  Duration begin{0};
  for (const auto& element : sequence.elements) {
    const Duration end = sum_of(begin, element.duration);
    const Interval drawn = power_of(element);
    expected.largest = std::max({expected.largest, std::abs(drawn.low), std::abs(drawn.high)});
    if (from < end && begin <= until) {
      add(power, drawn.low);
      add(power, drawn.high);
    }
    begin = end;
  }
  if (until >= begin) add(power, 0);
  if (power) expected.power = {expected.power.low + power->low, expected.power.high + power->high};
}

// Only while something is executed: what a device draws before, after and in a pause is not described.
std::optional<ExpectedPower> by_profiles(const PpbcState& state, Time when, Duration lag) {
  ExpectedPower expected;
  bool runs = false;
  for (const auto& task : state.tasks) {
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
      const auto& status = task.containers[i].status;
      if (!status || status->status == ppbc::PowerSequenceStatus::interrupted) continue;
      if (status->status != ppbc::PowerSequenceStatus::executing || !status->progress) continue;
      const auto* sequence =
          status->selected_sequence_id
              ? find_id(task.profile.power_sequence_containers[i].power_sequences, *status->selected_sequence_id)
              : nullptr;
      if (!sequence) return std::nullopt;
      const Duration at = *status->progress + (when - task.containers[i].reported);
      add_sequence(expected, *sequence, at - lag, at + lag);
      runs = true;
    }
  }
  return runs && expected.largest > 0 ? std::optional(expected) : std::nullopt;
}

}  // namespace

std::optional<ExpectedPower> expected_power(const Registry& registry, Time when) {
  const Duration lag = registry.tolerances.plausibility.lag;
  const Duration delay = lag + (registry.details ? registry.details->instruction_processing_delay : Duration{0});
  switch (registry.standing.active) {
    case ControlType::operation_mode_based_control:
      return by_device(registry.ombc, delay);
    case ControlType::fill_rate_based_control:
      return by_actuators(registry.frbc, level_at(registry, when), delay);
    case ControlType::demand_driven_based_control:
      return by_actuators(registry.ddbc, std::nullopt, delay);
    case ControlType::power_profile_based_control:
      return by_profiles(registry.ppbc, when, lag);
    default:
      return std::nullopt;
  }
}

}  // namespace s2::rules
