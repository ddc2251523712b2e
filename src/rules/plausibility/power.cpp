#include "power.hpp"

#include "../pebc_limits.hpp"
#include "../resolution/values.hpp"
#include "../roles.hpp"

namespace s2::rules {
namespace {

enum class Agreement { unknown, agrees, differs };

struct View {
  Agreement agreement = Agreement::unknown;
  double measured = 0;
  ExpectedPower expected;
};

double larger_end(const Interval& power) { return std::max(std::abs(power.low), std::abs(power.high)); }

double tolerance_of(const ExpectedPower& expected, const Plausibility& given) {
  return given.power_w + given.power_share * larger_end(expected.power) + given.largest_share * expected.largest;
}

View look(const Registry& registry, const PowerMeasurement& measurement) {
  const auto measured = measured_power(measurement, registry);
  if (!measured) return {};
  const auto expected = expected_power(registry, measurement.measurement_timestamp);
  if (!expected || measurement.measurement_timestamp < expected->settled) return {};
  const Interval allowed = expected->power.wider(tolerance_of(*expected, registry.tolerances.plausibility));
  return {allowed.holds(*measured) ? Agreement::agrees : Agreement::differs, *measured, *expected};
}

// Whether a value would be as expected, within a share of that.
bool would_fit(const Interval& expected, double value, double share) {
  const Interval about{expected.low - share * std::abs(expected.low), expected.high + share * std::abs(expected.high)};
  return about.holds(value) && !about.holds(0);
}

bool is_unit_mistake(const View& view, const Plausibility& given) {
  constexpr double thousand = 1e3;
  return would_fit(view.expected.power, view.measured * thousand, given.power_share) ||
         would_fit(view.expected.power, view.measured / thousand, given.power_share);
}

bool is_opposite(const View& view, const Plausibility& given) {
  const double tolerance = tolerance_of(view.expected, given);
  return std::abs(view.measured) > given.power_w && view.expected.power.wider(tolerance).holds(-view.measured);
}

// The measurement as one more in the row.
bool is_long_enough(std::uint32_t before, Time since, Time when, const Plausibility& given) {
  return before + 1 >= given.measurements && when - since >= given.settling;
}

// By how much the values of a measurement leave the envelopes; empty when no envelope is in force, or none has had the
// time to be followed.
std::optional<bool> is_outside(const Registry& registry, const PowerMeasurement& measurement) {
  const Plausibility& given = registry.tolerances.plausibility;
  const Time when = measurement.measurement_timestamp;
  const Duration delay = given.lag + (registry.details ? registry.details->instruction_processing_delay : Duration{0});
  std::optional<bool> outside;
  for (const auto& [quantity, value] : measurement.values) {
    const CountingEnvelope counting = is_power(quantity) ? envelope_at(registry, quantity, when) : CountingEnvelope{};
    if (!counting.instruction) continue;
    const InstructionFacts* facts = registry.instructions.find(counting.instruction->id);
    const bool is_followed =
        facts && (facts->status == InstructionStatus::accepted || facts->status == InstructionStatus::started);
    const ElementAt place = element_at(*counting.envelope, counting.instruction->execution_time, when);
    if (!is_followed || !place.element || when < std::max(place.begin, counting.begin) + delay) continue;
    const auto slack = [&given](double limit) { return given.power_w + given.limit_share * std::abs(limit); };
    const double upper = place.element->upper_limit;
    const double lower = place.element->lower_limit;
    outside = outside.value_or(false) || value > upper + slack(upper) || value < lower - slack(lower);
  }
  return outside;
}

void note_agreement(PowerTrack& track, Agreement agreement, bool told, Time when) {
  if (agreement != Agreement::differs) {
    track.differing = 0;
    track.told = false;
    return;
  }
  if (track.differing == 0) track.since = when;
  ++track.differing;
  track.told = track.told || told;
}

void note_envelope(PowerTrack& track, bool outside, bool told, Time when) {
  if (!outside) {
    track.outside = 0;
    track.outside_told = false;
    return;
  }
  if (track.outside == 0) track.outside_since = when;
  ++track.outside;
  track.outside_told = track.outside_told || told;
}

void note_value(PowerTrack& track, double value, Time when) {
  if (track.same == 0 || track.value != value) {
    track.value = value;
    track.same = 0;
    track.same_since = when;
  }
  ++track.same;
}

}  // namespace

std::optional<double> measured_power(const PowerMeasurement& measurement, const Registry& registry) {
  using enum CommodityQuantity;
  const auto has = [](const auto& list, CommodityQuantity quantity) {
    return std::any_of(list.begin(), list.end(),
                       [quantity](const PowerValue& value) { return value.commodity_quantity == quantity; });
  };
  if (registry.details && !has(measurement.values, electric_power_3_phase_symmetric)) {
    for (const auto quantity : registry.details->provides_power_measurement_types) {
      const bool is_phase = is_electric_power(quantity) && quantity != electric_power_3_phase_symmetric;
      if (is_phase && !has(measurement.values, quantity)) return std::nullopt;
    }
  }
  return electric_power(measurement.values);
}

PowerFault judge_power(const Registry& registry, const PowerMeasurement& measurement) {
  const PowerTrack& track = registry.power_track;
  const Plausibility& given = registry.tolerances.plausibility;
  if (track.told || !is_long_enough(track.differing, track.since, measurement.measurement_timestamp, given))
    return PowerFault::none;
  const View view = look(registry, measurement);
  if (view.agreement != Agreement::differs) return PowerFault::none;
  if (is_unit_mistake(view, given)) return PowerFault::unit;
  if (is_opposite(view, given)) return PowerFault::opposite;
  if (!view.expected.by_mode) return PowerFault::off_profile;
  const bool is_old_value = track.value == view.measured && track.same_since < view.expected.changed;
  if (!is_old_value) return PowerFault::off_mode;
  return track.same + 1 < given.frozen_measurements ? PowerFault::none : PowerFault::frozen;
}

bool leaves_envelope(const Registry& registry, const PowerMeasurement& measurement) {
  const PowerTrack& track = registry.power_track;
  const Plausibility& given = registry.tolerances.plausibility;
  if (track.outside_told ||
      !is_long_enough(track.outside, track.outside_since, measurement.measurement_timestamp, given))
    return false;
  return is_outside(registry, measurement).value_or(false);
}

void note_power(Registry& registry, const PowerMeasurement& measurement) {
  PowerTrack& track = registry.power_track;
  const Time when = measurement.measurement_timestamp;
  const bool told = judge_power(registry, measurement) != PowerFault::none;
  const bool outside_told = leaves_envelope(registry, measurement);
  note_agreement(track, look(registry, measurement).agreement, told, when);
  note_envelope(track, is_outside(registry, measurement).value_or(false), outside_told, when);
  if (const auto value = measured_power(measurement, registry)) note_value(track, *value, when);
}

}  // namespace s2::rules
