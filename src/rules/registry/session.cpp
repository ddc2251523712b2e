// Effects of what is said about the session, the resource as a whole, and the progress of instructions.

#include "effects.hpp"

#include <algorithm>

namespace s2::rules {

void Effects::take(const Handshake& message) {
  Standing& standing = registry.standing;
  if (standing.start == Start::connected) return;  // ignored, at the lenient level (HS-013)
  SideStanding& side = standing.side(sender);
  side.shook_hands = true;
  const auto& versions = message.supported_protocol_versions;
  const auto kept = static_cast<std::ptrdiff_t>(std::min(versions.size(), Limits::kept_versions));
  side.versions.assign(versions.begin(), versions.begin() + kept);
}

void Effects::take(const HandshakeResponse& message) {
  Standing& standing = registry.standing;
  if (standing.start == Start::connected || standing.initialised()) return;
  standing.selected_version = message.selected_protocol_version;
  // A version that both sides know and we do not is read as the newest one.
  standing.profile = profile_of(message.selected_protocol_version).value_or(all_profiles[0]);
}

void Effects::take(const SessionRequest&) { registry.standing.side(sender).asked_to_end = true; }

void Effects::take(const ResourceManagerDetails& message) { registry.details = message; }

void Effects::take(const PowerMeasurement& message) {
  for (const PowerValue& value : message.values) {
    auto& all = registry.measured;
    const auto known = std::find_if(all.begin(), all.end(), [&value](const Measured& measured) {
      return measured.value.commodity_quantity == value.commodity_quantity;
    });
    if (known == all.end()) {
      all.push_back({value, message.measurement_timestamp});
    } else if (known->time <= message.measurement_timestamp) {
      *known = {value, message.measurement_timestamp};
    }
  }
}

void Effects::take(const PowerForecast& message) { registry.forecasts.take(message, Limits::scheduled); }

void Effects::take(const InstructionStatusUpdate& message) { registry.instructions.take(message); }

}  // namespace s2::rules
