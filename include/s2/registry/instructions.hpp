#pragma once
// Instructions: what a CEM has asked for, and how far each wish has come.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/model/message.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace s2 {

/// What is remembered of an instruction for the whole session, also when it is over.
struct InstructionFacts {
  Kind kind{};                              ///< one of the seven instruction types
  Time execution_time;                      ///< as it was sent
  IdDigest message_id;                      ///< of the message it came with
  std::optional<InstructionStatus> status;  ///< last reported; empty before the first report
  std::optional<Time> status_time;          ///< timestamp of that report
  bool revoked = false;                     ///< the CEM revoked it, or its basis was withdrawn
};

/// An instruction that may still be carried out.
struct OpenInstruction {
  Message message;    ///< as it was sent
  Id id;              ///< its id
  Time received;      ///< when it was received
  IdDigest digest{};  ///< of its id
};

/// The instructions of a session. Source: rule catalogue, C.8.
class Instructions {
 public:
  /// What is known of the instruction with this id; nullptr when there is none.
  const InstructionFacts* find(const Id& id) const { return facts_.find(digest_of(id)); }
  /// What is known of the instruction that came with this message (INST-003); nullptr when there is none.
  const InstructionFacts* find_by_message(const Id& message_id) const;
  /// The open instruction with this id; nullptr when there is none, or it is over.
  const OpenInstruction* open(const Id& id) const;
  /// All open ones, in the order of their reception; at most Limits::open_instructions, of more the oldest are dropped.
  const std::vector<OpenInstruction>& open() const { return open_; }
  /// What is known of the instruction an InstructionStatusUpdate names, by id or else by message_id.
  const InstructionFacts* reported(const Id& instruction_id) const;

  /// Notes an instruction.
  void take(const Message& message, Time now);
  /// Notes a report; the instruction is over after a final status.
  void take(const InstructionStatusUpdate& report);
  /// The peer refused the message an instruction came with: its id is free again.
  void refuse(const Id& message_id);
  /// Marks an instruction as revoked, by its id or else by its message_id. It stays open until the RM reports an end.
  void revoke(const Id& id);
  /// Marks all open instructions for which `is_meant` says so as revoked: their basis was withdrawn.
  template <class IsMeant>
  void revoke_if(IsMeant is_meant) {
    for (const OpenInstruction& open : open_) {
      auto* facts = facts_.find(open.digest);
      if (facts && is_meant(open)) facts->revoked = true;
    }
  }
  /// Ends all open instructions of one control type (rule catalogue, C.6).
  void drop(ControlType control_type);

 private:
  InstructionFacts* reported(const Id& instruction_id);

  Recent<InstructionFacts> facts_{Limits::remembered_instructions};
  Recent<IdDigest> by_message_{Limits::remembered_instructions};
  std::vector<OpenInstruction> open_;
};

/// The execution_time of an instruction; empty for other messages.
std::optional<Time> execution_time_of(const Message& message);

}  // namespace s2
