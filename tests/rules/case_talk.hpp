#pragma once
// CaseTalk: a conversation in which every message is answered as the rules call for.

#include "case_file.hpp"

#include <s2/conversation.hpp>

#include <string>
#include <vector>

namespace s2::tests {

/// What was said of one line.
struct Outcome {
  std::vector<Finding> findings;                ///< about the frame
  std::optional<ReceptionStatusValues> answer;  ///< what it deserves
  std::vector<Finding> of_answer;               ///< about the answer that was given to it
  std::vector<Omission> omissions;              ///< what was left undone by then
};

/// Passes lines to a conversation, with the answers.
class CaseTalk {
 public:
  explicit CaseTalk(const ConversationOptions& options) : conversation_(options), options_(options) {}

  /// A frame passes, and the answer to it.
  Outcome say(const CaseLine& line);
  /// The conversation so far.
  const Conversation& conversation() const { return conversation_; }
  /// The same, to let time pass.
  Conversation& conversation() { return conversation_; }

 private:
  Conversation conversation_;
  ConversationOptions options_;
};

/// A finding in words.
std::string shown(const Finding& finding);
/// Something left undone in words.
std::string shown(const Omission& omission);
/// A line with what was said of it, for the text of a failure.
std::string shown(const CaseLine& line, const Outcome& outcome);

}  // namespace s2::tests
