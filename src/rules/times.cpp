// TIME: timestamps and durations.

#include "durations.hpp"
#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// Official material makes this mistake.
bool is_no_count_of_seconds(const Duration& duration) { return !may_be_seconds(duration); }

void looks_like_seconds(const Duration& duration, Finder& find) { find.here(std::to_string(duration.count())); }

template <class Element>
void lasts_no_time(const Element& element, Finder& find) {
  if (element.duration == Duration::zero()) find.at("duration", "0");
}

template <class Course>
void ends_after_all_times(const Course& course, Finder& find) {
  if (total_of(course.elements) > last_time - course.start_time) {
    find.at("start_time", format_time(course.start_time));
  }
}

void envelope_ends_after_all_times(const pebc::Instruction& m, Finder& find) {
  const Duration room = last_time - m.execution_time;
  for (const auto& envelope : m.power_envelopes) {
    if (total_of(envelope.power_envelope_elements) > room) {
      return find.at("execution_time", format_time(m.execution_time));
    }
  }
}

constexpr Entry family[] = {
    {{"TIME-001", error, message, invalid_message, "S2 JSON, format date-time; RFC 3339, 5.6",
      "a date-time has date, time of day and UTC offset"}},
    {{"TIME-002", warning, message, noted, "derived", "a date-time has a UTC offset; this one was read as UTC"}},
    {{"TIME-003", warning, message, noted, "RFC 3339, 5.6",
      "a date-time is spelled so that every peer can read it: 2024-08-24T14:15:22Z"}},
    {{"TIME-008", warning, message, noted, "S2 JSON, Duration",
      "a duration is given in milliseconds; this one looks like seconds"},
     {each_unless<Duration, looks_like_seconds, is_no_count_of_seconds>()}},
    {{"TIME-009", warning, message, noted, "observed: an official example has one",
      "an element lasts longer than 0 ms"},
     {each<PowerForecastElement, lasts_no_time<PowerForecastElement>>(),
      each<pebc::PowerEnvelopeElement, lasts_no_time<pebc::PowerEnvelopeElement>>(),
      each<ppbc::PowerSequenceElement, lasts_no_time<ppbc::PowerSequenceElement>>(),
      each<frbc::UsageForecastElement, lasts_no_time<frbc::UsageForecastElement>>(),
      each<frbc::FillLevelTargetProfileElement, lasts_no_time<frbc::FillLevelTargetProfileElement>>(),
      each<ddbc::AverageDemandRateForecastElement, lasts_no_time<ddbc::AverageDemandRateForecastElement>>()}},
    {{"TIME-010", error, message, invalid_content, "derived: no date-time can say when it ends",
      "what begins at a moment and lasts for some durations ends before the year 10000"},
     {each<PowerForecast, ends_after_all_times<PowerForecast>>(),
      each<pebc::Instruction, envelope_ends_after_all_times>(),
      each<frbc::UsageForecast, ends_after_all_times<frbc::UsageForecast>>(),
      each<frbc::FillLevelTargetProfile, ends_after_all_times<frbc::FillLevelTargetProfile>>(),
      each<ddbc::AverageDemandRateForecast, ends_after_all_times<ddbc::AverageDemandRateForecast>>()}},
};

}  // namespace

Family times() { return family; }

}  // namespace s2::rules
