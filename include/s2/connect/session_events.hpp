#pragma once
// What the engines of sessions tell their application: for the driver of the WebSockets, for user interfaces, for an
// audit trail.

#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/problem.hpp>
#include <s2/connect/secret.hpp>
#include <s2/connect/settle.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace s2::connect {

/// Why a session has to end.
enum class SessionEnding : std::uint8_t {
  replaced,   ///< the peer opened a newer one (C-246)
  renewed,    ///< the two were paired anew (C-191)
  unpaired,   ///< the pairing ended (C-245)
  left_here,  ///< our RM was paired with another CEM (C-190)
};

/// A WebSocket has to be closed, at once, with 1000 (C-245, C-247).
struct CloseSession {
  Pair pair{};                 ///< whose
  std::uint64_t session = 0;   ///< which one: Admitted::session; 0 at a communication client, which has one
  SessionEnding why{};         ///< the reason
  bool ask_to_return = false;  ///< send SessionRequest RECONNECT first (C-260)
};

/// A pairing is over; its tokens, pins and keys are gone. The user should know (C-252).
struct Unpaired {
  Pairing pairing{};     ///< as it was
  bool by_peer = false;  ///< the other side ended it
};

/// A provisional pairing proved to be one (C-177).
struct PairingPromoted {
  Pairing pairing{};  ///< as stored
  Settled settled{};  ///< what it brought to an end
};

/// A provisional pairing proved to be none: the other side does not know it (C-177). The user has to pair again.
struct PairingDropped {
  Pairing pairing{};  ///< as it was
};

/// The peer changed its description (C-201).
struct PeerUpdated {
  Pairing pairing{};  ///< as stored
};

/// A request was turned away; for the audit trail. The bearer is not told (C-302).
struct SessionRefused {
  std::optional<Pair> pair{};  ///< who was named; nothing of it is proven
  Problem why{};               ///< the reason
  std::string source{};        ///< IP address of the peer
};

/// The communication server agreed to a session: open a WebSocket before it is too late.
struct SessionReady {
  Pair pair{};            ///< which pairing
  std::string url{};      ///< wss:// (C-233)
  Secret token{};         ///< bearer of the upgrade (C-235)
  std::string version{};  ///< of S2 JSON, as it was agreed
  TlsCheck tls{};         ///< what TLS has to check (C-234, C-280)
  Time until{};           ///< when the token ends (C-218)
};

/// Something the peer did that was tolerated.
struct SessionNoted {
  Pair pair{};     ///< which pairing
  Problem what{};  ///< what it was, e.g. Problem::token_short (A-36)
};

/// No session came about; it is tried again.
struct SessionDelayed {
  Pair pair{};           ///< which pairing
  Problem why{};         ///< the reason
  std::string detail{};  ///< what the peer or the driver said about it, for people; untrusted
  Time retry{};          ///< when it is tried again
};

/// The communication server accepts none of our tokens. Sessions are not tried any more: the user has to pair again
/// (C-215).
struct NotAccepted {
  Pairing pairing{};  ///< as stored
};

/// What a communication server tells.
using SessionServerEvent = std::variant<CloseSession, Unpaired, PairingPromoted, PeerUpdated, SessionRefused>;

/// What a communication client tells.
using SessionClientEvent = std::variant<SessionReady, CloseSession, SessionDelayed, NotAccepted, Unpaired,
                                        PairingPromoted, PairingDropped, PeerUpdated, SessionNoted>;

}  // namespace s2::connect
