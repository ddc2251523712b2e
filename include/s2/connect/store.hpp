#pragma once
// Store: what outlives a restart: pairings with their tokens and pins, and the pairs that were unpaired.
//
// Every call that changes something is atomic, and durable once it has succeeded (C-293, C-294): after a crash at any
// moment the store is as before the call or as after it.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/messages.hpp>

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::connect {

/// What a node is in the sessions of a pairing. Source: digest, 1.2.
enum class CommunicationRole : std::uint8_t {
  client,  ///< it begins sessions, keeps a list of tokens (C-290)
  server,  ///< it waits for them, knows the one active token (C-291)
};

/// How far a pairing has come.
enum class PairingState : std::uint8_t {
  provisional,  ///< finalizePairing was sent and its answer is not known (C-177); stands beside a pairing of the same
                ///< two until it is known
  paired,       ///< both sides have it
  unpairing,    ///< given up here, and the communication server does not know yet (C-257)
};

/// Which two nodes.
struct Pair {
  NodeId own;   ///< the node hosted here
  NodeId peer;  ///< the other one
  /// The same two.
  bool operator==(const Pair&) const = default;
  /// An order without meaning.
  auto operator<=>(const Pair&) const = default;
};

/// The self-signed root that a host in the LAN has to show (C-279).
struct Pin {
  std::string host;      ///< normalised host name it holds for
  RootFingerprint root;  ///< SHA-256 of the root's DER
  std::string root_der;  ///< the root, DER; empty until it was seen (C-282)
  /// The same pin.
  bool operator==(const Pin&) const = default;
};

/// An access token of a pairing.
struct AccessToken {
  Secret token;          ///< as it came from who made it (C-013)
  bool pending = false;  ///< not confirmed yet (C-205)
  Time since;            ///< when it was received or made
  /// Member by member.
  bool operator==(const AccessToken&) const = default;
};

/// One pairing, seen from the node hosted here.
struct Pairing {
  Pair pair{};                                ///< which nodes
  Role own_role{};                            ///< CEM or RM, of ours
  CommunicationRole communicates_as{};        ///< ours
  PairingState state = PairingState::paired;  ///< how far it has come
  NodeDescription peer_node{};                ///< what was last said of the peer
  EndpointDescription peer_endpoint{};        ///< and of its endpoint
  NodeDescription own_node{};                 ///< what the peer was last told of our node (C-197, C-203)
  EndpointDescription own_endpoint{};         ///< and of our endpoint
  std::string session_url{};                  ///< communication client: initiateSessionUrl; else empty
  std::vector<AccessToken> tokens{};          ///< client: all that may be the active one, oldest first;
                                              ///< server: the active one alone
  std::optional<Pin> pin{};                   ///< of the peer's host; absent in the WAN
  Time since{};                               ///< when it was made
  /// Member by member.
  bool operator==(const Pairing&) const = default;
};

/// A pair that was unpaired: its communication client is told NoLongerPaired (C-199).
struct Tombstone {
  Pair pair;   ///< own is the communication server hosted here
  Time since;  ///< when it was unpaired
  /// Member by member.
  bool operator==(const Tombstone&) const = default;
};

/// Where pairings live. A failure is a Finding "S2CPP-STORE" with a sentence for people; nothing was changed then. Like
/// the engines that use it, a store is called by one thread at a time.
class Store {
 public:
  virtual ~Store() = default;

  /// Sets a pairing. A provisional one replaces an older provisional one of the same two nodes and nothing else; any
  /// other replaces all there is of the two and forgets their tombstone (C-191, C-192).
  virtual Result<void> put(const Pairing& pairing) = 0;
  /// Sets a pairing that is not provisional, and gives up another one of the same node in the same step: an RM leaves
  /// its old CEM for a new one (C-189). With `tombstone` the old one is taken out and gets one, set at the moment of
  /// the new pairing: ours was its communication server. Without, it stays as PairingState::unpairing: ours was its
  /// communication client and still has to tell (C-190).
  virtual Result<void> replace(const Pairing& pairing, const Pair& old, bool tombstone) = 0;
  /// Takes out all there is of two nodes (C-263); with a tombstone when asked for, which is set even if there is no
  /// such pairing. Of more than Limits::tombstones the oldest go.
  virtual Result<void> remove(const Pair& pair, std::optional<Tombstone> tombstone) = 0;
  /// Takes out the provisional pairing of two nodes and leaves another one of theirs alone (C-177).
  virtual Result<void> drop_provisional(const Pair& pair) = 0;

  /// The pairing of two nodes that is not provisional; empty when there is none.
  virtual Result<std::optional<Pairing>> find(const Pair& pair) = 0;
  /// The provisional pairing of two nodes; empty when there is none.
  virtual Result<std::optional<Pairing>> provisional(const Pair& pair) = 0;
  /// All pairings of a node hosted here, by peer, a provisional one behind the other of the same two.
  virtual Result<std::vector<Pairing>> of(const NodeId& own) = 0;
  /// All pairings, by pair, in the same order.
  virtual Result<std::vector<Pairing>> all() = 0;
  /// The pairs of a node hosted here that have a pairing of any state in which it is the communication client: it has
  /// something to begin.
  virtual Result<std::vector<Pair>> begun_by(const NodeId& own) = 0;
  /// The pins of a host, of whichever pairings; quick, however many pairings there are (C-277).
  virtual Result<std::vector<Pin>> pins_of(const std::string& host) = 0;
  /// Whether these two were unpaired and not paired again since (C-199).
  virtual Result<bool> is_unpaired(const Pair& pair) = 0;
  /// Forgets tombstones set before a moment (C-199).
  virtual Result<void> forget_tombstones(Time before) = 0;

  /// A value of the endpoint itself that survives restarts: its node ids, keys, certificates, static tokens (C-289).
  virtual Result<std::optional<std::string>> value(const std::string& name) = 0;
  /// Sets a value of the endpoint.
  virtual Result<void> set_value(const std::string& name, std::string_view value) = 0;
};

/// A store that ends with its process: for tests and trials.
std::unique_ptr<Store> make_memory_store();

}  // namespace s2::connect
