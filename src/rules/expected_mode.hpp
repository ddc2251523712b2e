#pragma once
// The mode that an actuator will be in when an instruction begins.

#include "scope.hpp"

namespace s2::rules {

/// The mode of the last open instruction that begins before this one, unless the device has reported its mode long
/// after that; else the mode that was reported last. nullptr when nobody can know. The registry may contain the
/// instruction already.
template <class Instruction>
const Id* expected_mode(const Instruction& m, const Registry& registry, Time now) {
  const ModeState* last = state_of(registry, m).states.mode(actuator_of(m));
  const Id* mode = last ? &last->mode : nullptr;
  std::optional<Time> newest;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const auto* earlier = std::get_if<Instruction>(&open.message);
    if (!earlier || open.id == m.id) continue;
    const Time begins = moment_of(*earlier, open.received);
    if (begins > moment_of(m, now) || (newest && begins < *newest)) continue;
    if (last && last->reported > begins + registry.tolerances.late) continue;
    if (actuator_of(*earlier) != actuator_of(m)) continue;
    const InstructionFacts* facts = registry.instructions.find(open.id);
    if (facts && facts->revoked) continue;
    newest = begins;
    mode = &mode_of(*earlier);
  }
  return mode;
}

}  // namespace s2::rules
