#pragma once
// Scripts: what one side of a conversation does, step by step. interop/conversations.py writes one for each side.

#include <s2/base/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace s2::interop {

/// One step: a word and what it is about, with a tab between them in the file.
///
///   await KIND      a message of this type arrived and was accepted
///   status STATUS   CEM: the RM reported this of an instruction
///   revoked         RM: the instruction received last was revoked, and the CEM was told
///   select TYPE     CEM: activates a control type
///   send FRAME      sends a message; @now in it is the moment
///   report STATUS   RM: reports this of the instruction received last
///   end REQUEST     asks to end the session: TERMINATE or RECONNECT
///   ended REQUEST   the peer asked so
///   open            the next connection is open; what follows is said there
struct ScriptStep {
  std::string word;      ///< what to do
  std::string argument;  ///< about what; may be empty
};

/// One side of a conversation.
struct Script {
  std::string details;            ///< RM: the frame of its ResourceManagerDetails
  std::vector<ScriptStep> steps;  ///< in order
};

/// Reads a script; a finding when the file cannot be read.
Result<Script> read_script(const std::filesystem::path& path);

/// A frame with @now replaced.
std::string at_time(std::string frame, std::string_view now);

}  // namespace s2::interop
