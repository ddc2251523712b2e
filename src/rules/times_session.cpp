// TIME: moments against the clock of the receiver.

#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// Members that name something that has happened; the others name something to come.
bool has_happened(std::string_view member) {
  return member == "measurement_timestamp" || member == "transition_timestamp" || member == "timestamp";
}

void happens_later(const Time& time, const Context& context, Finder& find) {
  if (time <= context.now + context.tolerances().skew) return;
  if (has_happened(find.member())) find.here(format_time(time));
}

// A window that stays open for years is nothing odd.
void years_ahead(const Time& time, const Context& context, Finder& find) {
  if (time <= context.now + context.tolerances().far_future) return;
  if (!has_happened(find.member()) && find.member() != "valid_until") find.here(format_time(time));
}

// The sum is given up as soon as it passes the present, so it cannot overflow.
template <class T>
void course_is_over(const T& m, const Context& context, Finder& find) {
  Time end = m.start_time;
  for (const auto& element : m.elements) {
    if (end > context.now) return;
    end = end + element.duration;
  }
  if (end <= context.now) find.at("start_time", format_time(m.start_time));
}

void task_is_over(const ppbc::PowerProfileDefinition& m, const Context& context, Finder& find) {
  if (m.end_time <= context.now) find.at("end_time", format_time(m.end_time));
}

void offer_is_over(const pebc::PowerConstraints& m, const Context& context, Finder& find) {
  if (m.valid_until && *m.valid_until <= context.now) find.at("valid_until", format_time(*m.valid_until));
}

void constraint_is_over(const pebc::EnergyConstraint& m, const Context& context, Finder& find) {
  if (m.valid_until <= context.now) find.at("valid_until", format_time(m.valid_until));
}

constexpr Entry family[] = {
    {{"TIME-004", error, engine, none, "RFC 3339, 5.1", "moments are compared as instants, whatever their offsets"}},
    {{"TIME-005", warning, session, noted, "derived",
      "what has happened lies at most 30 s ahead of the receiver's clock"},
     {in_session<Time, happens_later>()}},
    {{"TIME-006", warning, session, noted, "derived", "what is to come lies at most 366 days ahead"},
     {in_session<Time, years_ahead>()}},
    {{"TIME-007", warning, session, noted, "derived", "what is announced is not over yet"},
     {in_session<PowerForecast, course_is_over<PowerForecast>>(),
      in_session<frbc::UsageForecast, course_is_over<frbc::UsageForecast>>(),
      in_session<frbc::FillLevelTargetProfile, course_is_over<frbc::FillLevelTargetProfile>>(),
      in_session<ddbc::AverageDemandRateForecast, course_is_over<ddbc::AverageDemandRateForecast>>(),
      in_session<ppbc::PowerProfileDefinition, task_is_over>(), in_session<pebc::PowerConstraints, offer_is_over>(),
      in_session<pebc::EnergyConstraint, constraint_is_over>()}},
};

}  // namespace

Family times_session() { return family; }

}  // namespace s2::rules
