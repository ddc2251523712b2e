// REC: answers. The observer of a conversation and the session engines, who know what waits for one, enforce these.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"REC-001", error, engine, none, "S2 reference, ReceptionStatus", "a ReceptionStatus is never answered"}},
    {{"REC-002", warning, engine, none, "S2 reference, ReceptionStatus", "every message is answered within 10 s"}},
    {{"REC-003", warning, session, none, "derived", "a ReceptionStatus answers a message that waits for one"}},
    {{"REC-004", error, engine, none, "observed: s2-python takes the second for an error",
      "a message is answered once"}},
    {{"REC-007", error, engine, none, "S2 JSON, ReceptionStatusValues", "a session ends after PERMANENT_ERROR"}},
    {{"REC-008", warning, engine, none, "S2 JSON, ReceptionStatusValues",
      "a message answered with TEMPORARY_ERROR is sent again"}},
    {{"REC-009", error, engine, none, "s2-json issue 22",
      "a message is answered at once, without waiting for an answer to one of our own"}},
    {{"REC-010", warning, session, none, "derived", "a message is answered with the status that these rules call for"}},
    {{"REC-011", error, engine, temporary_error, "S2 JSON, ReceptionStatusValues",
      "what cannot be processed now is answered with TEMPORARY_ERROR"}},
    {{"REC-012", error, engine, permanent_error, "S2 JSON, ReceptionStatusValues",
      "a side that cannot recover answers PERMANENT_ERROR and disconnects"}},
    {{"REC-014", warning, engine, none, "S2 JSON, ReceptionStatusValues",
      "a status names the kind of mistake: of the text, of the schema or of the content"}},
};

}  // namespace

Family reception_session() { return family; }

}  // namespace s2::rules
