#pragma once
// Digests of what a value says, to tell whether two messages or objects say the same.

#include <s2/model/message.hpp>

#include <cstdint>

namespace s2::rules {

/// A digest of what a message says, message_id and all: equal for messages that are written alike, whatever the order
/// of members and the spelling of numbers and moments was. 64 bits suffice for what is compared under one id.
std::uint64_t content_of(const Message& message);

/// The same of the struct of one type; `without` names a member of it that does not count.
std::uint64_t content_of(const Type& type, const void* object, std::string_view without = {});

/// What an object says, whichever message brought it (ID-012).
template <class T>
std::uint64_t object_content(const T& message) {
  return content_of(type_of<T>(), &message, "message_id");
}

}  // namespace s2::rules
