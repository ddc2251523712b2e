// Our answers to the peer.

#include "answer_book.hpp"

namespace s2::session {

std::string_view AnswerBook::reason(const IdDigest& message_id) const {
  const std::string* known = reasons_.find(message_id);
  return known ? *known : std::string_view();
}

void AnswerBook::remember(const IdDigest& message_id, Entry entry, std::string_view reason) {
  if (entry.status == ReceptionStatusValues::temporary_error) return;
  entries_.put(message_id, entry);
  if (reason.empty()) {
    reasons_.erase(message_id);
  } else {
    reasons_.put(message_id, std::string(reason));
  }
}

}  // namespace s2::session
