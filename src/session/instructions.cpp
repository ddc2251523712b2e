// Instructions the RM ends by itself, because what they rest on is gone. Rule catalogue, C.6, C.8 and C.10.

#include "parts.hpp"

#include <rules/scope.hpp>

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

// What becomes of an instruction that was revoked, or whose basis was; empty when that is the device's business: what
// runs already, unless it is an envelope, goes on when only the instruction was revoked (rule catalogue, C.10).
std::optional<InstructionStatus> end_of(const InstructionFacts& facts, bool lost_basis) {
  const bool runs = facts.status == started;
  if (!runs || facts.kind == Kind::PebcInstruction) return revoked;
  if (!lost_basis) return std::nullopt;
  return facts.kind == Kind::PpbcScheduleInstruction ? aborted : revoked;
}

// Whether a description has nothing to say of the mode an instruction asks for, at the moment it is meant for.
template <class Description>
bool forgets(const Description& description, const Message& message, Time near, Time now) {
  const auto* instruction = std::get_if<rules::InstructionOf<Description>>(&message);
  if (!instruction) return false;
  const bool is_later = description.valid_from > near && rules::moment_of(*instruction, now) < description.valid_from;
  if (is_later) return false;
  const auto scope = rules::scope_of(description, rules::actuator_of(*instruction));
  return !scope || !scope->find_mode(rules::mode_of(*instruction));
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

void Session::Parts::end_revoked(bool lost_basis, Time now) {
  if (role != EnergyManagementRole::rm) return;
  std::vector<std::pair<Id, InstructionStatus>> over;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const auto* facts = registry.instructions.find(open.id);
    if (!facts || !facts->revoked) continue;
    if (const auto end = end_of(*facts, lost_basis)) over.emplace_back(open.id, *end);
  }
  for (const auto& [id, status] : over) end_instruction(id, status, now);
}

// The newest instruction whose moment has come counts: what was wanted of the actuator before is over.
std::vector<Id> Session::Parts::replaced_by(const Message& message) const {
  std::vector<Id> over;
  const auto* report = std::get_if<InstructionStatusUpdate>(&message);
  if (!report || (report->status_type != started && report->status_type != succeeded)) return over;
  const OpenInstruction* begun = registry.instructions.open(report->instruction_id);
  const auto actuator = begun ? instructed_actuator(begun->message) : std::nullopt;
  if (!actuator) return over;
  for (const OpenInstruction& open : registry.instructions.open()) {
    if (&open == begun) break;  // what follows was received later
    const auto when = execution_time_of(open.message);
    if (when && *when <= report->timestamp && instructed_actuator(open.message) == actuator) over.push_back(open.id);
  }
  return over;
}

// What a description we are about to publish does not know any more cannot be carried out (OM-027). The CEM hears of
// that first, so that it never sees an open instruction that means nothing.
void Session::Parts::end_undescribed(const Message& message, Time now) {
  if (role != EnergyManagementRole::rm) return;
  std::vector<Id> over;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const bool lost = std::visit(
        [&](const auto& description) {
          if constexpr (requires {
                          rules::state_of(registry, description).descriptions;
                          description.valid_from;
                        }) {
            return forgets(description, open.message, now + registry.tolerances.skew, now);
          } else {
            return false;
          }
        },
        message);
    if (lost) over.push_back(open.id);
  }
  for (const Id& id : over) {
    const auto* facts = registry.instructions.find(id);
    end_instruction(id, given_up(facts ? facts->status : std::nullopt), now);
  }
  if (!over.empty()) std::erase_if(sent_notes, [](const Finding& note) { return note.rule == "OM-027"; });
}

}  // namespace s2
