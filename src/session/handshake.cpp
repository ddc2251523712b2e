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
  return list.empty() ? "none" : shown(list);
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
  put_or_notice(Handshake{.message_id = {}, .role = role, .supported_protocol_versions = options.versions}, now);
}

void Session::Parts::judge_handshake(const Handshake& message, std::vector<Finding>& findings) const {
  if (message.role == role) {
    findings.push_back(found("HS-003", "/role", name_of(message.role),
                             "both sides are " + std::string(name_of(role)) + "; a session joins one CEM and one RM"));
  }
  if (peer_shook_hands) {
    findings.push_back(found("HS-004", "", "", "this side sent a Handshake before; the newest counts"));
  }
}

void Session::Parts::judge_response(const HandshakeResponse& message, std::vector<Finding>& findings) const {
  const auto& selected = message.selected_protocol_version;
  if (!peer_shook_hands) {
    findings.push_back(found("HS-006", "", "", "the CEM selected a version without a Handshake of its own"));
  }
  if (!common_version(options.versions, {selected})) {
    findings.push_back(found("HS-008", "/selected_protocol_version", selected,
                             "the selected version is none of those offered: " + listed(options.versions)));
  } else if (!peer_versions.empty() && !common_version({selected}, peer_versions)) {
    findings.push_back(found("HS-009", "/selected_protocol_version", selected,
                             "the CEM did not list this version itself: " + listed(peer_versions)));
  }
}

void Session::Parts::take_handshake(const Handshake& message, Time now) {
  peer_shook_hands = true;
  peer_versions = message.supported_protocol_versions;
  if (role == EnergyManagementRole::rm || close_due) return;
  const auto version = common_version(options.versions, peer_versions);
  if (!version) {
    begin_close(SessionRequestType::terminate, EndReason::no_common_version,
                "no common version: the RM offers " + listed(peer_versions) + ", we speak " + listed(options.versions) +
                    " (HS-011)",
                now);
    return;
  }
  put_or_notice(HandshakeResponse{.message_id = {}, .selected_protocol_version = *version}, now);
  profile = profile_of(*version);
}

void Session::Parts::take_response(const HandshakeResponse& message, Time now) {
  if (close_due) return;
  profile = profile_of(message.selected_protocol_version);
  initialise(now);
}

// The RM is initialised by the HandshakeResponse; the CEM when its response was answered, or the details show that it
// was accepted.
void Session::Parts::initialise(Time now) {
  if (initialised || close_due) return;
  initialised = true;
  handshake_due.reset();
  events.push_back(Initialised{*profile});
  if (role != EnergyManagementRole::rm) return;
  ResourceManagerDetails own = *details;
  own.message_id = Id();
  put_or_notice(std::move(own), now);
}

}  // namespace s2
