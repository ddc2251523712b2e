// Instructions and their reported status.

#include "instruction_book.hpp"

namespace s2::session {

void InstructionBook::add(const Id& id, const Id& message_id, ControlType control_type) {
  entries_.put(digest_of(id), Entry{control_type, {}});
  by_message_.put(digest_of(message_id), digest_of(id));
}

void InstructionBook::forget_message(const Id& message_id) {
  const IdDigest message = digest_of(message_id);
  if (const IdDigest* id = by_message_.find(message)) entries_.erase(*id);
  by_message_.erase(message);
}

InstructionBook::Entry* InstructionBook::find_by_message(const Id& message_id) {
  const IdDigest* id = by_message_.find(digest_of(message_id));
  return id ? entries_.find(*id) : nullptr;
}

}  // namespace s2::session
