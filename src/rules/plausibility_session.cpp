// PLAUS: whether a device does what it says. Warnings only; the tolerances are those of Plausibility.

#include "durations.hpp"
#include "plausibility/level.hpp"
#include "plausibility/power.hpp"
#include "ppbc_tasks.hpp"
#include "rule.hpp"

#include <cmath>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

const Plausibility& given_by(const Context& context) { return context.tolerances().plausibility; }

template <LevelFault Fault>
void level_is(const frbc::StorageStatus& m, const Context& context, Finder& find) {
  auto& fault = context.memo.level;
  if (!fault) fault = judge_level(context.registry, m.present_fill_level, context.now);
  if (fault == Fault) find.at("present_fill_level", shown(m.present_fill_level));
}

template <PowerFault Fault>
void power_is(const PowerMeasurement& m, const Context& context, Finder& find) {
  auto& fault = context.memo.power;
  if (!fault) fault = judge_power(context.registry, m);
  if (fault == Fault) find.at("values", shown(measured_power(m, context.registry).value_or(0)));
}

void outside_envelope(const PowerMeasurement& m, const Context& context, Finder& find) {
  if (leaves_envelope(context.registry, m)) find.at("values");
}

// The sum of durations; 0 when TIME-008 has something to say about one of them.
template <class Elements>
Duration judged_total(const Elements& elements) {
  for (const auto& element : elements) {
    if (may_be_seconds(element.duration)) return Duration{0};
  }
  return total_of(elements);
}

bool is_too_short(Duration total, Duration shortest) { return total > Duration{0} && total < shortest; }

constexpr auto short_forecast = [](const auto& m, const Context& context, Finder& find) {
  const Duration total = judged_total(m.elements);
  if (is_too_short(total, given_by(context).shortest_forecast)) find.at("elements", std::to_string(total.count()));
};

void short_envelope(const pebc::PowerEnvelope& envelope, const Context& context, Finder& find) {
  const Duration total = judged_total(envelope.power_envelope_elements);
  if (is_too_short(total, given_by(context).shortest_envelope))
    find.at("power_envelope_elements", std::to_string(total.count()));
}

void short_task(const ppbc::PowerProfileDefinition& m, const Context& context, Finder& find) {
  Duration sum{0};
  for (const auto& container : m.power_sequence_containers) {
    Duration longest{0};
    for (const auto& sequence : container.power_sequences) {
      const Duration total = judged_total(sequence.elements);
      if (total == Duration{0}) return;
      longest = std::max(longest, total);
    }
    sum = sum_of(sum, longest);
  }
  const bool has_long_window = (m.end_time - m.start_time) / 1000 >= sum;
  if (has_long_window && is_too_short(sum, given_by(context).shortest_task))
    find.at("power_sequences_containers", std::to_string(sum.count()));
}

void short_timer(const Timer& timer, const Context& context, Finder& find) {
  if (is_too_short(timer.duration, given_by(context).shortest_timer) && !may_be_seconds(timer.duration))
    find.at("duration", std::to_string(timer.duration.count()));
}

// Says so once: a description that is wrong is wrong throughout.
void rate_per_hour(const frbc::SystemDescription& m, const Context& context, Finder& find) {
  const NumberRange& storage = m.storage.fill_level_range;
  const double width = storage.end_of_range - storage.start_of_range;
  const double span = static_cast<double>(given_by(context).shortest_filling.count()) / 1e3;
  if (!(width > 0)) return;
  for (std::size_t a = 0; a < m.actuators.size(); ++a) {
    const auto& modes = m.actuators[a].operation_modes;
    for (std::size_t i = 0; i < modes.size(); ++i) {
      for (std::size_t e = 0; e < modes[i].elements.size(); ++e) {
        const NumberRange& rate = modes[i].elements[e].fill_rate;
        if (std::max(std::abs(rate.start_of_range), std::abs(rate.end_of_range)) * span <= width) continue;
        return find.along({"actuators", a, "operation_modes", i, "elements", e, "fill_rate"}, shown(rate));
      }
    }
  }
}

constexpr Entry family[] = {
    {{"PLAUS-001", warning, session, noted, "derived", "a fill level goes as fill rates, leakage and usage say"},
     {in_session<frbc::StorageStatus, level_is<LevelFault::off>>()}},
    {{"PLAUS-002", warning, session, noted, "derived", "a fill level moves no faster than all modes together can"},
     {in_session<frbc::StorageStatus, level_is<LevelFault::jump>>()}},
    {{"PLAUS-003", warning, session, noted, "derived",
      "a fill level changes when modes say that the storage is filled or emptied; this one seems frozen"},
     {in_session<frbc::StorageStatus, level_is<LevelFault::frozen>>()}},
    {{"PLAUS-004", warning, session, noted, "derived",
      "a fill level rises when the fill rate is positive and falls when it is negative"},
     {in_session<frbc::StorageStatus, level_is<LevelFault::opposite>>()}},
    {{"PLAUS-005", warning, session, noted, "derived", "measured power is what operation mode and factor say"},
     {in_session<PowerMeasurement, power_is<PowerFault::off_mode>>()}},
    {{"PLAUS-006", warning, session, noted, "derived",
      "measured power has the sign of what is expected: consumption is positive"},
     {in_session<PowerMeasurement, power_is<PowerFault::opposite>>()}},
    {{"PLAUS-007", warning, session, noted, "derived",
      "power is measured and described in W; one of the two seems to be in kW"},
     {in_session<PowerMeasurement, power_is<PowerFault::unit>>()}},
    {{"PLAUS-008", warning, session, noted, "derived",
      "measured power changes when the operation mode does; this value seems frozen"},
     {in_session<PowerMeasurement, power_is<PowerFault::frozen>>()}},
    {{"PLAUS-009", warning, session, noted, "derived", "measured power stays inside the envelope that is followed"},
     {in_session<PowerMeasurement, outside_envelope>()}},
    {{"PLAUS-010", warning, session, noted, "derived",
      "measured power is what the power sequence that is executed says"},
     {in_session<PowerMeasurement, power_is<PowerFault::off_profile>>()}},
    {{"PLAUS-011", warning, session, noted, "derived",
      "forecasts, envelopes and tasks last; this one is so short that its durations seem to be in seconds"},
     {in_session<PowerForecast, short_forecast>(), in_session<frbc::UsageForecast, short_forecast>(),
      in_session<frbc::FillLevelTargetProfile, short_forecast>(),
      in_session<ddbc::AverageDemandRateForecast, short_forecast>(), in_session<pebc::PowerEnvelope, short_envelope>(),
      in_session<ppbc::PowerProfileDefinition, short_task>()}},
    {{"PLAUS-012", warning, session, noted, "derived",
      "a timer runs long enough to matter; this duration seems to be in seconds"},
     {in_session<Timer, short_timer>()}},
    {{"PLAUS-013", warning, session, noted, "derived",
      "a storage is not filled in half a minute; this fill rate seems to be per hour"},
     {in_session<frbc::SystemDescription, rate_per_hour>()}},
};

}  // namespace

Family plausibility_session() { return family; }

}  // namespace s2::rules
