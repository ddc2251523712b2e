#pragma once
// InstructionBook: the instructions of a session and what was last reported of each.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/model/message.hpp>

#include <deque>
#include <optional>
#include <unordered_map>

namespace s2::session {

/// The instructions of a session, up to Limits::remembered_instructions; ids stay used beyond a change of control type.
class InstructionBook {
 public:
  /// What is known of one instruction.
  struct Entry {
    Id message_id;                            ///< of the message that brought it
    ControlType control_type;                 ///< to which it belongs
    std::optional<InstructionStatus> status;  ///< what was last reported
  };

  /// Notes an instruction that was sent or accepted.
  void add(const Id& id, const Id& message_id, ControlType control_type);
  /// Forgets the instruction that came with this message: it was refused, and its id is free again.
  void forget_message(const Id& message_id);
  /// The instruction with this id; nullptr when unknown.
  Entry* find(const Id& id);
  /// The instruction that came with this message; nullptr when unknown (INST-003 looks for it).
  Entry* find_by_message(const Id& message_id);

 private:
  std::unordered_map<Id, Entry> entries_;
  std::unordered_map<Id, Id> by_message_;
  std::deque<Id> order_;
};

/// What is wrong with a report: INST-004 after a final status, INST-005 when it goes back. Empty when nothing is.
std::optional<Finding> misfit(std::optional<InstructionStatus> reported, InstructionStatus next);

}  // namespace s2::session
