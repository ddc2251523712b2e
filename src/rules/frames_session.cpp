// GEN: what a frame is in a conversation. The codec, which knows the agreed version, and the observer of the
// conversation enforce these.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"GEN-006", error, session, invalid_message, "S2 Connect, Versioning of JSON Schema files",
      "a message exists in the agreed version"}},
    {{"GEN-014", error, session, invalid_message, "S2 JSON, DDBC.SystemDescription in both versions",
      "present_demand_rate is in the description in 0.0.2-beta and only there"}},
    {{"GEN-015", warning, session, noted, "derived; S2 documentation, PV walkthrough",
      "a message_id names one message; this one had other content before"}},
    {{"GEN-019", warning, session, as_before, "derived",
      "a message is sent once; this one gets the answer it got before and is not carried out again"}},
};

}  // namespace

Family frames_session() { return family; }

}  // namespace s2::rules
