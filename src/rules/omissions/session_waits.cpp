// Omissions of the session as a whole: handshake, answers, details, selection, end. Rule catalogue, C.2, C.5, C.6,
// C.12.

#include "rows.hpp"

namespace s2::rules {
namespace {

std::string name_of_message(const Wait& wait) { return std::string(message_type_of(wait.kind).name()); }

}  // namespace

// --- HS-015 ---

void await_handshake(const Scene& scene) {
  if (!scene.registry.standing.initialised()) scene.await(Awaited::handshake);
}

// Who did not say what has to be said next owes it.
Still handshake_still(Wait& wait, const Registry& registry) {
  const Standing& standing = registry.standing;
  if (standing.initialised()) return Still::settled;
  wait.owes = standing.rm.shook_hands ? EnergyManagementRole::cem : EnergyManagementRole::rm;
  return Still::owed;
}

std::string handshake_says(const Wait& wait, const Registry&) {
  return "the handshake is not complete after " + waited(wait) +
         (wait.owes == EnergyManagementRole::rm ? ": the RM has not sent its Handshake"
                                                : ": the CEM has not sent its HandshakeResponse");
}

// --- REC-008 ---

// Of messages of one type a newer one overtakes an older one; an instruction does not overtake another (C.5).
void await_repetition(const Scene& scene) {
  if (scene.status != ReceptionStatusValues::temporary_error) return;
  const bool is_instruction = message_type_of(scene.kind).is_instruction;
  scene.waits.remove_if([&](const Wait& wait) {
    return wait.what == Awaited::repetition && wait.kind == scene.kind && wait.owes == scene.sender &&
           (!is_instruction || wait.message == scene.message_id);
  });
  scene.await(Awaited::repetition);
}

bool is_repetition(const Message& message, const Wait& wait, const OmissionTimes&) {
  if (kind_of(message) != wait.kind) return false;
  return !message_type_of(wait.kind).is_instruction || *message_id_of(message) == wait.message;
}

std::string repetition_says(const Wait& wait, const Registry&) {
  return name_of_message(wait) + " was answered with TEMPORARY_ERROR, and the " + std::string(in_words(wait.owes)) +
         " has not sent it again within " + waited(wait);
}

// --- RMD-015 ---

void await_details(const Scene& scene) {
  if (scene.registry.standing.initialised() && !scene.registry.details) scene.await(Awaited::details);
}

Still details_still(Wait&, const Registry& registry) {
  return registry.details || !registry.standing.initialised() ? Still::settled : Still::owed;
}

std::string details_say(const Wait& wait, const Registry&) {
  return "the RM has not sent its ResourceManagerDetails within " + waited(wait) + " after the session was initialised";
}

// Once is enough: what is measured comes again and again.
void note_early(const Scene& scene) {
  Wait* details = scene.registry.details ? nullptr : scene.waits.find(Awaited::details, {});
  if (!details || details->told) return;
  details->told = true;
  scene.await(Awaited::details_first);
}

std::string early_says(const Wait& wait, const Registry&) {
  return name_of_message(wait) + " came before the ResourceManagerDetails that say what it is about";
}

// --- SEL-005 ---

void await_description(const Scene& scene) {
  switch (scene.registry.standing.active) {
    case ControlType::operation_mode_based_control:
    case ControlType::fill_rate_based_control:
    case ControlType::demand_driven_based_control:
    case ControlType::power_envelope_based_control:
      scene.await(Awaited::description);
      break;
    default:
      break;
  }
}

std::string description_says(const Wait& wait, const Registry& registry) {
  const auto active = registry.standing.active;
  return "the RM has not sent its " +
         std::string(active == ControlType::power_envelope_based_control ? "PowerConstraints" : "SystemDescription") +
         " within " + waited(wait) + " after " + std::string(name_of(active)) + " was selected";
}

// --- SR-003 ---

void await_close(const Scene& scene) {
  if (scene.kind == Kind::SessionRequest && scene.status == ReceptionStatusValues::ok) scene.await(Awaited::close);
}

std::string close_says(const Wait& wait, const Registry&) {
  return "the connection is still open " + waited(wait) + " after the SessionRequest was acknowledged; the " +
         std::string(in_words(wait.owes)) + " closes it, or else the other side";
}

}  // namespace s2::rules
