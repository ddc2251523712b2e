// GEN: frames, JSON and schema shape. The codec enforces them.

#include "plain_id.hpp"
#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// In a ReceptionStatus the nil id is a statement of its own, which REC-005 looks at.
void nil_is_no_id(const Id& id, Finder& find) {
  if (id == nil_id() && find.member() != "subject_message_id") find.here(shown(id));
}

constexpr Entry family[] = {
    {{"GEN-001", error, message, invalid_data, "S2 JSON, ReceptionStatusValues; RFC 8259, 2 and 8.1",
      "a frame is valid UTF-8 and exactly one JSON value"}},
    {{"GEN-002", error, message, invalid_data, "S2 JSON, ReceptionStatusValues", "a message is a JSON object"}},
    {{"GEN-003", error, message, invalid_data, "S2 JSON, ReceptionStatusValues",
      "every message but ReceptionStatus has a usable message_id"}},
    {{"GEN-004", error, message, invalid_message, "S2 JSON, every message, message_type",
      "a message says its type in message_type"}},
    {{"GEN-005", error, message, invalid_message, "S2 JSON, messages", "message_type names an S2 message"}},
    {{"GEN-007", error, message, invalid_message, "S2 JSON, required", "every required member is present"}},
    {{"GEN-008", error, message, invalid_message, "S2 JSON, type", "every value has the JSON type of its member"}},
    {{"GEN-009", error, message, invalid_message, "S2 JSON, additionalProperties",
      "an object has only the members of its schema"}},
    {{"GEN-010", error, message, invalid_message, "S2 JSON, enum and const",
      "a value of an enumeration is one of those listed"}},
    {{"GEN-011", error, message, invalid_message, "S2 JSON, minItems and maxItems",
      "a list has as many items as its schema allows"}},
    {{"GEN-012", error, message, invalid_message, "RFC 8259, 4", "a member occurs once in an object"}},
    {{"GEN-013", error, message, invalid_data, "derived: protection against oversized input",
      "a frame is at most 1 MiB long and 16 levels deep"}},
    {{"GEN-016", warning, message, noted, "observed: the nil UUID stands for no message", "an id is not the nil UUID"},
     {each_unless<Id, nil_is_no_id, is_plain_id, is_short_name>()}},
    {{"GEN-017", warning, message, noted, "derived: seen from peers",
      "an absent member is left out, not written as null"}},
    {{"GEN-018", warning, message, noted, "S2 JSON, additionalProperties",
      "an object has only the members of its schema; this one was dropped"}},
    {{"GEN-020", warning, message, noted, "S2 Connect, Compression",
      "JSON text comes in a text message of the WebSocket"}},
};

}  // namespace

Family frames() { return family; }

}  // namespace s2::rules
