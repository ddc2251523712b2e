#pragma once
// SenderGuess: who sent a message, when nobody wrote it down.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/model/message.hpp>

#include <optional>
#include <string_view>

namespace s2::codec {

/// Follows one conversation, message by message. The type of a message says who sends it, with four exceptions: a
/// Handshake names its role, a RevokeObject an object that only one side has, a ReceptionStatus a message of the other
/// side, and a SessionRequest nothing: it is taken to come from the CEM, as in the official walkthroughs. Bounded by
/// Limits::remembered_answers.
class SenderGuess {
 public:
  /// The sender of the next message, or of a frame that is none.
  EnergyManagementRole sender_of(std::string_view message);

 private:
  std::optional<EnergyManagementRole> told_by(std::string_view message, const MessageType& type) const;

  Recent<EnergyManagementRole> senders_{Limits::remembered_answers};
  EnergyManagementRole last_ = EnergyManagementRole::rm;  // who sent the last message that was no answer
};

/// When a message says that it is being sent: its measurement_timestamp, transition_timestamp or timestamp. Empty for a
/// message without them.
std::optional<Time> present_time_in(std::string_view message);

}  // namespace s2::codec
