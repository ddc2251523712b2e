#pragma once
// References: what instructions and reports name in the descriptions of OMBC, FRBC and DDBC. An id that resolves to
// nothing is reported once, by the outermost of these checks.

#include "rule.hpp"
#include "scope.hpp"

namespace s2::rules {

/// Whether `holds` says true of a description that an instruction may refer to: the one in force, or the one that will
/// be at its moment (rule catalogue, C.7).
template <class T, class Holds>
bool in_a_description(const T& m, const Context& context, Holds holds) {
  const auto& descriptions = state_of(context.registry, m).descriptions;
  const auto* present = descriptions.in_force();
  const auto* later = descriptions.at(moment_of(m, context.now));
  return (present && holds(*present)) || (later && later != present && holds(*later));
}

/// Whether an actuator of an instruction is described.
template <class T>
bool is_actuator_described(const T& m, const Context& context) {
  return in_a_description(m, context,
                          [&m](const auto& description) { return scope_of(description, actuator_of(m)).has_value(); });
}

/// An instruction without any description.
constexpr auto nothing_described = [](const auto& m, const Context& context, Finder& find) {
  if (!state_of(context.registry, m).descriptions.known()) find.here();
};

/// An instruction for an actuator that no description has.
constexpr auto unknown_actuator = [](const auto& m, const Context& context, Finder& find) {
  if (!state_of(context.registry, m).descriptions.known()) return;
  if (!is_actuator_described(m, context)) find.at("actuator_id", shown(m.actuator_id));
};

/// An instruction for a mode that its actuator, or the device, does not have.
constexpr auto unknown_mode = [](const auto& m, const Context& context, Finder& find) {
  if (!is_actuator_described(m, context)) return;
  const bool described = in_a_description(m, context, [&m](const auto& description) {
    const auto scope = scope_of(description, actuator_of(m));
    return scope && scope->find_mode(mode_of(m));
  });
  if (!described) find.at(mode_member<std::decay_t<decltype(m)>>(), shown(mode_of(m)));
};

/// A report about an actuator that the description in force does not have.
constexpr auto unknown_reporter = [](const auto& m, const Context& context, Finder& find) {
  const auto* description = state_of(context.registry, m).descriptions.in_force();
  if (description && !scope_of(*description, m.actuator_id)) find.at("actuator_id", shown(m.actuator_id));
};

}  // namespace s2::rules
