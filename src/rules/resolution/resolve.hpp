#pragma once
// The parts of resolve(), one for each kind of instruction.

#include "problems.hpp"

#include <s2/resolve.hpp>

namespace s2::rules {

/// What an instruction is resolved against.
struct Situation {
  const Registry& registry;  ///< what both sides have told each other
  Time now;                  ///< when it is received

  /// Times and tolerances.
  const Tolerances& tolerances() const { return registry.tolerances; }
};

/// Fills in what the instruction means. After an error in `problems` the resolution is of no use.
void resolve_mode(const ombc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems);
/// As above.
void resolve_mode(const frbc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems);
/// As above.
void resolve_mode(const ddbc::Instruction& m, const Situation& situation, Resolution& out, Problems& problems);
/// As above.
void resolve_envelope(const pebc::Instruction& m, const Situation& situation, EnvelopeAnchor anchor, Resolution& out,
                      Problems& problems);
/// As above.
void resolve_sequence(const ppbc::ScheduleInstruction& m, const Situation& situation, Resolution& out,
                      Problems& problems);
/// As above.
void resolve_pause(const ppbc::StartInterruptionInstruction& m, const Situation& situation, Resolution& out,
                   Problems& problems);
/// As above.
void resolve_pause(const ppbc::EndInterruptionInstruction& m, const Situation& situation, Resolution& out,
                   Problems& problems);

}  // namespace s2::rules
