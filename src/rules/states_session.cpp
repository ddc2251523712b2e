// STATE: which message may be sent when. The state table and those who apply it enforce these.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
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
    {{"STATE-007", error, engine, none, "S2 Connect, WebSocket based communication and Reconnection strategy",
      "nothing of a session outlives its connection"}},
};

}  // namespace

Family states_session() { return family; }

}  // namespace s2::rules
