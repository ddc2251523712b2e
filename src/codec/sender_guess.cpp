#include "sender_guess.hpp"

#include "cursor.hpp"

#include <s2/codec.hpp>
#include <s2/model/common.hpp>
#include <s2/model/session_messages.hpp>

#include <algorithm>

namespace s2::codec {
namespace {

using Role = EnergyManagementRole;

Role other(Role role) { return role == Role::cem ? Role::rm : Role::cem; }

// The inside of the first member with one of these names whose value is a string; empty when there is none.
std::optional<std::string_view> string_member(std::string_view message, std::initializer_list<std::string_view> names) {
  Cursor cursor(message);
  cursor.blank();
  if (!cursor.take('{')) return std::nullopt;
  do {
    cursor.blank();
    const auto name = cursor.string();
    if (!name) return std::nullopt;
    cursor.blank();
    if (!cursor.take(':')) return std::nullopt;
    cursor.blank();
    const bool wanted = std::find(names.begin(), names.end(), *name) != names.end();
    if (wanted && cursor.next() == '"') return cursor.string();
    if (!cursor.skip()) return std::nullopt;
    cursor.blank();
  } while (cursor.take(','));
  return std::nullopt;
}

// Instructions are the CEM's, everything else that can be revoked is the RM's.
Role owner_of(std::string_view object_type) { return object_type.ends_with("Instruction") ? Role::cem : Role::rm; }

}  // namespace

std::optional<Role> SenderGuess::told_by(std::string_view message, const MessageType& type) const {
  if (type.senders.cem != type.senders.rm) return type.senders.cem ? Role::cem : Role::rm;
  switch (type.kind) {
    case Kind::Handshake: {
      const auto role = string_member(message, {"role"});
      return role ? from_name<Role>(*role) : std::nullopt;
    }
    case Kind::RevokeObject: {
      const auto object_type = string_member(message, {"object_type"});
      return object_type ? std::optional(owner_of(*object_type)) : std::nullopt;
    }
    case Kind::SessionRequest:
      return Role::cem;
    case Kind::ReceptionStatus: {
      const auto subject = string_member(message, {"subject_message_id"});
      const Role* asked = subject ? senders_.find(digest_of(Id(*subject))) : nullptr;
      return other(asked != nullptr ? *asked : last_);
    }
    default:
      return std::nullopt;
  }
}

Role SenderGuess::sender_of(std::string_view message) {
  const auto peeked = peek(message);
  if (!peeked || !peeked->kind) return last_;
  const Role sender = told_by(message, message_type_of(*peeked->kind)).value_or(last_);
  if (*peeked->kind == Kind::ReceptionStatus) return sender;
  last_ = sender;
  if (peeked->message_id) senders_.put(digest_of(*peeked->message_id), sender);
  return sender;
}

std::optional<Time> present_time_in(std::string_view message) {
  const auto text = string_member(message, {"measurement_timestamp", "transition_timestamp", "timestamp"});
  const auto parsed = text ? parse_time(*text, true) : std::nullopt;
  return parsed ? std::optional(parsed->time) : std::nullopt;
}

}  // namespace s2::codec
