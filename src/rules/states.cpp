// REC, STATE and SEL: answers, states and the selection of a control type. Enforced by the state table and the session
// engines.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"REC-002", warning, engine, none, "S2 reference, ReceptionStatus", "every message is answered within 10 s"}},
    {{"REC-003", warning, session, none, "derived", "a ReceptionStatus answers a message that waits for one"}},
    {{"REC-006", error, message, none, "S2 reference, ReceptionStatus",
      "a ReceptionStatus is well formed; it can never be answered"}},
    {{"REC-007", error, engine, none, "S2 JSON, ReceptionStatusValues", "a session ends after PERMANENT_ERROR"}},
    {{"REC-011", error, engine, temporary_error, "S2 JSON, ReceptionStatusValues",
      "what cannot be processed now is answered with TEMPORARY_ERROR"}},
    {{"STATE-001", error, session, invalid_content, "S2 Connect, State of communication",
      "a message is allowed in the present state"}},
    {{"STATE-002", error, session, invalid_content, "S2 Connect, State of communication",
      "a message is sent by the side it belongs to"}},
    {{"STATE-003", error, session, invalid_content, "S2 Connect, State of communication",
      "a message belongs to the active control type"}},
    {{"STATE-004", warning, session, noted, "derived: it crossed the selection on the wire",
      "messages of a control type end with it; this one was ignored"}},
    {{"STATE-005", warning, session, noted, "S2 reference, InstructionStatusUpdate",
      "reports about instructions end with their control type; this one was ignored"}},
    {{"STATE-006", warning, session, noted, "S2 JSON wiki, SessionRequest",
      "after its SessionRequest a side sends answers only"}},
    {{"SEL-001", error, session, invalid_content, "S2 JSON, SelectControlType",
      "the selected control type is one of those on offer, or NO_SELECTION"}},
    {{"SEL-002", warning, session, noted, "S2 JSON wiki, SelectControlType",
      "a control type is selected after the details were received"}},
    {{"SEL-003", warning, session, noted, "derived", "a control type is selected once; again changes nothing"}},
    {{"SEL-004", warning, session, noted, "derived", "NO_SELECTION ends a selection; without one it changes nothing"}},
    {{"SEL-007", warning, session, noted, "derived",
      "a CEM selects a control type with which it can do something, if one is on offer"}},
};

}  // namespace

Family states() { return family; }

}  // namespace s2::rules
