// Our answers to the peer.

#include "answer_book.hpp"

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

namespace s2::session {

const AnswerBook::Entry* AnswerBook::find(const Id& message_id) const {
  const auto found = entries_.find(message_id);
  return found == entries_.end() ? nullptr : &found->second;
}

void AnswerBook::remember(const Id& message_id, std::uint64_t content, const ReceptionStatus& answer) {
  if (answer.status == ReceptionStatusValues::temporary_error) return;
  const auto [entry, is_new] = entries_.insert_or_assign(message_id, Entry{content, answer});
  if (!is_new) return;
  order_.push_back(message_id);
  if (order_.size() <= Limits::remembered_answers) return;
  entries_.erase(order_.front());
  order_.pop_front();
}

std::uint64_t digest(const Message& message, Profile profile) {
  // The canonical text says the same for equal values. 64 bits suffice: a collision would need the same message_id.
  const auto text = encode(message, profile);
  return text ? std::hash<std::string>{}(*text) : 0;
}

}  // namespace s2::session
