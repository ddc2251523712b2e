// The registry: what takes effect, and when.

#include "effects.hpp"

#include <rules/plausibility/follow.hpp>

namespace s2 {

Registry::Registry(Start start, Profile profile, Tolerances given) : tolerances(given) {
  standing.start = start;
  if (start == Start::connected) standing.profile = profile;
}

void Registry::advance(Time now) { rules::Effects{*this, {}, now}.advance(); }

void Registry::take(const Message& message, EnergyManagementRole sender, Time now) {
  rules::Effects effects{*this, sender, now};
  effects.advance();
  rules::follow_plausibility(*this, message, now);
  if (standing.selecting) effects.believe(message);
  if (message_type_of(kind_of(message)).is_instruction) instructions.take(message, now);
  std::visit([&effects](const auto& m) { effects.take(m); }, message);
}

void Registry::answered(const Id& message_id, Kind kind, ReceptionStatusValues status, Time now) {
  rules::Effects effects{*this, {}, now};
  const bool accepted = status == ReceptionStatusValues::ok;
  if (kind == Kind::SelectControlType) return effects.settle_selection(message_id, accepted);
  if (accepted) return;
  if (message_type_of(kind).is_instruction) return effects.refuse_instruction(message_id);
  // The RM did not follow the CEM into its version. Once it said anything in that version, it has.
  if (kind == Kind::HandshakeResponse && standing.start == Start::bare && !details) {
    standing.profile.reset();
    standing.selected_version.clear();
  }
}

}  // namespace s2
