// GEN: frames, JSON and schema shape. The codec enforces them.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

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
    {{"GEN-017", warning, message, noted, "derived: seen from peers",
      "an absent member is left out, not written as null"}},
    {{"GEN-018", warning, message, noted, "S2 JSON, additionalProperties",
      "an object has only the members of its schema; this one was dropped"}},
};

}  // namespace

Family frames() { return family; }

}  // namespace s2::rules
