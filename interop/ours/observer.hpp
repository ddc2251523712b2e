#pragma once
// Observer: records a conversation and judges both sides of it, as `s2 replay` would.

#include <s2/conversation.hpp>

#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <string_view>

namespace s2::interop {

/// Sees every frame that passes one of our sessions.
class Observer {
 public:
  /// Records to a file; prints findings with the name of the side they are about: "ours" or "peer". Conversations
  /// begin as `start` says.
  Observer(EnergyManagementRole ours, Start start, const std::filesystem::path& recording, std::ostream& out);

  /// A connection is open: what comes is a conversation of its own.
  void open();
  /// A frame passed by.
  void observe(EnergyManagementRole sender, std::string_view frame, Time now);
  /// Prints whose messages were not answered.
  void finish();
  /// How many errors, and messages without answer, either side is to blame for.
  int errors() const { return errors_; }

 private:
  void tell_unanswered();
  std::string_view name_of(EnergyManagementRole sender) const { return sender == ours_ ? "ours" : "peer"; }

  EnergyManagementRole ours_;
  Start start_;
  std::ofstream recording_;
  std::ostream& out_;
  Conversation conversation_;
  bool opens_ = true;  // the next frame is the first one of its connection
  int errors_ = 0;
};

}  // namespace s2::interop
