// HS: how two sides agree on a version. HS-001, HS-005 and HS-013 are rows of the state table.

#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

std::string_view plain(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  return version;
}

// How a list has a version: as it is spelled, or but for a leading v (HS-010).
enum class Listed : std::uint8_t { no, respelled, exactly };

Listed listed(const std::vector<std::string>& versions, std::string_view version) {
  if (std::find(versions.begin(), versions.end(), version) != versions.end()) return Listed::exactly;
  const bool is_there = std::any_of(versions.begin(), versions.end(),
                                    [&](const std::string& other) { return plain(other) == plain(version); });
  return is_there ? Listed::respelled : Listed::no;
}

// Of a list longer than we keep, what is not in it cannot be known.
bool may_list(const std::vector<std::string>& versions, std::string_view version) {
  return versions.size() >= Limits::kept_versions || listed(versions, version) != Listed::no;
}

EnergyManagementRole other(EnergyManagementRole role) {
  return role == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
}

void same_role(const Handshake& m, const Context& context, Finder& find) {
  if (m.role == other(context.sender)) find.at("role", shown(m.role));
}

// After the start of the session it is HS-005.
void second_handshake(const Handshake&, const Context& context, Finder& find) {
  const Standing& standing = context.registry.standing;
  if (!standing.initialised() && standing.side(context.sender).shook_hands) find.here();
}

void no_cem_handshake(const HandshakeResponse&, const Context& context, Finder& find) {
  if (!context.registry.standing.cem.shook_hands) find.here();
}

void no_rm_handshake(const HandshakeResponse&, const Context& context, Finder& find) {
  if (!context.registry.standing.rm.shook_hands) find.here();
}

void not_offered(const HandshakeResponse& m, const Context& context, Finder& find) {
  const auto& rm = context.registry.standing.rm;
  if (rm.shook_hands && !may_list(rm.versions, m.selected_protocol_version))
    find.at("selected_protocol_version", shown(m.selected_protocol_version));
}

// A version the RM did not offer either is HS-008 and nothing more.
void not_listed_by_cem(const HandshakeResponse& m, const Context& context, Finder& find) {
  const auto& standing = context.registry.standing;
  const auto& version = m.selected_protocol_version;
  if (standing.cem.versions.empty() || may_list(standing.cem.versions, version)) return;
  if (may_list(standing.rm.versions, version)) find.at("selected_protocol_version", shown(version));
}

void respelled_in_list(const Handshake& m, const Context& context, Finder& find) {
  const auto& theirs = context.registry.standing.side(other(context.sender)).versions;
  const std::size_t count = std::min(m.supported_protocol_versions.size(), Limits::kept_versions);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& version = m.supported_protocol_versions[i];
    if (listed(theirs, version) == Listed::respelled) find.at("supported_protocol_versions", i, shown(version));
  }
}

void respelled_in_response(const HandshakeResponse& m, const Context& context, Finder& find) {
  if (listed(context.registry.standing.rm.versions, m.selected_protocol_version) == Listed::respelled)
    find.at("selected_protocol_version", shown(m.selected_protocol_version));
}

void other_version(const HandshakeResponse& m, const Context& context, Finder& find) {
  const Standing& standing = context.registry.standing;
  if (standing.start != Start::bare || !standing.initialised()) return;
  if (plain(m.selected_protocol_version) != plain(standing.selected_version))
    find.at("selected_protocol_version", shown(m.selected_protocol_version));
}

constexpr Entry family[] = {
    {{"HS-001", error, session, invalid_content, "S2 reference, Handshake",
      "nothing but the handshake is sent before it is complete"}},
    {{"HS-003", error, session, invalid_content, "S2 Connect, Terms", "a session joins one CEM and one RM"},
     {in_session<Handshake, same_role>()}},
    {{"HS-004", warning, session, noted, "S2 reference, Handshake", "a side sends one Handshake; the newest counts"},
     {in_session<Handshake, second_handshake>()}},
    {{"HS-005", error, session, invalid_content, "S2 reference, Handshake",
      "a handshake is made once, at the start of a session"}},
    {{"HS-006", warning, session, noted, "S2 reference, HandshakeResponse",
      "a CEM sends its own Handshake before the HandshakeResponse"},
     {in_session<HandshakeResponse, no_cem_handshake>()}},
    {{"HS-007", error, session, invalid_content, "S2 reference, HandshakeResponse",
      "a HandshakeResponse answers the Handshake of the RM"},
     {in_session<HandshakeResponse, no_rm_handshake>()}},
    {{"HS-008", error, session, invalid_content, "S2 reference, HandshakeResponse",
      "the selected version is one the RM offered"},
     {in_session<HandshakeResponse, not_offered>()}},
    {{"HS-009", warning, session, noted, "S2 reference, HandshakeResponse",
      "the selected version is one the CEM listed itself, if it listed any"},
     {in_session<HandshakeResponse, not_listed_by_cem>()}},
    {{"HS-010", warning, session, noted, "S2 Connect, Versioning of JSON Schema files",
      "both sides spell a version in the same way; a leading v makes no other version of it"},
     {in_session<Handshake, respelled_in_list>(), in_session<HandshakeResponse, respelled_in_response>()}},
    {{"HS-011", error, engine, none, "S2 reference, HandshakeResponse",
      "a CEM without a common version ends the session instead of selecting one"}},
    {{"HS-012", error, session, invalid_content, "derived", "the version of a session does not change"},
     {in_session<HandshakeResponse, other_version>()}},
    {{"HS-013", error, session, invalid_content, "S2 Connect, Communication",
      "a session opened by S2 Connect has no handshake messages"}},
    {{"HS-015", warning, engine, none, "derived", "the handshake is complete within 30 s"}},
    {{"HS-016", error, engine, none, "S2 Connect, Versioning of JSON Schema files",
      "messages are read in the version that was agreed"}},
};

}  // namespace

Family handshake_session() { return family; }

}  // namespace s2::rules
