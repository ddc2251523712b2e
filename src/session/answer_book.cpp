// Our answers to the peer.

#include "answer_book.hpp"

namespace s2::session {

std::string_view AnswerBook::reason(const Id& message_id) const {
  const std::string* known = reasons_.find(digest_of(message_id));
  return known ? *known : std::string_view();
}

void AnswerBook::remember(const Id& message_id, Entry entry, std::string_view reason) {
  if (entry.status == ReceptionStatusValues::temporary_error) return;
  const IdDigest id = digest_of(message_id);
  entries_.put(id, entry);
  if (reason.empty()) {
    reasons_.erase(id);
  } else {
    reasons_.put(id, std::string(reason));
  }
}

}  // namespace s2::session
