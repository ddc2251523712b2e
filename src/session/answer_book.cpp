// Our answers to the peer.

#include "answer_book.hpp"

#include <s2/codec.hpp>

namespace s2::session {

void AnswerBook::remember(const Id& message_id, Entry entry) {
  if (entry.status == ReceptionStatusValues::temporary_error) return;
  entries_.put(digest_of(message_id), std::move(entry));
}

std::uint64_t content_of(const Message& message, Profile profile, std::string_view frame) {
  // The canonical text says the same for equal values. 64 bits suffice: a collision would need the same message_id.
  const auto text = encode(message, profile);
  return std::hash<std::string_view>{}(text ? std::string_view(*text) : frame);
}

}  // namespace s2::session
