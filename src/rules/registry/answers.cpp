// What a refusal of the other side takes back.

#include "effects.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

void unpublish(Objects& objects, const Message& message) {
  objects.forget(ObjectKind::instruction, *instruction_id_of(message));
  const auto* envelopes = std::get_if<pebc::Instruction>(&message);
  if (!envelopes) return;
  for (const auto& envelope : envelopes->power_envelopes) objects.forget(ObjectKind::power_envelope, envelope.id);
}

void unschedule(PpbcState& state, const Message& message) {
  const auto* refused = std::get_if<ppbc::ScheduleInstruction>(&message);
  auto* task = refused ? state.find(refused->power_profile_id) : nullptr;
  if (!task) return;
  for (std::size_t i = 0; i < task->containers.size(); ++i) {
    auto& container = task->containers[i];
    if (task->profile.power_sequence_containers[i].id != refused->sequence_container_id) continue;
    if (container.scheduled != refused->power_sequence_id) continue;
    container.scheduled.reset();
    container.start.reset();
  }
}

}  // namespace

void Effects::refuse_instruction(const Id& message_id) {
  const IdDigest wanted = digest_of(message_id);
  for (const OpenInstruction& open : registry.instructions.open()) {
    if (digest_of(*message_id_of(open.message)) != wanted) continue;
    unpublish(registry.objects, open.message);
    unschedule(registry.ppbc, open.message);
    break;
  }
  registry.instructions.refuse(message_id);
}

}  // namespace s2::rules
