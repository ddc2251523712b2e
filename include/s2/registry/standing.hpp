#pragma once
// Standing: how far a conversation has come: handshake, version, control type, end.

#include <s2/base/id_digest.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>
#include <s2/rules.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace s2 {

/// How a session comes to its profile. Source: rule catalogue, C.1.
enum class Start : std::uint8_t {
  bare,       ///< Handshake and HandshakeResponse inside the WebSocket
  connected,  ///< agreed by S2 Connect before the WebSocket opened; handshake messages are refused (HS-013)
};

/// Number of control types, NOT_CONTROLABLE and NO_SELECTION included.
inline constexpr std::size_t control_type_count = 7;

/// What one side has said about itself and about the end.
struct SideStanding {
  bool shook_hands = false;           ///< its Handshake came
  std::vector<std::string> versions;  ///< the versions it listed there, as written; at most Limits::kept_versions
  bool asked_to_end = false;          ///< its SessionRequest came
};

/// A SelectControlType that waits for its answer.
struct PendingSelection {
  IdDigest message_id;       ///< of the message
  ControlType control_type;  ///< what it selects
};

/// Where a conversation stands. Source: rule catalogue, C.2, C.3 and C.6.
struct Standing {
  Start start = Start::bare;                       ///< how it began
  std::optional<Profile> profile;                  ///< the agreed version; empty while negotiating
  std::string selected_version;                    ///< … as the HandshakeResponse spelled it
  SideStanding cem;                                ///< the side that asks for energy to move
  SideStanding rm;                                 ///< the side that moves it
  ControlType active = ControlType::no_selection;  ///< the control type in force
  std::optional<ControlType> selecting;            ///< selected last, and not answered yet
  std::vector<PendingSelection> pending;  ///< all that are not answered yet, oldest first; the last one is `selecting`;
                                          ///< at most Limits::pending_selections
  std::array<std::optional<Time>, control_type_count> left_until;  ///< by control type: it was left, and what crossed
                                                                   ///< the selection is forgiven before this moment

  /// What one side has said.
  const SideStanding& side(EnergyManagementRole role) const { return role == EnergyManagementRole::cem ? cem : rm; }
  /// What one side has said, to note more.
  SideStanding& side(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? cem : rm; }
  /// Whether the version is agreed.
  bool initialised() const { return profile.has_value(); }
  /// Whether a selection of this control type waits for its answer.
  bool is_pending(ControlType control_type) const {
    return std::any_of(pending.begin(), pending.end(),
                       [=](const PendingSelection& selection) { return selection.control_type == control_type; });
  }
  /// The state of the state table: negotiating, or that of the active control type.
  Phase phase() const { return initialised() ? phase_of(active) : Phase::negotiating; }
  /// Whether messages of this control type that crossed its end on the wire are still forgiven (STATE-004).
  bool is_forgiven(ControlType control_type, Time now) const {
    const auto& until = left_until[static_cast<std::size_t>(control_type)];
    return until && now < *until;
  }
};

}  // namespace s2
