// What an accepted message changes. Whatever it says goes to the registry; a few messages also move the session.

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

void Session::Parts::act(std::vector<Finding> notes, Time now) {
  Message& message = bench().message;
  const Kind kind = kind_of(message);
  ++counters.accepted;
  registry.take(message, peer(), now);
  // An RM does not wait for its own details: it tells them as soon as it is initialised.
  if (!own_details || kind != Kind::HandshakeResponse) omissions.took(message, peer(), registry, now);
  omissions.answered(*message_id_of(message), kind, peer(), ReceptionStatusValues::ok, registry, now);
  follow_control_type(now);
  if (kind == Kind::ResourceManagerDetails) happen(Cause::version_confirmed, "", now);

  // What the session does itself is not handed on; what was odd about it is.
  const bool is_own = kind == Kind::Handshake || kind == Kind::HandshakeResponse || kind == Kind::SelectControlType ||
                      kind == Kind::SessionRequest;
  if (!is_own) {
    events.push().emplace<Received>(std::move(message), std::move(notes));
    if (kind == Kind::RevokeObject) end_revoked(false, now);
    return;
  }
  for (auto& note : notes) notice(std::move(note));
  if (const auto* m = std::get_if<Handshake>(&message)) act_on(*m, now);
  if (const auto* m = std::get_if<HandshakeResponse>(&message)) act_on(*m, now);
  if (const auto* m = std::get_if<SelectControlType>(&message)) act_on(*m, now);
  if (const auto* m = std::get_if<SessionRequest>(&message)) act_on(*m, now);
}

void Session::Parts::act_on(const Handshake& message, Time now) {
  if (role == EnergyManagementRole::rm || stage != Stage::negotiating) return;
  const auto& theirs = message.supported_protocol_versions;
  const auto& ours = registry.standing.side(role).versions;
  const auto version = common_version(ours, theirs);
  if (!version) {
    return happen(Cause::no_common_version,
                  "no common version: the RM offers " + listed(theirs) + ", we speak " + listed(ours) + " (HS-011)",
                  now);
  }
  put_or_notice(HandshakeResponse{.message_id = {}, .selected_protocol_version = *version}, now);
  happen(Cause::version_selected, "", now);
}

void Session::Parts::act_on(const HandshakeResponse&, Time now) { happen(Cause::version_confirmed, "", now); }

// The RM obeys: with its OK the control type is in force. What was open is ended before anything new is said.
void Session::Parts::act_on(const SelectControlType& message, Time now) {
  const Id message_id = message.message_id;
  if (message.control_type != control_type) end_open_instructions(now);
  registry.answered(message_id, Kind::SelectControlType, ReceptionStatusValues::ok, now);
  omissions.answered(message_id, Kind::SelectControlType, peer(), ReceptionStatusValues::ok, registry, now);
  follow_control_type(now);
}

void Session::Parts::act_on(const SessionRequest& message, Time now) {
  const std::string text = std::string("the peer asked to ") +
                           (message.request == SessionRequestType::reconnect ? "reconnect" : "end") +
                           (message.diagnostic_label ? ": " + shown(*message.diagnostic_label) : "");
  request = message.request;
  happen(Cause::ended_by_peer, text, now);
}

}  // namespace s2
