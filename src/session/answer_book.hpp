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

/// The newest answers of a session, up to Limits::remembered_answers; of the reasons given with refusals, up to
/// Limits::remembered_reasons.
class AnswerBook {
 public:
  /// What is known of an earlier message with the same id.
  struct Entry {
    std::uint64_t content;         ///< digest of the message
    ReceptionStatusValues status;  ///< what it was answered with
  };

  /// The earlier message with this id; nullptr when there was none, or it is forgotten.
  const Entry* find(const IdDigest& message_id) const { return entries_.find(message_id); }
  /// The reason that was given with that answer; empty when there was none, or it is forgotten.
  std::string_view reason(const IdDigest& message_id) const;
  /// Remembers an answer; a later one for the same id replaces it. TEMPORARY_ERROR is not remembered, because a
  /// repetition is to be processed (rule catalogue, C.5).
  void remember(const IdDigest& message_id, Entry entry, std::string_view reason);
  /// How many answers are remembered.
  std::size_t size() const { return entries_.size(); }

 private:
  Recent<Entry> entries_{Limits::remembered_answers};
  Recent<std::string> reasons_{Limits::remembered_reasons};
};

}  // namespace s2::session
