#pragma once
// AnswerBook: what we answered to the messages of the peer, so that a repeated one gets the same answer again and is
// not carried out twice (GEN-019). A message that could not be read is not in the book: repeated, it is refused again
// for what is wrong with it.

#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/model/message.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace s2::session {

/// The newest answers of a session, up to Limits::remembered_answers.
class AnswerBook {
 public:
  /// What is known of an earlier message with the same id.
  struct Entry {
    std::uint64_t content;         ///< digest of the message
    ReceptionStatusValues status;  ///< what it was answered with
    std::string diagnostic;        ///< the reason that was given
  };

  /// The earlier message with this id; nullptr when there was none, or it is forgotten.
  const Entry* find(const Id& message_id) const { return entries_.find(digest_of(message_id)); }
  /// Remembers an answer; a later one for the same id replaces it. TEMPORARY_ERROR is not remembered, because a
  /// repetition is to be processed (rule catalogue, C.5).
  void remember(const Id& message_id, Entry entry);
  /// How many answers are remembered.
  std::size_t size() const { return entries_.size(); }

 private:
  Recent<Entry> entries_{Limits::remembered_answers};
};

}  // namespace s2::session
