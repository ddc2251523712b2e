#pragma once
// What the pairing engines tell their application: for user interfaces, for the engines of sessions, for an audit
// trail.

#include <s2/base/time.hpp>
#include <s2/connect/problem.hpp>
#include <s2/connect/settle.hpp>
#include <s2/connect/store.hpp>

#include <optional>
#include <string>
#include <variant>

namespace s2::connect {

/// A peer is about to pair with a node of ours: show its code until then (preparePairing, C-103). Nothing in it is
/// proven (C-055).
struct CodeRequested {
  NodeId node;                                       ///< ours
  std::optional<NodeDescription> peer_node;          ///< who is about to pair; a long-polling client is not told
  std::optional<EndpointDescription> peer_endpoint;  ///< and its endpoint
  Time until;                                        ///< when to stop showing the code, whatever happens
};

/// The peer does not want to pair any more (cancelPreparePairing, C-106).
struct CodeNotNeeded {
  NodeId node;                 ///< ours
  std::optional<NodeId> peer;  ///< who is not about to pair any more; a long-polling client is not told
};

/// Two nodes are paired and it is in the store.
struct Paired {
  Pairing pairing;  ///< as stored
  Settled settled;  ///< what it brought to an end: an older pairing of the same two, or of our RM with another CEM
  bool hand_over = false;  ///< the node lives elsewhere: hand the pairing over on the maker's own link (C-133)
};

/// A pairing attempt failed.
struct PairingFailed {
  NodeId node;                          ///< ours
  std::optional<NodeDescription> peer;  ///< the other node, when it is known
  Problem why{};                        ///< the reason; finding_of(why, detail) is the sentence for people
  std::string detail;                   ///< what the peer or the driver said about it, for people; untrusted
  std::string source;                   ///< address of the pairing client; empty at the client itself
};

/// A request to pair was turned away before it became an attempt; for the audit trail.
struct PairingRefused {
  std::optional<NodeId> node;                ///< ours, when the request named one that is hosted
  NodeId peer;                               ///< who asked
  PairingError error = PairingError::other;  ///< what it was told
  std::string detail;                        ///< and why
  std::string source;                        ///< address it came from
};

/// The answer to finalizePairing was lost: the pairing stands in the store as provisional, and the first session
/// decides (C-177).
struct PairingUndecided {
  Pairing pairing;  ///< as stored
  Problem why{};    ///< what went wrong
};

/// The pairing server shows another root than the one pinned for its host: a device that was reset, or an impostor. The
/// attempt goes on, and the pin is replaced when it succeeds (C-284).
struct IdentityChanged {
  NodeId node;       ///< ours
  std::string host;  ///< of the pairing server
};

/// Something a peer did that was tolerated.
struct PairingNote {
  NodeId node;            ///< ours
  std::string_view rule;  ///< requirement, e.g. "C-165"
  std::string_view text;  ///< what it was
};

/// One of them.
using PairingEvent = std::variant<CodeRequested, CodeNotNeeded, Paired, PairingFailed, PairingRefused, PairingUndecided,
                                  IdentityChanged, PairingNote>;

}  // namespace s2::connect
