#pragma once
// AnswerBook: what we answered to the messages of the peer, so that a repeated one gets the same answer again and is
// not carried out twice (GEN-019).

#include <s2/base/id.hpp>
#include <s2/model/message.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace s2::session {

/// The newest answers of a session, up to Limits::remembered_answers.
class AnswerBook {
 public:
  /// What is known of an earlier message with the same id.
  struct Entry {
    std::uint64_t content;   ///< digest of the message
    ReceptionStatus answer;  ///< what it was answered with
  };

  /// The earlier message with this id; nullptr when there was none, or it is forgotten.
  const Entry* find(const Id& message_id) const;
  /// Remembers an answer; a later one for the same id replaces it. TEMPORARY_ERROR is not remembered, because a
  /// repetition is to be processed (rule catalogue, C.5).
  void remember(const Id& message_id, std::uint64_t content, const ReceptionStatus& answer);

 private:
  std::unordered_map<Id, Entry> entries_;
  std::deque<Id> order_;
};

/// A digest of what a message says, whatever the order of members and the spelling of numbers were.
std::uint64_t digest(const Message& message, Profile profile);

}  // namespace s2::session
