// Effects of a selection: which control type is in force. Rule catalogue, C.6.

#include "effects.hpp"

namespace s2::rules {
namespace {

constexpr std::size_t index_of(ControlType control_type) { return static_cast<std::size_t>(control_type); }
static_assert(index_of(ControlType::no_selection) + 1 == control_type_count);

// What can be revoked is gone with its control type.
template <class Windows>
void end_descriptions(Objects& objects, const Windows& windows) {
  if (const auto* current = windows.current()) objects.end(ObjectKind::system_description, current->value.message_id);
  for (const auto& item : windows.scheduled()) objects.end(ObjectKind::system_description, item.value.message_id);
}

void forget(Registry& registry, ControlType left) {
  Objects& objects = registry.objects;
  switch (left) {
    case ControlType::power_envelope_based_control:
      for (const auto& offer : registry.pebc.offers) objects.end(ObjectKind::power_constraints, offer.constraints.id);
      for (const auto& energy : registry.pebc.energy) objects.end(ObjectKind::energy_constraint, energy.id);
      registry.pebc = {};
      break;
    case ControlType::power_profile_based_control:
      for (const auto& task : registry.ppbc.tasks) objects.end(ObjectKind::power_profile, task.profile.id);
      registry.ppbc = {};
      break;
    case ControlType::operation_mode_based_control:
      end_descriptions(objects, registry.ombc.descriptions);
      registry.ombc = {};
      break;
    case ControlType::fill_rate_based_control:
      end_descriptions(objects, registry.frbc.descriptions);
      registry.frbc = {};
      break;
    case ControlType::demand_driven_based_control:
      end_descriptions(objects, registry.ddbc.descriptions);
      registry.ddbc = {};
      break;
    case ControlType::not_controllable:
    case ControlType::no_selection:
      break;
  }
  registry.instructions.drop(left);
}

// The selection is decided, and with it all that were made before.
void decide(Standing& standing, std::vector<PendingSelection>::iterator selection) {
  standing.pending.erase(standing.pending.begin(), selection + 1);
  if (standing.pending.empty()) standing.selecting.reset();
}

}  // namespace

void Effects::take(const SelectControlType& message) {
  Standing& standing = registry.standing;
  if (standing.pending.size() == Limits::pending_selections) standing.pending.erase(standing.pending.begin());
  standing.pending.push_back({digest_of(message.message_id), message.control_type});
  standing.selecting = message.control_type;
}

void Effects::activate(ControlType next) {
  Standing& standing = registry.standing;
  const ControlType left = standing.active;
  if (next == left) return;
  forget(registry, left);
  standing.left_until[index_of(left)] = now + registry.tolerances.grace;
  standing.left_until[index_of(next)].reset();
  standing.active = next;
}

void Effects::believe(const Message& message) {
  Standing& standing = registry.standing;
  const auto about = subject_of(message, registry);
  if (!about || *about == standing.active) return;
  for (auto selection = standing.pending.begin(); selection != standing.pending.end(); ++selection) {
    if (selection->control_type != *about) continue;
    decide(standing, selection);
    return activate(*about);
  }
}

void Effects::settle_selection(const Id& message_id, bool accepted) {
  Standing& standing = registry.standing;
  const IdDigest digest = digest_of(message_id);
  for (auto selection = standing.pending.begin(); selection != standing.pending.end(); ++selection) {
    if (selection->message_id != digest) continue;
    const ControlType selected = selection->control_type;
    if (accepted) {
      decide(standing, selection);
      return activate(selected);
    }
    standing.pending.erase(selection);
    standing.selecting = standing.pending.empty() ? std::nullopt : std::optional(standing.pending.back().control_type);
    return;
  }
}

const MessageType& message_type_of(RevokableObjects object) {
  return *find_message_type(name_of(object));  // objects bear the names of the messages that publish them
}

std::optional<ControlType> subject_of(const Message& message, const Registry& registry) {
  if (const auto* report = std::get_if<InstructionStatusUpdate>(&message)) {
    const auto* facts = registry.instructions.reported(report->instruction_id);
    return facts ? s2::message_type_of(facts->kind).control_type : std::nullopt;
  }
  if (const auto* revocation = std::get_if<RevokeObject>(&message)) {
    return message_type_of(revocation->object_type).control_type;
  }
  return s2::message_type_of(kind_of(message)).control_type;
}

}  // namespace s2::rules
