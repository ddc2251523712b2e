#pragma once
// One engine of a conversation: made as the text says, told what the text says its application does.

#include "conversation.hpp"

#include <s2/session.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::tests {

/// When conversations begin: 2024-08-24T14:15:00Z.
inline constexpr Time conversation_start{1'724'508'900, 0};

/// What the resource of the conversations says of itself, the control type it starts with on offer.
ResourceManagerDetails conversation_resource(std::string_view start);
/// What it says under FILL_RATE_BASED_CONTROL: message d-1, an actuator a1 with the modes o1 and o2.
frbc::SystemDescription conversation_description();

/// One side. Its ids are `prefix`-1, `prefix`-2, … and go on through all its sessions.
class Engine {
 public:
  /// A side that has no session yet.
  Engine(const Conversation& conversation, std::string side, std::string prefix);

  /// Begins a session, in place of the one before.
  void begin(Time now);
  /// The session.
  Session& session() { return *session_; }
  /// rm or cem.
  const std::string& side() const { return side_; }
  /// Does what the text says; the rule by which it was refused, or nothing.
  std::optional<std::string> command(std::string_view what, Time now);

 private:
  Result<Id> obey(std::string_view what, Time now);
  Result<Id> fail_safe(std::string_view what, Time now);
  Message message_of(std::string_view what);
  RmSession& rm() { return static_cast<RmSession&>(*session_); }

  const Conversation& conversation_;
  std::string side_;
  std::string prefix_;
  SessionOptions options_;
  int made_ = 0;
  std::unique_ptr<Session> session_;
};

}  // namespace s2::tests
