// INST: instructions that ask for an operation mode, under OMBC, FRBC and DDBC. An instruction whose actuator or mode
// is not described is left to the rules of its control type.

#include "blocking.hpp"
#include "expected_mode.hpp"
#include "groups.hpp"
#include "scope.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

struct Wanted {
  ModeScope scope;
  ModeView mode;
};

template <class Description, class T>
std::optional<Wanted> find_in(const Description* description, const T& m) {
  const auto scope = description ? scope_of(*description, actuator_of(m)) : std::nullopt;
  const auto mode = scope ? scope->find_mode(mode_of(m)) : std::nullopt;
  return mode ? std::optional(Wanted{*scope, *mode}) : std::nullopt;
}

// What an instruction asks for, in the description that will count at its moment, or else in the one that counts now.
template <class T>
std::optional<Wanted> wanted(const T& m, const Context& context) {
  const auto& descriptions = state_of(context.registry, m).descriptions;
  auto found = find_in(descriptions.at(moment_of(m, context.now)), m);
  return found ? found : find_in(descriptions.in_force(), m);
}

// What can be said of the ways from the expected mode to the wanted one. No way is needed to stay in a mode.
struct Ways {
  bool needed = false;     // the two modes are known and differ
  bool described = false;  // there is a transition
  bool normal = false;     // … that may be used under the condition of the instruction
  bool open = false;       // … and that no timer blocks
};

template <class T>
Ways ways_to(const Wanted& wanted, const T& m, const Context& context) {
  Ways ways;
  const Id* from = expected_mode(m, context.registry, context.now);
  ways.needed = from && *from != *wanted.mode.id && wanted.scope.find_mode(*from);
  if (!ways.needed) return ways;
  const auto& states = state_of(context.registry, m).states;
  for (const Transition& transition : wanted.scope.transitions()) {
    if (transition.from != *from || transition.to != *wanted.mode.id) continue;
    ways.described = true;
    if (transition.abnormal_condition_only && !m.abnormal_condition) continue;
    ways.normal = true;
    ways.open = ways.open || !blocking_timer(transition, states, actuator_of(m), moment_of(m, context.now));
  }
  return ways;
}

template <class T>
void report_mode(const T& m, Finder& find) {
  find.at(mode_member<T>(), shown(mode_of(m)));
}

constexpr auto abnormal_mode = [](const auto& m, const Context& context, Finder& find) {
  if (m.abnormal_condition) return;
  const auto asked = wanted(m, context);
  if (asked && asked->mode.abnormal_condition_only) report_mode(m, find);
};

constexpr auto abnormal_transition = [](const auto& m, const Context& context, Finder& find) {
  if (m.abnormal_condition) return;
  const auto asked = wanted(m, context);
  if (!asked) return;
  const Ways ways = ways_to(*asked, m, context);
  if (ways.described && !ways.normal) report_mode(m, find);
};

constexpr auto timer_blocks = [](const auto& m, const Context& context, Finder& find) {
  const auto asked = wanted(m, context);
  if (!asked) return;
  const Ways ways = ways_to(*asked, m, context);
  if (ways.normal && !ways.open) find.at("execution_time", format_time(m.execution_time));
};

constexpr auto no_transition = [](const auto& m, const Context& context, Finder& find) {
  const auto asked = wanted(m, context);
  if (!asked) return;
  const Ways ways = ways_to(*asked, m, context);
  if (ways.needed && !ways.described) report_mode(m, find);
};

constexpr auto gone_by_then = [](const auto& m, const Context& context, Finder& find) {
  const auto& descriptions = state_of(context.registry, m).descriptions;
  const auto* then = descriptions.at(moment_of(m, context.now));
  if (then == descriptions.in_force() || find_in(then, m)) return;
  if (find_in(descriptions.in_force(), m)) find.at("execution_time", format_time(m.execution_time));
};

constexpr Entry family[] = {
    {{"INST-010", error, session, lifecycle, "S2 JSON, OMBC, FRBC and DDBC.OperationMode, abnormal_condition_only",
      "a mode for abnormal conditions is used under an abnormal condition only"},
     for_mode_instructions<abnormal_mode>()},
    {{"INST-011", error, session, lifecycle, "S2 JSON, Transition, abnormal_condition_only",
      "a transition for abnormal conditions is used under an abnormal condition only"},
     for_mode_instructions<abnormal_transition>()},
    {{"INST-012", warning, session, noted, "S2 JSON, Transition, blocking_timers",
      "a transition begins when no timer blocks it"},
     for_mode_instructions<timer_blocks>()},
    {{"INST-013", warning, session, noted, "S2 documentation, Operation modes, Transitions",
      "a transition leads from the mode before to the mode that is asked for"},
     for_mode_instructions<no_transition>()},
    {{"INST-015", warning, session, noted, "S2 JSON, valid_from",
      "what an instruction asks for is described for its execution_time as well"},
     for_mode_instructions<gone_by_then>()},
};

}  // namespace

Family mode_instructions_session() { return family; }

}  // namespace s2::rules
