// Our answers to the peer.

#include "answer_book.hpp"

namespace s2::session {

void AnswerBook::remember(const Id& message_id, Entry entry) {
  if (entry.status == ReceptionStatusValues::temporary_error) return;
  entries_.put(digest_of(message_id), std::move(entry));
}

}  // namespace s2::session
