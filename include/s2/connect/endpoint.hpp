#pragma once
// Endpoint: who we are in S2 Connect: the nodes hosted here, where they are reached, and the tokens that were issued
// and typed in. Every engine of an endpoint shares one.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/messages.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace s2::connect {

/// A CEM or RM hosted here.
struct HostedNode {
  NodeDescription description{};                   ///< who it is; its id is stable for ever (C-289)
  std::optional<NodeIdAlias> alias = {};           ///< its short name in pairing codes (C-071)
  std::vector<std::string> versions = {"v1.0.0"};  ///< versions of S2 JSON it speaks, best first (C-221)
  bool ready = true;                               ///< false while it starts or stops (A-61)
};

/// What an endpoint is.
struct EndpointFacts {
  EndpointDescription description{};         ///< its deployment is always set
  std::optional<BaseUrl> pairing_url = {};   ///< where it serves pairing; absent when it is a client only (C-107)
  std::optional<BaseUrl> session_url = {};   ///< where it serves session initiation (C-027)
  std::string websocket_url = {};            ///< wss://, where its sessions are opened (C-210)
  std::optional<RootFingerprint> root = {};  ///< its own root, for certificateFingerprint (C-163, C-167)
  bool stands_in = false;                    ///< a WAN pairing server on behalf of an endpoint in the LAN: its
                                             ///< description says LAN, it is reached and binds as WAN (C-133)
};

/// Which token an attempt is made with, and so who is who (C-142).
struct TokenInUse {
  Secret token;           ///< T
  bool is_typed = false;  ///< the user typed it here: our node is the Initiator; else it is the Responder
};

/// The nodes of an endpoint with their tokens. Time only ever goes forward.
class Endpoint {
 public:
  /// An endpoint without nodes.
  explicit Endpoint(EndpointFacts facts);

  /// What it is.
  const EndpointFacts& facts() const { return facts_; }
  /// Changes what it is, e.g. after its root was renewed.
  void set_facts(EndpointFacts facts) { facts_ = std::move(facts); }
  /// WAN or LAN.
  Deployment deployment() const;

  /// Hosts a node, in place of one with the same id. Fails with C-071 when the alias is malformed or taken.
  Result<void> host(HostedNode node);
  /// Ends hosting a node; its tokens go.
  void leave(const NodeId& node);
  /// All nodes, in the order they came.
  std::span<const HostedNode> nodes() const { return nodes_; }
  /// The node with this id; nullptr when it is not hosted here. Holds until nodes change.
  const HostedNode* find(const NodeId& node) const;
  /// The node with this alias; nullptr when none has it.
  const HostedNode* find(const NodeIdAlias& alias) const;

  /// The Responder issued a token that expires, in place of one issued before (C-063, C-070).
  void issue(const NodeId& node, Secret token, Time until);
  /// The Responder has a token that never expires (C-064).
  void set_static(const NodeId& node, Secret token);
  /// The user typed a token at the Initiator, for this peer or for whoever asks first; good until a moment (C-070). It
  /// takes the place of one typed for the same; of more than Limits::typed_tokens the oldest goes.
  void type_in(const NodeId& node, Secret token, std::optional<NodeId> peer, Time until);
  /// The token for an attempt with a peer: one typed for it, one typed for anybody, the issued one, the static one, in
  /// this order (C-142). Empty when there is none that has not expired (C-069).
  std::optional<TokenInUse> token_for(const NodeId& node, const NodeId& peer, Time now) const;
  /// Whether the node has an issued or static token that has not expired (C-119).
  bool has_own_token(const NodeId& node, Time now) const;
  /// That token: the issued one, else the static one. Empty when there is none.
  std::optional<Secret> own_token(const NodeId& node, Time now) const;
  /// A pairing with this token succeeded: unless it is static it goes (C-070).
  void used_up(const NodeId& node, const Secret& token);
  /// The user gave up: what was typed for this node, and what was issued, goes.
  void withdraw_tokens(const NodeId& node);
  /// Drops what has expired.
  void advance(Time now);

 private:
  // Which token of a node it is.
  enum class Origin : std::uint8_t { typed, issued, fixed };
  struct Token {
    NodeId node;
    Origin origin = Origin::typed;
    Secret token;
    std::optional<NodeId> peer = {};  // typed for it
    std::optional<Time> until = {};   // never when absent

    bool is_good(Time now) const { return !until || now < *until; }
  };

  void keep(Token token);

  EndpointFacts facts_;
  std::vector<HostedNode> nodes_;
  std::vector<Token> tokens_;
};

/// Who serves the sessions of a pairing: the RM if the CEM is in the LAN and the RM in the WAN, else the CEM (1.2).
Role communication_server(Deployment cem, Deployment rm);

}  // namespace s2::connect
