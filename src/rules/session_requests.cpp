// SR: the end of a session. The session engines enforce those without a check.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void before_the_start(const SessionRequest&, const Context& context, Finder& find) {
  if (!context.registry.standing.initialised()) find.here();
}

constexpr Entry family[] = {
    {{"SR-001", warning, session, noted, "S2 JSON wiki, SessionRequest",
      "a session is ended after it was initialised; giving up earlier is honoured"},
     {in_session<SessionRequest, before_the_start>()}},
    {{"SR-002", error, engine, none, "S2 JSON, SessionRequestType",
      "a side that receives a SessionRequest answers it and closes the connection"}},
    {{"SR-003", warning, engine, none, "derived", "a connection is closed within 10 s after a SessionRequest"}},
    {{"SR-004", error, engine, none, "S2 JSON, SessionRequestType; S2 Connect, Reconnection strategy",
      "after RECONNECT a session starts from scratch"}},
    {{"SR-005", error, engine, none, "S2 Connect, Reconnection strategy",
      "a client that lost its session comes back after delays that grow"}},
    {{"SR-006", error, engine, none, "S2 Connect, Termination and Unpairing process",
      "nothing of a session is sent after unpairing"}},
    {{"SR-007", warning, engine, none, "S2 Connect, Keepalive and heartbeat",
      "a connection sees a WebSocket ping at least every 60 s"}},
};

}  // namespace

Family session_requests() { return family; }

}  // namespace s2::rules
