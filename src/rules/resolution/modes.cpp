// Instructions for operation modes, under OMBC, FRBC and DDBC.

#include "resolve.hpp"
#include "values.hpp"

#include <rules/blocking.hpp>
#include <rules/expected_mode.hpp>

#include <algorithm>

namespace s2::rules {
namespace {

std::string text_of(const std::optional<std::string>& label) { return label.value_or(""); }

// How the ids that lead nowhere are reported, by control type.
struct UnknownIds {
  std::string_view description, actuator, mode;
};
constexpr UnknownIds unknown_ids(const ombc::Instruction&) { return {"OMBC-002", "", "OMBC-001"}; }
constexpr UnknownIds unknown_ids(const frbc::Instruction&) { return {"FRBC-019", "FRBC-007", "FRBC-008"}; }
constexpr UnknownIds unknown_ids(const ddbc::Instruction&) { return {"DDBC-008", "DDBC-001", "DDBC-002"}; }

template <class Part>
const auto* mode_in(const Part& part, const Id& id) {
  return find_id(part.operation_modes, id);
}

template <class Part>
std::string mode_label(const Part& part, const Id& id) {
  const auto* mode = mode_in(part, id);
  return mode ? text_of(mode->diagnostic_label) : std::string();
}

template <class Part>
std::string timer_label(const Part& part, const Id& id) {
  const Timer* timer = ModeScope(part).find_timer(id);
  return timer ? text_of(timer->diagnostic_label) : std::string();
}

// "'Run' (om1)" or "om1".
std::string named(const std::string& label, const Id& id) {
  return label.empty() ? shown(id) : '\'' + shown(label) + "' (" + shown(id) + ')';
}

std::vector<Operation> operations_of(const ombc::OperationMode& mode, double factor) {
  return {{{}, power_at(mode.power_ranges, factor), {}, {}, mode.running_costs}};
}
std::vector<Operation> operations_of(const ddbc::OperationMode& mode, double factor) {
  return {{{}, power_at(mode.power_ranges, factor), {}, value_at(mode.supply_range, factor), mode.running_costs}};
}
std::vector<Operation> operations_of(const frbc::OperationMode& mode, double factor) {
  std::vector<Operation> all;
  all.reserve(mode.elements.size());
  for (const auto& element : mode.elements) {
    all.push_back({element.fill_level_range,
                   power_at(element.power_ranges, factor),
                   value_at(element.fill_rate, factor),
                   {},
                   element.running_costs});
  }
  std::sort(all.begin(), all.end(), [](const Operation& one, const Operation& other) {
    return one.fill_levels->start_of_range < other.fill_levels->start_of_range;
  });
  return all;
}

// Which of the operations holds at the last fill level.
template <class Mode>
std::optional<std::size_t> present_one(const Mode&, const std::vector<Operation>&, const Registry&) {
  return 0;
}
std::optional<std::size_t> present_one(const frbc::OperationMode& mode, const std::vector<Operation>& operations,
                                       const Registry& registry) {
  const auto level = registry.frbc.fill_level;
  const auto* element = level ? element_at(mode.elements, *level) : nullptr;
  for (std::size_t i = 0; element && i < operations.size(); ++i) {
    if (operations[i].fill_levels == element->fill_level_range) return i;
  }
  return std::nullopt;
}

// A fill level at which the device may do something else.
template <class Instruction, class Mode>
void doubt_the_level(const Instruction&, const Mode&, const Registry&, Problems&) {}
void doubt_the_level(const frbc::Instruction& m, const frbc::OperationMode& mode, const Registry& registry,
                     Problems& problems) {
  const auto level = registry.frbc.fill_level;
  const auto* description = registry.frbc.descriptions.in_force();
  if (!level || !description) return;
  const NumberRange& kept = description->storage.fill_level_range;
  if (!covers(kept, *level) && !m.abnormal_condition) {
    problems.doubt("FRBC-017", "", shown(*level),
                   "the fill level " + shown(*level) + " is outside the range to keep, " + shown(kept) +
                       ", where the device may ignore instructions");
  }
  if (!element_at(mode.elements, *level)) {
    problems.doubt("FRBC-018", "/operation_mode", shown(m.operation_mode),
                   "the mode has no band at the fill level " + shown(*level) + "; what it does there is not described");
  }
}

template <class Part>
std::optional<TimerEnd> blocking(const Transition& transition, const Part& part, const ActuatorStates& states,
                                 const Id& actuator, Time when) {
  const auto running = blocking_timer(transition, states, actuator, when);
  if (!running) return std::nullopt;
  return TimerEnd{running->timer, timer_label(part, running->timer), running->until};
}

// The way that is taken: the first permitted transition that no timer blocks, or else the one that is free first.
struct Way {
  const Transition* transition = nullptr;
  std::optional<TimerEnd> held_back;
  bool described = false;  // there is a transition, permitted or not
};

template <class Part, class Instruction>
Way way_from(const Id& from, const Part& part, const Instruction& m, const Situation& situation) {
  Way way;
  const auto& states = state_of(situation.registry, m).states;
  for (const Transition& transition : part.transitions) {
    if (transition.from != from || transition.to != mode_of(m)) continue;
    way.described = true;
    if (transition.abnormal_condition_only && !m.abnormal_condition) continue;
    auto held_back = blocking(transition, part, states, actuator_of(m), moment_of(m, situation.now));
    const bool sooner = !way.transition || (way.held_back && (!held_back || held_back->until < way.held_back->until));
    if (!sooner) continue;
    way.transition = &transition;
    way.held_back = std::move(held_back);
  }
  return way;
}

template <class Part>
std::vector<TimerEnd> started_by(const Transition& transition, const Part& part, Time begins) {
  std::vector<TimerEnd> started;
  for (const Id& id : transition.start_timers) {
    const Timer* timer = ModeScope(part).find_timer(id);
    if (timer) started.push_back({id, text_of(timer->diagnostic_label), begins + timer->duration});
  }
  return started;
}

template <class Part, class Instruction>
void resolve_move(const Part& part, const Instruction& m, const Situation& situation, Resolution& out,
                  ModeResolution& mode, Problems& problems) {
  out.begins = out.effective = moment_of(m, situation.now);
  const Id* before = expected_mode(m, situation.registry, situation.now);
  if (!before) return;
  mode.before = *before;
  if (*before == mode.mode) return;
  const Way way = way_from(*before, part, m, situation);
  Move move{*before, mode_label(part, *before), {}, {}, {}, {}, way.held_back};
  const std::string pointer = '/' + std::string(mode_member<Instruction>());
  if (way.transition) {
    if (way.held_back) out.begins = way.held_back->until;
    move.transition = way.transition->id;
    move.costs = way.transition->transition_costs;
    move.duration = way.transition->transition_duration.value_or(Duration{0});
    move.started = started_by(*way.transition, part, out.begins);
    out.effective = out.begins + move.duration;
  } else if (way.described) {
    problems.error("INST-011", pointer, shown(mode.mode),
                   "every transition from " + named(move.from_label, move.from) + " to " +
                       named(mode.mode_label, mode.mode) + " is for abnormal conditions only");
  } else {
    problems.doubt("INST-013", pointer, shown(mode.mode),
                   "no transition leads from " + named(move.from_label, move.from) + " to " +
                       named(mode.mode_label, mode.mode) + "; the device may refuse, or find its own way");
  }
  if (way.held_back) {
    problems.doubt("INST-012", "/execution_time", format_time(m.execution_time),
                   "the timer " + named(way.held_back->label, way.held_back->timer) + " blocks the transition until " +
                       format_time(way.held_back->until));
  }
  mode.move = std::move(move);
}

template <class Instruction>
bool check_factor(const Instruction& m, const Tolerances& tolerances, Problems& problems) {
  const double factor = m.operation_mode_factor;
  if (factor >= -tolerances.factor && factor <= 1 + tolerances.factor) return true;
  problems.error("NUM-004", "/operation_mode_factor", shown(factor), "the factor is not between 0 and 1");
  return false;
}

template <class Part, class Instruction>
void resolve_in(const Part& part, const Instruction& m, const Situation& situation, Resolution& out,
                Problems& problems) {
  const auto& mode = *mode_in(part, mode_of(m));
  ModeResolution means;
  means.actuator = actuator_of(m);
  if constexpr (requires { m.actuator_id; }) means.actuator_label = text_of(part.diagnostic_label);
  means.mode = mode.id;
  means.mode_label = text_of(mode.diagnostic_label);
  means.factor = std::clamp(m.operation_mode_factor, 0.0, 1.0);
  means.operations = operations_of(mode, means.factor);
  means.present = present_one(mode, means.operations, situation.registry);
  if (mode.abnormal_condition_only && !m.abnormal_condition) {
    problems.error("INST-010", '/' + std::string(mode_member<Instruction>()), shown(mode.id),
                   "the mode " + named(means.mode_label, means.mode) +
                       " is for abnormal conditions only, and the instruction does not claim one");
  }
  resolve_move(part, m, situation, out, means, problems);
  doubt_the_level(m, mode, situation.registry, problems);
  out.ends = last_time;
  out.means = std::move(means);
}

template <class Instruction>
void resolve_any(const Instruction& m, const Situation& situation, Resolution& out, Problems& problems) {
  const auto& descriptions = state_of(situation.registry, m).descriptions;
  const UnknownIds rules = unknown_ids(m);
  if (!descriptions.known()) {
    return problems.error(rules.description, "", "", "no system description is known, so the ids name nothing");
  }
  const auto* then = part_of(descriptions.at(moment_of(m, situation.now)), actuator_of(m));
  const auto* present = part_of(descriptions.in_force(), actuator_of(m));
  if (!then && !present) {
    return problems.error(rules.actuator, "/actuator_id", shown(actuator_of(m)),
                          "there is no actuator " + shown(actuator_of(m)) + " in the system description");
  }
  const bool in_then = then && mode_in(*then, mode_of(m));
  const bool in_present = present && mode_in(*present, mode_of(m));
  if (!in_then && !in_present) {
    return problems.error(rules.mode, '/' + std::string(mode_member<Instruction>()), shown(mode_of(m)),
                          "there is no operation mode " + shown(mode_of(m)) + " in the system description");
  }
  if (!check_factor(m, situation.tolerances(), problems)) return;
  if (!in_then) {
    problems.doubt("INST-015", "/execution_time", format_time(m.execution_time),
                   "the description that counts at execution_time does not have what is asked for");
  }
  resolve_in(in_then ? *then : *present, m, situation, out, problems);
}

}  // namespace

void resolve_mode(const ombc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems) {
  resolve_any(m, situation, out, problems);
}
void resolve_mode(const frbc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems) {
  resolve_any(m, situation, out, problems);
}
void resolve_mode(const ddbc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems) {
  resolve_any(m, situation, out, problems);
}

}  // namespace s2::rules
