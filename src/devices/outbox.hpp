#pragma once
// What an appliance wants to say and nobody has fetched yet.

#include <s2/model/message.hpp>
#include <s2/rules.hpp>

#include <utility>
#include <vector>

namespace s2::devices {

/// Messages in the order in which they are to be sent.
class Outbox {
 public:
  /// Adds a message.
  void say(Message message) { messages_.push_back(std::move(message)); }

  /// Adds the status of an instruction.
  void report(const Id& instruction, InstructionStatus status, Time now) {
    say(InstructionStatusUpdate{
        .message_id = {}, .instruction_id = instruction, .status_type = status, .timestamp = now});
  }

  /// Forgets what an RM may not send any more in this phase: it was overtaken by a change of control type.
  void keep_allowed(Phase phase) {
    std::erase_if(messages_, [phase](const Message& message) {
      return judge(phase, EnergyManagementRole::rm, kind_of(message)) != Verdict::allowed;
    });
  }

  /// Forgets everything: there is no session left to say it in.
  void clear() { messages_.clear(); }

  /// Hands out everything.
  std::vector<Message> take() { return std::exchange(messages_, {}); }

 private:
  std::vector<Message> messages_;
};

}  // namespace s2::devices
