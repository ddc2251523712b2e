// Instructions the RM ends by itself, because what they rest on is gone. Rule catalogue, C.6, C.8 and C.10.

#include "parts.hpp"

namespace s2 {
namespace {

using enum InstructionStatus;

// What an instruction ends with that is not carried out any more.
InstructionStatus given_up(const std::optional<InstructionStatus>& reported) {
  return reported == accepted || reported == started ? aborted : rejected;
}

// The actuator a mode instruction is for: empty under OMBC, where the device is the actuator; none for other types.
std::optional<Id> instructed_actuator(const Message& message) {
  if (const auto* m = std::get_if<frbc::Instruction>(&message)) return m->actuator_id;
  if (const auto* m = std::get_if<ddbc::Instruction>(&message)) return m->actuator_id;
  if (std::holds_alternative<ombc::Instruction>(message)) return Id();
  return std::nullopt;
}

}  // namespace

void Session::Parts::end_instruction(const Id& id, InstructionStatus status, Time now) {
  events.push() = InstructionEnded{id, status};
  put_or_notice(
      InstructionStatusUpdate{.message_id = {}, .instruction_id = id, .status_type = status, .timestamp = now}, now);
}

void Session::Parts::end_open_instructions(Time now) {
  while (!registry.instructions.open().empty()) {
    const Id id = registry.instructions.open().front().id;
    const auto* facts = registry.instructions.find(id);
    end_instruction(id, given_up(facts ? facts->status : std::nullopt), now);
    if (registry.instructions.open(id)) break;  // the report could not be sent
  }
}

// A running mode or sequence is the device's business; whatever has not begun is ended at once.
void Session::Parts::end_revoked(Time now) {
  if (role != EnergyManagementRole::rm) return;
  std::vector<std::pair<Id, InstructionStatus>> over;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const auto* facts = registry.instructions.find(open.id);
    if (!facts || !facts->revoked) continue;
    const bool runs = facts->status == started;
    const bool is_envelope = facts->kind == Kind::PebcInstruction;
    if (runs && !is_envelope) continue;
    over.emplace_back(open.id, revoked);
  }
  for (const auto& [id, status] : over) end_instruction(id, status, now);
}

// The newest instruction whose moment has come counts: what was wanted of the actuator before is over.
void Session::Parts::end_replaced(const InstructionStatusUpdate& report, Time now) {
  const OpenInstruction* begun = registry.instructions.open(report.instruction_id);
  const auto actuator = begun ? instructed_actuator(begun->message) : std::nullopt;
  if (!actuator) return;
  std::vector<Id> over;
  for (const OpenInstruction& open : registry.instructions.open()) {
    if (&open == begun) break;  // what follows was received later
    const auto when = execution_time_of(open.message);
    if (when && *when <= report.timestamp && instructed_actuator(open.message) == actuator) over.push_back(open.id);
  }
  for (const Id& old : over) end_instruction(old, aborted, now);
}

}  // namespace s2
