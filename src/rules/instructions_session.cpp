// INST: instructions and the reports on them, whatever they ask for.

#include "groups.hpp"

#include <concepts>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr auto id_used_before = [](const auto& m, const Context& context, Finder& find) {
  if (context.registry.instructions.find(m.id)) find.at("id", shown(m.id));
};

// What two instructions compete for: the device, one of its actuators, or a step of a task.
template <class A, class B>
bool same_target(const A& a, const B& b) {
  if constexpr (requires { a.sequence_container_id, b.sequence_container_id; }) {
    return a.power_profile_id == b.power_profile_id && a.sequence_container_id == b.sequence_container_id;
  } else if constexpr (!std::same_as<A, B>) {
    return false;
  } else if constexpr (requires { a.actuator_id; }) {
    return a.actuator_id == b.actuator_id;
  } else {
    return true;
  }
}

constexpr auto same_moment = [](const auto& m, const Context& context, Finder& find) {
  const Instructions& instructions = context.registry.instructions;
  for (const OpenInstruction& open : instructions.open()) {
    if (execution_time_of(open.message) != m.execution_time || open.id == m.id) continue;
    if (!std::visit([&m](const auto& other) { return same_target(m, other); }, open.message)) continue;
    const InstructionFacts* facts = instructions.find(open.id);
    if (facts && facts->revoked) continue;
    return find.at("execution_time", format_time(m.execution_time));
  }
};

constexpr auto long_past = [](const auto& m, const Context& context, Finder& find) {
  if (m.execution_time < context.now - context.tolerances().late)
    find.at("execution_time", format_time(m.execution_time));
};

const InstructionFacts* reported(const InstructionStatusUpdate& m, const Context& context) {
  return context.registry.instructions.reported(m.instruction_id);
}

void unknown(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  if (!reported(m, context)) find.at("instruction_id", shown(m.instruction_id));
}

void names_the_message(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  if (reported(m, context) && !context.registry.instructions.find(m.instruction_id))
    find.at("instruction_id", shown(m.instruction_id));
}

// A status that is reported again says nothing and breaks no order.
bool goes_astray(const InstructionFacts* facts, InstructionStatus next) {
  return facts && facts->status && *facts->status != next && !may_follow(*facts->status, next);
}

void after_the_end(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  const auto* facts = reported(m, context);
  if (goes_astray(facts, m.status_type) && is_final(*facts->status)) find.at("status_type", shown(m.status_type));
}

void goes_back(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  const auto* facts = reported(m, context);
  if (goes_astray(facts, m.status_type) && !is_final(*facts->status)) find.at("status_type", shown(m.status_type));
}

void earlier_than_before(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  const auto* facts = reported(m, context);
  if (facts && facts->status_time && m.timestamp < *facts->status_time) find.at("timestamp", format_time(m.timestamp));
}

void before_its_time(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  if (m.status_type != InstructionStatus::started && m.status_type != InstructionStatus::succeeded) return;
  const auto* facts = reported(m, context);
  if (facts && m.timestamp < facts->execution_time - context.tolerances().skew)
    find.at("timestamp", format_time(m.timestamp));
}

void not_revoked(const InstructionStatusUpdate& m, const Context& context, Finder& find) {
  if (m.status_type != InstructionStatus::revoked) return;
  const auto* facts = reported(m, context);
  if (facts && !facts->revoked) find.at("status_type", shown(m.status_type));
}

constexpr Entry family[] = {
    {{"INST-001", error, session, invalid_content, "S2 JSON, instructions, id",
      "the id of an instruction is used once in a session"},
     for_instructions<id_used_before>()},
    {{"INST-002", error, session, invalid_content, "S2 JSON, InstructionStatusUpdate, instruction_id",
      "a status update names an instruction of the session"},
     {in_session<InstructionStatusUpdate, unknown>()}},
    {{"INST-003", warning, session, noted, "observed: some RMs name the message instead",
      "a status update names the id of the instruction, not its message_id"},
     {in_session<InstructionStatusUpdate, names_the_message>()}},
    {{"INST-004", warning, session, noted, "S2 reference, InstructionStatusUpdate",
      "after REJECTED, REVOKED, SUCCEEDED or ABORTED no other status follows"},
     {in_session<InstructionStatusUpdate, after_the_end>()}},
    {{"INST-005", warning, session, noted, "S2 reference, InstructionStatus",
      "the status of an instruction does not go back"},
     {in_session<InstructionStatusUpdate, goes_back>()}},
    {{"INST-006", warning, engine, none, "S2 reference, InstructionStatus",
      "an instruction gets a last status within 60 s after its end"}},
    {{"INST-007", warning, session, noted, "S2 JSON, InstructionStatusUpdate, timestamp",
      "the reports on an instruction come in the order of their timestamps"},
     {in_session<InstructionStatusUpdate, earlier_than_before>()}},
    {{"INST-008", warning, session, noted, "S2 JSON, execution_time",
      "an instruction is started at its execution_time, not before"},
     {in_session<InstructionStatusUpdate, before_its_time>()}},
    {{"INST-009", warning, session, noted, "S2 JSON, InstructionStatus",
      "an instruction becomes REVOKED when it, or what it is based on, was revoked"},
     {in_session<InstructionStatusUpdate, not_revoked>()}},
    {{"INST-014", warning, session, noted, "derived",
      "of two instructions for one thing each has a moment of its own; the later received one counts"},
     for_instructions<same_moment>()},
    {{"INST-016", warning, session, noted, "S2 JSON, execution_time",
      "an instruction is not meant for a moment more than 60 s ago; it is carried out at once"},
     for_instructions<long_past>()},
    {{"INST-017", warning, engine, none, "S2 JSON, ResourceManagerDetails, instruction_processing_delay",
      "instructions for one actuator leave it the time to process each of them"}},
    {{"INST-018", warning, engine, none, "S2 documentation, Operation modes",
      "a status shows the mode and factor of an instruction soon after it was carried out"}},
    {{"INST-019", warning, engine, none, "S2 reference, InstructionStatusUpdate",
      "an accepted instruction is reported on within 60 s"}},
};

}  // namespace

Family instructions_session() { return family; }

}  // namespace s2::rules
