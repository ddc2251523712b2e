#pragma once
// The attempts of the last 15 s at a pairing server, alive or dead.

#include <s2/connect/challenge.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/pairing_attempt.hpp>

#include "connect/pairing/common.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace s2::connect {

/// An attempt from the moment its id was issued. Its challenge is remembered as long as it is, and so is its death.
struct Attempt {
  PairingStage stage = PairingStage::awaiting_response;
  NodeId node;                        // ours
  NodeDescription peer_node;          // the client's
  EndpointDescription peer_endpoint;  // with its deployment
  Branch branch{};
  TokenInUse token;
  Binding binding;      // of the connection it began on
  Challenge challenge;  // C_s
  Time issued;
  std::string source;

  Sha256 request{};  // digest of the body of requestPairing, and the answer to it (C-184)
  Secret response;

  bool is_of_draft = false;               // its R_s was wrong, and what a draft of before 1.0.0 answers
  std::optional<Sha256> details_request;  // digest of the details request that was answered, and the answer (C-183)
  Secret details_response;
  ConnectionDetails details;      // ours (A) or the client's (B)
  std::optional<bool> finalised;  // what finalizePairing said
};

/// A bounded number of attempts, looked up by the digest of their ids so that a search tells nothing (C-014).
class Attempts {
 public:
  explicit Attempts(std::size_t limit) : limit_(limit) {}

  bool is_full() const { return attempts_.size() >= limit_; }
  std::size_t size() const { return attempts_.size(); }

  /// Remembers an attempt under the digest of its id.
  Attempt& add(const Sha256& id, Attempt attempt);
  /// The attempt with this digest of an id; nullptr when there is none.
  Attempt* find(const Sha256& id);
  /// The attempt of a node that stands in this stage; nullptr when there is none.
  Attempt* find(const NodeId& node, PairingStage stage);
  /// The attempt that this very request opened and that still waits for R_s (C-184); nullptr when there is none.
  Attempt* opened_by(const Sha256& request, const NodeId& client);
  /// Whether a challenge is, as a key, one that was issued in the last 15 s (C-298).
  bool issued(Crypto& crypto, const Challenge& challenge) const;
  /// Whether one is alive.
  bool is_any_alive() const;
  /// Forgets those whose 15 s are over, and returns those of them that were alive.
  std::vector<Attempt> expire(Time now);
  /// When the next one's are; empty without attempts.
  std::optional<Time> next_expiry() const;

 private:
  std::size_t limit_;
  std::map<Sha256, Attempt> attempts_;
};

}  // namespace s2::connect
