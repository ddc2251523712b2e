// Effects of a revocation. Rule catalogue, C.10.

#include "effects.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

// An object by its id, or else by the id of the message that published it (REV-004).
IdDigest named(const Objects& objects, ObjectKind kind, const Id& id) {
  if (!objects.find(kind, id)) {
    if (const IdDigest* found = objects.find_by_message(kind, id)) return *found;
  }
  return digest_of(id);
}

// One of our instructions on this basis cannot be carried out any longer.
template <class T, auto Member>
void revoke_based_on(Instructions& instructions, const IdDigest& basis) {
  instructions.revoke_if([&basis](const OpenInstruction& open) {
    const auto* instruction = std::get_if<T>(&open.message);
    return instruction && digest_of(instruction->*Member) == basis;
  });
}

void revoke_constraints(Registry& registry, const Id& id) {
  const IdDigest wanted = named(registry.objects, ObjectKind::power_constraints, id);
  for (auto& offer : registry.pebc.offers) {
    if (digest_of(offer.constraints.id) != wanted) continue;
    offer.revoked = true;
    registry.objects.end(ObjectKind::power_constraints, offer.constraints.id);
  }
  revoke_based_on<pebc::Instruction, &pebc::Instruction::power_constraints_id>(registry.instructions, wanted);
}

void revoke_energy(Registry& registry, const Id& id) {
  const IdDigest wanted = named(registry.objects, ObjectKind::energy_constraint, id);
  std::erase_if(registry.pebc.energy, [&](const pebc::EnergyConstraint& energy) {
    if (digest_of(energy.id) != wanted) return false;
    registry.objects.end(ObjectKind::energy_constraint, energy.id);
    return true;
  });
}

void revoke_profile(Registry& registry, const Id& id) {
  const IdDigest wanted = named(registry.objects, ObjectKind::power_profile, id);
  for (auto& task : registry.ppbc.tasks) {
    if (digest_of(task.profile.id) != wanted) continue;
    task.revoked = true;
    registry.objects.end(ObjectKind::power_profile, task.profile.id);
  }
  auto& open = registry.instructions;
  revoke_based_on<ppbc::ScheduleInstruction, &ppbc::ScheduleInstruction::power_profile_id>(open, wanted);
  revoke_based_on<ppbc::StartInterruptionInstruction, &ppbc::StartInterruptionInstruction::power_profile_id>(open,
                                                                                                             wanted);
  revoke_based_on<ppbc::EndInterruptionInstruction, &ppbc::EndInterruptionInstruction::power_profile_id>(open, wanted);
}

// A container whose sequence has not begun is back where it was before it was scheduled.
void unschedule(Registry& registry, const Id& id) {
  const auto* open = registry.instructions.open(id);
  const auto* instruction = open ? std::get_if<ppbc::ScheduleInstruction>(&open->message) : nullptr;
  auto* task = instruction ? registry.ppbc.find(instruction->power_profile_id) : nullptr;
  if (!task) return;
  for (std::size_t i = 0; i < task->containers.size(); ++i) {
    auto& container = task->containers[i];
    if (task->profile.power_sequence_containers[i].id != instruction->sequence_container_id) continue;
    if (container.scheduled != instruction->power_sequence_id) continue;
    const auto status = container.status ? container.status->status : ppbc::PowerSequenceStatus::not_scheduled;
    if (status != ppbc::PowerSequenceStatus::not_scheduled && status != ppbc::PowerSequenceStatus::scheduled) continue;
    container.scheduled.reset();
    container.start.reset();
  }
}

}  // namespace

void Effects::take(const RevokeObject& message) {
  const Id& id = message.object_id;
  switch (message.object_type) {
    case RevokableObjects::pebc_powerconstraints:
      return revoke_constraints(registry, id);
    case RevokableObjects::pebc_energyconstraint:
      return revoke_energy(registry, id);
    case RevokableObjects::ppbc_powerprofiledefinition:
      return revoke_profile(registry, id);
    case RevokableObjects::ombc_systemdescription:
    case RevokableObjects::frbc_systemdescription:
    case RevokableObjects::ddbc_systemdescription:
      revoke_description(message_type_of(message.object_type).kind, id);
      return;
    case RevokableObjects::ppbc_scheduleinstruction:
      unschedule(registry, id);
      break;
    case RevokableObjects::pebc_instruction:
    case RevokableObjects::ppbc_startinterruptioninstruction:
    case RevokableObjects::ppbc_endinterruptioninstruction:
    case RevokableObjects::ombc_instruction:
    case RevokableObjects::frbc_instruction:
    case RevokableObjects::ddbc_instruction:
      break;
  }
  registry.instructions.revoke(id);
}

}  // namespace s2::rules
