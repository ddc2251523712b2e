#pragma once
// Compose: a message from the fields that a person typed.

#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/model/message.hpp>
#include <s2/registry.hpp>

#include <span>
#include <string>
#include <string_view>

namespace s2::app {

/// What fields that were not given, and words instead of ids, are taken from.
struct Composing {
  Profile profile;           ///< the agreed version
  Time now;                  ///< for times
  const IdSource& ids;       ///< for fresh ids
  const Registry& registry;  ///< for labels
};

/// A message of this type with fields given as "name=value", by the table of the type.
///
/// A value is JSON, or shorter: text without quotes; a span (15min) for a duration; now, now+1h for a time; the label
/// of a mode, actuator or timer for its id; a:b for an object of two fields, in their order; items with commas between
/// for a list. What is not given and has to be there: fresh ids, now, false, an empty list where that is legal, the
/// only actuator, the last instruction. Fails with a sentence that names the field.
Result<Message> compose(const MessageType& type, std::span<const std::string_view> assignments,
                        const Composing& composing);

/// A value as JSON; see compose().
Result<std::string> json_for(const Field& field, std::string_view word, const Composing& composing);

/// What may stand in a field, in a few words: "a number, 0 to 1", "one of NEW, ACCEPTED".
std::string field_words(const Field& field);

}  // namespace s2::app
