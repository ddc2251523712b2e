// How a bare session agrees on a version. Rule catalogue, C.2.

#include "parts.hpp"

#include <algorithm>

namespace s2 {
namespace {

// The best version both sides speak, in the peer's spelling (a leading v does not matter, HS-010).
std::optional<std::string> common_version(const std::vector<std::string>& ours,
                                          const std::vector<std::string>& theirs) {
  for (const auto& own : ours) {
    const auto profile = profile_of(own);
    for (const auto& offered : theirs) {
      if (profile && profile_of(offered) == profile) return offered;
    }
  }
  return std::nullopt;
}

std::string listed(const std::vector<std::string>& versions) {
  std::string list;
  for (const auto& version : versions) list += (list.empty() ? "" : ", ") + version;
  return list.empty() ? "none" : list;
}

}  // namespace

// Neither side waits for the other's Handshake, or two patient sides would wait for ever.
void Session::Parts::open(Time now) {
  if (options.start == Start::connected) {
    profile = options.profile;
    initialise(now);
    return;
  }
  handshake_due = now + options.times.handshake;
  (void)put(Handshake{.message_id = {}, .role = role, .supported_protocol_versions = options.versions}, now);
}

std::optional<Finding> Session::Parts::judge_handshake(const Handshake& message) const {
  if (message.role != role) return std::nullopt;
  return Finding{"HS-003", Severity::error, "/role", std::string(name_of(message.role)),
                 "both sides are " + std::string(name_of(role)) + "; a session joins one CEM and one RM"};
}

std::optional<Finding> Session::Parts::judge_response(const HandshakeResponse& message) const {
  if (common_version(options.versions, {message.selected_protocol_version})) return std::nullopt;
  return Finding{"HS-008", Severity::error, "/selected_protocol_version", message.selected_protocol_version,
                 "the selected version is none of those offered: " + listed(options.versions)};
}

void Session::Parts::take_handshake(const Handshake& message, Time now) {
  if (peer_shook_hands) notice("HS-004", "the peer sent its Handshake again; the newest counts");
  peer_shook_hands = true;
  if (role == EnergyManagementRole::rm) return;
  const auto version = common_version(options.versions, message.supported_protocol_versions);
  if (!version) {
    begin_close(SessionRequestType::terminate, EndReason::no_common_version,
                "no common version: the RM offers " + listed(message.supported_protocol_versions) + ", we speak " +
                    listed(options.versions) + " (HS-011)",
                now);
    return;
  }
  (void)put(HandshakeResponse{.message_id = {}, .selected_protocol_version = *version}, now);
  profile = profile_of(*version);
  handshake_due.reset();
}

void Session::Parts::take_response(const HandshakeResponse& message, Time now) {
  if (!peer_shook_hands) notice("HS-006", "the CEM selected a version without a Handshake of its own");
  profile = profile_of(message.selected_protocol_version);
  handshake_due.reset();
  initialise(now);
}

// The CEM sends on when the HandshakeResponse was answered, or the details show that it was accepted.
void Session::Parts::initialise(Time now) {
  if (initialised) return;
  initialised = true;
  events.push_back(Initialised{*profile});
  if (role != EnergyManagementRole::rm) return;
  ResourceManagerDetails own = *details;
  own.message_id = Id();
  if (auto sent = put(std::move(own), now); !sent) events.push_back(Noticed{std::move(sent).error()});
}

}  // namespace s2
