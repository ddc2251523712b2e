#pragma once
// InstructionBook: the instructions of a session and what was last reported of each.

#include <s2/base/recent.hpp>

#include <s2/base/finding.hpp>
#include <s2/base/limits.hpp>
#include <s2/model/message.hpp>

#include <optional>

namespace s2::session {

/// The instructions of a session, up to Limits::remembered_instructions; ids stay used beyond a change of control type.
class InstructionBook {
 public:
  /// What is known of one instruction.
  struct Entry {
    ControlType control_type;                 ///< to which it belongs
    std::optional<InstructionStatus> status;  ///< what was last reported
  };

  /// Notes an instruction that was sent or accepted.
  void add(const Id& id, const Id& message_id, ControlType control_type);
  /// Forgets the instruction that came with this message: it was refused, and its id is free again.
  void forget_message(const Id& message_id);
  /// The instruction with this id; nullptr when unknown.
  Entry* find(const Id& id) { return entries_.find(digest_of(id)); }
  /// The instruction that came with this message; nullptr when unknown (INST-003 looks for it).
  Entry* find_by_message(const Id& message_id);
  /// How many instructions are remembered.
  std::size_t size() const { return entries_.size(); }

 private:
  Recent<Entry> entries_{Limits::remembered_instructions};
  Recent<IdDigest> by_message_{Limits::remembered_instructions};
};

}  // namespace s2::session
