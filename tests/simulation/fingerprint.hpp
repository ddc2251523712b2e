#pragma once
// Fingerprint: what decides everything two sessions can still do, in words.

#include <s2/session.hpp>

#include <deque>
#include <string>
#include <vector>

namespace s2::tests {

/// One side of a connection, to be described.
struct View {
  const Session& session;             ///< its session
  const std::vector<Id>& sent;        ///< messages it has sent, oldest first
  const std::deque<std::string>& in;  ///< frames under way to it, oldest first
};

/// Stage, deadlines, unanswered messages, registry, the frames under way, and what both remember of every id that
/// occurs in these. Ids are renamed in the order of their appearance, moments are relative to `now`; so two states with
/// equal descriptions differ in names and moments only. Made for the ids "id-1", "id-2", … and fill rate based control.
std::string fingerprint(const View& rm, const View& cem, Time now);

}  // namespace s2::tests
