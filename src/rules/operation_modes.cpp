// OM: operation modes, transitions and timers, the same for OMBC, FRBC and DDBC.

#include "each_scope.hpp"
#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr std::string_view transitions = "transitions";

// --- References ------------------------------------------------------------------------------------------------------

constexpr auto unknown_modes = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  if (links.all_ends_known) return;
  for (std::size_t i = 0; i < links.ends.size(); ++i) {
    if (links.ends[i].from == IdIndex::none) find.at(transitions, i, "from", shown(scope.transitions[i].from));
    if (links.ends[i].to == IdIndex::none) find.at(transitions, i, "to", shown(scope.transitions[i].to));
  }
};

constexpr auto unknown_timers = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  if (links.all_timers_known) return;
  const auto look = [&](std::size_t transition, std::string_view list, const std::vector<Id>& timers) {
    for (std::size_t i = 0; i < timers.size(); ++i) {
      if (links.timers.find(digest_of(timers[i])) != IdIndex::none) continue;
      find.along({transitions, transition, list, i}, shown(timers[i]));
    }
  };
  for (std::size_t i = 0; i < scope.transitions.size(); ++i) {
    look(i, "start_timers", scope.transitions[i].start_timers);
    look(i, "blocking_timers", scope.transitions[i].blocking_timers);
  }
};

// --- Transitions -----------------------------------------------------------------------------------------------------

constexpr auto twin_transitions = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  if (links.ends.size() < 2) return;
  IdIndex& index = find.fresh_index();
  // A transition whose ends are not known is like no other.
  for (std::uint32_t i = 0; i < links.ends.size(); ++i) {
    const auto& ends = links.ends[i];
    index.add(ends.known() ? IdDigest{ends.from, ends.to} : IdDigest{IdIndex::none, i});
  }
  index.close();
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (index.repeats(i)) find.at(transitions, i, shown(scope.transitions[i].id));
  }
};

constexpr auto leads_nowhere = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  for (std::size_t i = 0; i < links.ends.size(); ++i) {
    const auto& ends = links.ends[i];
    if (ends.known() && ends.from == ends.to) find.at(transitions, i, shown(scope.transitions[i].id));
  }
};

constexpr auto normal_way_to_abnormal_mode = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  for (std::size_t i = 0; i < links.ends.size(); ++i) {
    const auto to = links.ends[i].to;
    if (to == IdIndex::none || scope.transitions[i].abnormal_condition_only) continue;
    if (scope.operation_modes[to].abnormal_condition_only) find.at(transitions, i, shown(scope.transitions[i].id));
  }
};

// --- Modes -----------------------------------------------------------------------------------------------------------

// Modes at no end of any transition. A reference to nothing, or one id for two modes, is reported as such and says
// nothing about the others.
template <std::uint32_t ScopeLinks::Ends::*End>
void lonely_modes(const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  if (links.modes.size() < 2 || !links.all_ends_known) return;
  std::array<bool, 128> small{};
  std::vector<bool> large(links.modes.size() > small.size() ? links.modes.size() : 0);
  const auto mark = [&](std::uint32_t mode) { large.empty() ? void(small[mode] = true) : void(large[mode] = true); };
  for (const auto& ends : links.ends) mark(ends.*End);
  for (std::uint32_t i = 0; i < links.modes.size(); ++i) {
    const bool reached = large.empty() ? small[i] : large[i];
    if (!reached && !links.modes.repeats(i)) find.at("operation_modes", i, shown(scope.operation_modes[i].id));
  }
}

constexpr auto never_entered = [](const auto& scope, Finder& find) {
  lonely_modes<&ScopeLinks::Ends::to>(scope, find);
};
constexpr auto never_left = [](const auto& scope, Finder& find) { lonely_modes<&ScopeLinks::Ends::from>(scope, find); };

constexpr auto only_abnormal_modes = [](const auto& scope, Finder& find) {
  const auto& modes = scope.operation_modes;
  const auto is_abnormal = [](const auto& mode) { return mode.abnormal_condition_only; };
  if (!modes.empty() && std::all_of(modes.begin(), modes.end(), is_abnormal)) {
    find.at("operation_modes", 0, "abnormal_condition_only", "true");
  }
};

// --- Timers ----------------------------------------------------------------------------------------------------------

constexpr auto idle_timers = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  if (!links.all_timers_known) return;
  for (std::uint32_t i = 0; i < links.uses.size(); ++i) {
    const auto use = links.uses[i];
    if (!(use.started && use.blocks) && !links.timers.repeats(i)) find.at("timers", i, shown(scope.timers[i].id));
  }
};

void timer_twice(std::string_view name, const std::vector<Id>& timers, Finder& find) {
  if (timers.size() < 2) return;
  IdIndex& index = find.fresh_index();
  for (const Id& timer : timers) index.add(timer);
  index.close();
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (index.repeats(i)) find.at(name, shown(timers[i]));
  }
}

void timers_twice(const Transition& transition, Finder& find) {
  timer_twice("start_timers", transition.start_timers, find);
  timer_twice("blocking_timers", transition.blocking_timers, find);
}

// --- Status ----------------------------------------------------------------------------------------------------------

constexpr auto half_a_change = [](const auto& status, Finder& find) {
  const bool has_mode = status.previous_operation_mode_id.has_value();
  const bool has_time = status.transition_timestamp.has_value();
  if (has_mode != has_time) find.at(has_mode ? "transition_timestamp" : "previous_operation_mode_id");
};

constexpr Entry family[] = {
    {{"OM-001", error, message, invalid_content, "S2 JSON, Transition, from and to",
      "a transition leads from one operation mode to another of the same device or actuator"},
     each_scope<unknown_modes>()},
    {{"OM-002", error, message, invalid_content, "S2 JSON, Transition, start_timers and blocking_timers",
      "a transition names timers of its device or actuator"},
     each_scope<unknown_timers>()},
    {{"OM-009", warning, message, noted, "derived",
      "there is one transition from a mode to another; of several the first permitted one is used"},
     each_scope<twin_transitions>()},
    {{"OM-010", warning, message, noted, "S2 documentation, Operation modes",
      "a transition leads to another mode; another factor needs none"},
     each_scope<leads_nowhere>()},
    {{"OM-011", warning, message, noted, "S2 JSON, DDBC.ActuatorDescription, transitions",
      "some transition leads to each operation mode, if there are several"},
     each_scope<never_entered>()},
    {{"OM-012", warning, message, noted, "derived",
      "some transition leads away from each operation mode, if there are several"},
     each_scope<never_left>()},
    {{"OM-013", warning, message, noted, "derived", "a timer is started by some transition and blocks some transition"},
     each_scope<idle_timers>()},
    {{"OM-014", warning, message, noted, "derived", "a transition names a timer once in each list"},
     {each<Transition, timers_twice>()}},
    {{"OM-019", warning, message, noted, "S2 JSON, previous_operation_mode_id and transition_timestamp",
      "the previous mode and the time of the change are given together"},
     each_mode_status<half_a_change>()},
    {{"OM-028", warning, message, noted, "observed: with such a description nothing can be instructed",
      "some operation mode may be used under normal conditions"},
     each_scope<only_abnormal_modes>()},
    {{"OM-029", warning, message, noted, "derived",
      "a transition to a mode for abnormal conditions is for abnormal conditions as well"},
     each_scope<normal_way_to_abnormal_mode>()},
};

}  // namespace

Family operation_modes() { return family; }

}  // namespace s2::rules
