// OM: reports of modes and timers against the description in force, under OMBC, FRBC and DDBC. A report on an actuator
// that is not described is left to the rules of its control type.

#include "groups.hpp"
#include "scope.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr auto unknown_mode = [](const auto& m, const Context& context, Finder& find) {
  const auto scope = scope_in_force(context.registry, m);
  if (scope && !scope->find_mode(m.active_operation_mode_id))
    find.at("active_operation_mode_id", shown(m.active_operation_mode_id));
};

constexpr auto unknown_previous_mode = [](const auto& m, const Context& context, Finder& find) {
  if (!m.previous_operation_mode_id) return;
  const auto scope = scope_in_force(context.registry, m);
  if (scope && !scope->find_mode(*m.previous_operation_mode_id))
    find.at("previous_operation_mode_id", shown(*m.previous_operation_mode_id));
};

// The report before this one of the same actuator; nullptr when it is the first.
template <class T>
const ModeState* last_report(const T& m, const Context& context) {
  return state_of(context.registry, m).states.mode(actuator_of(m));
}

// Whether an earlier report had another mode than this one.
template <class T>
bool was_different(const T& m, const Context& context) {
  const ModeState* last = last_report(m, context);
  return last && (last->other || last->mode != m.active_operation_mode_id);
}

constexpr auto no_previous_mode = [](const auto& m, const Context& context, Finder& find) {
  if (!m.previous_operation_mode_id && was_different(m, context)) find.at("previous_operation_mode_id");
};

constexpr auto no_transition_time = [](const auto& m, const Context& context, Finder& find) {
  if (!m.transition_timestamp && was_different(m, context)) find.at("transition_timestamp");
};

// A report that repeats the mode may name the last report's mode, or what came before that as the last report did.
bool agrees(const Id& previous, const Id& active, const ModeState& last) {
  if (previous == last.mode) return true;
  if (active != last.mode) return false;
  const auto& before = last.previous ? last.previous : last.other;
  return !before || previous == *before;
}

constexpr auto other_previous_mode = [](const auto& m, const Context& context, Finder& find) {
  const ModeState* last = m.previous_operation_mode_id ? last_report(m, context) : nullptr;
  if (last && !agrees(*m.previous_operation_mode_id, m.active_operation_mode_id, *last))
    find.at("previous_operation_mode_id", shown(*m.previous_operation_mode_id));
};

constexpr auto unknown_timer = [](const auto& m, const Context& context, Finder& find) {
  const auto scope = scope_in_force(context.registry, m);
  if (scope && !scope->find_timer(m.timer_id)) find.at("timer_id", shown(m.timer_id));
};

constexpr auto runs_too_long = [](const auto& m, const Context& context, Finder& find) {
  const auto scope = scope_in_force(context.registry, m);
  const Timer* timer = scope ? scope->find_timer(m.timer_id) : nullptr;
  if (timer && m.finished_at > context.now + timer->duration + context.tolerances().skew)
    find.at("finished_at", format_time(m.finished_at));
};

constexpr auto no_description = [](const auto& m, const Context& context, Finder& find) {
  if (!state_of(context.registry, m).descriptions.known()) find.here();
};

// A change is judged when it is reported first.
constexpr auto undescribed_change = [](const auto& m, const Context& context, Finder& find) {
  const Id& to = m.active_operation_mode_id;
  const ModeState* last = last_report(m, context);
  if (last && last->mode == to) return;
  const Id* from = m.previous_operation_mode_id ? &*m.previous_operation_mode_id : last ? &last->mode : nullptr;
  if (!from || *from == to) return;
  const auto scope = scope_in_force(context.registry, m);
  if (!scope || !scope->find_mode(*from) || !scope->find_mode(to)) return;
  const auto transitions = scope->transitions();
  const bool described = std::any_of(transitions.begin(), transitions.end(), [&](const Transition& transition) {
    return transition.from == *from && transition.to == to;
  });
  if (!described) find.at("active_operation_mode_id", shown(to));
};

constexpr Entry family[] = {
    {{"OM-015", error, session, invalid_content, "S2 JSON, OMBC.Status, FRBC and DDBC.ActuatorStatus",
      "the active mode is one of the description in force"},
     for_mode_statuses<unknown_mode>()},
    {{"OM-016", warning, session, noted, "S2 JSON, OMBC.Status, FRBC and DDBC.ActuatorStatus",
      "the previous mode is one of the description in force"},
     for_mode_statuses<unknown_previous_mode>()},
    {{"OM-017", warning, session, noted, "S2 JSON, OMBC.Status, FRBC and DDBC.ActuatorStatus",
      "the previous mode is given as soon as there was one"},
     for_mode_statuses<no_previous_mode>()},
    {{"OM-018", warning, session, noted, "S2 JSON, OMBC.Status, FRBC and DDBC.ActuatorStatus",
      "the moment of the transition is given as soon as there was a previous mode"},
     for_mode_statuses<no_transition_time>()},
    {{"OM-020", warning, session, noted, "derived", "the previous mode is the one that was reported last"},
     for_mode_statuses<other_previous_mode>()},
    {{"OM-021", error, session, invalid_content, "S2 JSON, Timer; S2 JSON wiki, TimerStatus",
      "a timer is one of the description in force"},
     for_timer_statuses<unknown_timer>()},
    {{"OM-022", warning, session, noted, "S2 JSON, Timer, duration", "a timer runs no longer than its duration"},
     for_timer_statuses<runs_too_long>()},
    {{"OM-023", error, session, invalid_content, "S2 JSON wiki, TimerStatus",
      "modes and timers are described before they are reported"},
     for_mode_and_timer_statuses<no_description>()},
    {{"OM-024", warning, session, noted, "S2 documentation, Operation modes",
      "a device changes its mode along a described transition; it may do otherwise"},
     for_mode_statuses<undescribed_change>()},
    {{"OM-025", warning, engine, none, "S2 JSON wiki, TimerStatus",
      "timers that a change of mode starts are reported within 60 s"}},
    {{"OM-026", warning, engine, none, "S2 documentation, Operation modes",
      "the active mode is reported within 60 s after its description came into force"}},
};

}  // namespace

Family mode_reports_session() { return family; }

}  // namespace s2::rules
