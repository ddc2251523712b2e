#pragma once
// Coming back: when whoever opened the connection of a session opens the next one.

#include <s2/base/backoff.hpp>
#include <s2/session/events.hpp>

namespace s2 {

/// How long to wait after a session ended before connecting again: not at all after a SessionRequest RECONNECT of
/// either side, after anything else for a delay that grows until a session lasted for Backoff::proof. `chance` lies
/// evenly between 0 and 1. The next session is a new object, for nothing survives (STATE-007). Source: rule catalogue,
/// C.12, SR-004 and SR-005.
Duration delay_before_return(const Ended& ended, Backoff& backoff, double chance);

/// Whether a session ended in a way in which every further one would end as well, until somebody changes what the two
/// sides are: they share no version, or play the same role. Source: rule catalogue, HS-003, HS-008 and HS-011.
bool is_hopeless(EndReason reason);

}  // namespace s2
