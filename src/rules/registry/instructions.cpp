// What a CEM has asked for, and how far each wish has come. Rule catalogue, C.8.

#include <s2/registry/instructions.hpp>

#include <s2/rules.hpp>

#include <algorithm>

namespace s2 {
namespace {

// So many of the oldest make room at once, or each instruction beyond the limit would move all others.
constexpr std::size_t dropped_at_once = Limits::open_instructions / 16;

}  // namespace

const InstructionFacts* Instructions::find_by_message(const Id& message_id) const {
  const IdDigest message = digest_of(message_id);
  const IdDigest* id = by_message_.find(message);
  const InstructionFacts* facts = id ? facts_.find(*id) : nullptr;
  return facts && facts->message_id == message ? facts : nullptr;
}

const OpenInstruction* Instructions::open(const Id& id) const {
  const IdDigest digest = digest_of(id);
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const OpenInstruction& open) { return open.digest == digest; });
  return found == open_.end() ? nullptr : &*found;
}

const InstructionFacts* Instructions::reported(const Id& instruction_id) const {
  const InstructionFacts* facts = find(instruction_id);
  return facts ? facts : find_by_message(instruction_id);
}

InstructionFacts* Instructions::reported(const Id& instruction_id) {
  return const_cast<InstructionFacts*>(std::as_const(*this).reported(instruction_id));
}

void Instructions::take(const Message& message, Time now) {
  const Id* id = instruction_id_of(message);
  if (!id) return;
  const IdDigest digest = digest_of(*id);
  const IdDigest message_id = digest_of(*message_id_of(message));
  InstructionFacts facts;
  facts.kind = kind_of(message);
  facts.execution_time = *execution_time_of(message);
  facts.message_id = message_id;
  facts_.put(digest, facts);
  by_message_.put(message_id, digest);
  if (open_.size() == Limits::open_instructions) open_.erase(open_.begin(), open_.begin() + dropped_at_once);
  open_.push_back({message, *id, now, digest});
}

void Instructions::take(const InstructionStatusUpdate& report) {
  InstructionFacts* facts = reported(report.instruction_id);
  if (!facts) return;
  facts->status_time = report.timestamp;
  if (!may_follow(facts->status, report.status_type)) return;
  facts->status = report.status_type;
  if (!is_final(report.status_type)) return;
  const IdDigest* by_message =
      find(report.instruction_id) ? nullptr : by_message_.find(digest_of(report.instruction_id));
  const IdDigest id = by_message ? *by_message : digest_of(report.instruction_id);
  std::erase_if(open_, [&id](const OpenInstruction& open) { return open.digest == id; });
}

void Instructions::refuse(const Id& message_id) {
  const IdDigest message = digest_of(message_id);
  const InstructionFacts* facts = find_by_message(message_id);
  if (!facts) return;
  const IdDigest id = *by_message_.find(message);
  facts_.erase(id);
  by_message_.erase(message);
  std::erase_if(open_, [&](const OpenInstruction& open) { return open.digest == id; });
}

void Instructions::revoke(const Id& id) {
  if (InstructionFacts* facts = reported(id)) facts->revoked = true;
}

void Instructions::drop(ControlType control_type) {
  std::erase_if(open_, [control_type](const OpenInstruction& open) {
    return message_type_of(kind_of(open.message)).control_type == control_type;
  });
}

std::optional<Time> execution_time_of(const Message& message) {
  return std::visit(
      [](const auto& m) -> std::optional<Time> {
        if constexpr (requires { m.execution_time; }) {
          return m.execution_time;
        } else {
          return std::nullopt;
        }
      },
      message);
}

}  // namespace s2
