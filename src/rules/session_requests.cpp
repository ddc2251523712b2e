// SR: the end of a session. Enforced by the session engines.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"SR-001", warning, session, noted, "S2 JSON wiki, SessionRequest",
      "a session is ended after it was initialised; giving up earlier is honoured"}},
    {{"SR-003", warning, engine, none, "derived", "a connection is closed within 10 s after a SessionRequest"}},
};

}  // namespace

Family session_requests() { return family; }

}  // namespace s2::rules
