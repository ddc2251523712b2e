// INST: instructions and their status. Enforced by the instruction table and the session engines.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"INST-001", error, session, invalid_content, "S2 JSON, instructions, id",
      "the id of an instruction is used once in a session"}},
    {{"INST-002", error, session, invalid_content, "S2 JSON, InstructionStatusUpdate, instruction_id",
      "a status update names an instruction of the session"}},
    {{"INST-003", warning, session, noted, "observed: some RMs name the message instead",
      "a status update names the id of the instruction, not its message_id"}},
    {{"INST-004", warning, session, noted, "S2 reference, InstructionStatusUpdate",
      "after REJECTED, REVOKED, SUCCEEDED or ABORTED no other status follows"}},
    {{"INST-005", warning, session, noted, "S2 reference, InstructionStatus",
      "the status of an instruction does not go back"}},
};

}  // namespace

Family instructions() { return family; }

}  // namespace s2::rules
