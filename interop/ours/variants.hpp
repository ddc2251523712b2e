#pragma once
// Variants of a message, made by walking the tables.

#include <s2/model/message.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace s2::interop {

/// The places where a message lacks an optional or required member, as "Type/member"; empty when it has all of them.
std::vector<std::string> missing_members(const Message& message, Profile profile);

/// Takes every optional member away, at every depth.
void make_bare(Message& message, Profile profile);

/// One copy for each value of each enumeration that the message itself holds, with the value's "member=VALUE".
std::vector<std::pair<std::string, Message>> each_value(const Message& message);

/// Gives a message other texts, times, numbers, ids and flags, and takes some optional members away. Relations stay as
/// they are: equal values stay equal and ordered ones ordered, so that what made sense still does.
void scramble(Message& message, Profile profile, std::uint64_t seed);

/// Replaces every id by a UUID, the same one for the same id: some peers read no other ids.
void use_uuids(Message& message);

/// Gives every number of a message the value it has in the original when the two differ by rounding only: for a peer
/// that does not read numbers exactly.
void forgive_rounding(Message& message, Message original);

}  // namespace s2::interop
