// HS: handshake and version. Those without a check are enforced by the state table and the session engines.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void rm_without_versions(const Handshake& m, Finder& find) {
  if (m.role == EnergyManagementRole::rm && m.supported_protocol_versions.empty())
    find.at("supported_protocol_versions");
}

constexpr Entry family[] = {
    {{"HS-001", error, session, invalid_content, "S2 reference, Handshake",
      "nothing but the handshake is sent before it is complete"}},
    {{"HS-002", error, message, invalid_content, "S2 JSON, Handshake", "an RM lists the versions it can speak"},
     {each<Handshake, rm_without_versions>()}},
    {{"HS-003", error, session, invalid_content, "S2 Connect, Terms", "a session joins one CEM and one RM"}},
    {{"HS-004", warning, session, noted, "S2 reference, Handshake", "a side sends one Handshake; the newest counts"}},
    {{"HS-005", error, session, invalid_content, "S2 reference, Handshake",
      "a handshake is made once, at the start of a session"}},
    {{"HS-006", warning, session, noted, "S2 reference, HandshakeResponse",
      "a CEM sends its own Handshake before the HandshakeResponse"}},
    {{"HS-007", error, session, invalid_content, "S2 reference, HandshakeResponse",
      "a HandshakeResponse answers the Handshake of the RM"}},
    {{"HS-008", error, session, invalid_content, "S2 reference, HandshakeResponse",
      "the selected version is one the RM offered"}},
    {{"HS-009", warning, session, noted, "S2 reference, HandshakeResponse",
      "the selected version is one the CEM listed itself, if it listed any"}},
    {{"HS-011", error, engine, none, "S2 reference, HandshakeResponse",
      "a CEM without a common version ends the session instead of selecting one"}},
    {{"HS-012", error, session, invalid_content, "derived", "the version of a session does not change"}},
    {{"HS-013", error, session, invalid_content, "S2 Connect, Communication",
      "a session opened by S2 Connect has no handshake messages"}},
    {{"HS-015", warning, engine, none, "derived", "the handshake is complete within 30 s"}},
};

}  // namespace

Family handshake() { return family; }

}  // namespace s2::rules
