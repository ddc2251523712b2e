// OM: a description against those before it, under OMBC, FRBC and DDBC.

#include "groups.hpp"
#include "scope.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

template <class T, class Instruction>
bool describes(const T& description, const Instruction& instruction) {
  const auto scope = scope_of(description, actuator_of(instruction));
  return scope && scope->find_mode(mode_of(instruction));
}

// Only instructions whose moment lies in the time of the new description are concerned.
constexpr auto forgets_instruction = [](const auto& m, const Context& context, Finder& find) {
  const auto& registry = context.registry;
  if (!state_of(registry, m).descriptions.known()) return;
  const Time from = m.valid_from <= context.now + context.tolerances().skew ? context.now : m.valid_from;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const auto* instruction = std::get_if<InstructionOf<std::decay_t<decltype(m)>>>(&open.message);
    if (!instruction || moment_of(*instruction, context.now) < from || describes(m, *instruction)) continue;
    const InstructionFacts* facts = registry.instructions.find(open.id);
    if (!facts || !facts->revoked) return find.here(shown(open.id));
  }
};

bool same_power(const ombc::OperationMode& a, const ombc::OperationMode& b) { return a.power_ranges == b.power_ranges; }
bool same_power(const ddbc::OperationMode& a, const ddbc::OperationMode& b) { return a.power_ranges == b.power_ranges; }
bool same_power(const frbc::OperationMode& a, const frbc::OperationMode& b) {
  return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(),
                    [](const auto& one, const auto& other) { return one.power_ranges == other.power_ranges; });
}
template <one_of<frbc::ActuatorDescription, ddbc::ActuatorDescription> Actuator>
bool same_power(const Actuator& a, const Actuator& b) {
  return std::equal(a.operation_modes.begin(), a.operation_modes.end(), b.operation_modes.begin(),
                    b.operation_modes.end(), [](const auto& one, const auto& other) { return same_power(one, other); });
}

// Other ranges alone are the normal way to tell of a changed parameter.
template <class T>
bool same_meaning(const T& a, const T& b) {
  return a.diagnostic_label == b.diagnostic_label || same_power(a, b);
}

// The item with this id; most descriptions keep their order, so the place it has here is tried first.
template <class T>
const T* find_by_id(const std::vector<T>& items, const Id& id, std::size_t likely) {
  if (likely < items.size() && items[likely].id == id) return &items[likely];
  return find_id(items, id);
}

template <class Mode>
void compare_modes(const std::vector<Mode>& now, const std::vector<Mode>& before, const Path& here, Finder& find) {
  const Path list{&here, "operation_modes"};
  for (std::size_t i = 0; i < now.size(); ++i) {
    const Mode* same = find_by_id(before, now[i].id, i);
    if (!same || same_meaning(now[i], *same)) continue;
    const Path mode{&list, {}, i};
    find.at(Path{&mode, "id"}, shown(now[i].id));
  }
}

void compare(const ombc::SystemDescription& now, const ombc::SystemDescription& before, Finder& find) {
  compare_modes(now.operation_modes, before.operation_modes, find.place(), find);
}

// An actuator that means something else has modes of its own.
template <one_of<frbc::SystemDescription, ddbc::SystemDescription> T>
void compare(const T& now, const T& before, Finder& find) {
  const Path list{&find.place(), "actuators"};
  for (std::size_t i = 0; i < now.actuators.size(); ++i) {
    const auto& actuator = now.actuators[i];
    const auto* same = find_by_id(before.actuators, actuator.id, i);
    if (!same) continue;
    const Path place{&list, {}, i};
    if (same_meaning(actuator, *same)) {
      compare_modes(actuator.operation_modes, same->operation_modes, place, find);
    } else {
      find.at(Path{&place, "id"}, shown(actuator.id));
    }
  }
}

// Compares with the description that the new one follows: the last one that begins before it.
constexpr auto other_meaning = [](const auto& m, const Context& context, Finder& find) {
  const auto& descriptions = state_of(context.registry, m).descriptions;
  if (const auto* before = descriptions.at(std::max(context.now, m.valid_from))) compare(m, *before, find);
};

constexpr Entry family[] = {
    {{"OM-027", warning, session, noted, "derived",
      "a description has the modes and actuators that open instructions ask for"},
     for_mode_descriptions<forgets_instruction>()},
    {{"OM-031", warning, session, noted, "S2 JSON, OperationMode and ActuatorDescription, id",
      "an id keeps its meaning; this one has other power ranges and another label than before"},
     for_mode_descriptions<other_meaning>()},
};

}  // namespace

Family mode_descriptions_session() { return family; }

}  // namespace s2::rules
