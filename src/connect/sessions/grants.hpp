#pragma once
// Grants: tokens that were handed out and are good for one thing and a short time: pending access tokens, and
// communication tokens. They live in memory only (C-218, C-291, C-297).

#include <s2/base/time.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/store.hpp>

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace s2::connect::sessions {

/// What a token stands for.
struct Grant {
  Pair pair{};                          ///< whom it was given to
  Sha256 active{};                      ///< pending access tokens: of the token that was active then; with another one
                                        ///< the grant is void
  Time paired{};                        ///< when the two were paired; if that changed the grant is void
  std::string version{};                ///< of S2 JSON that was agreed
  NodeDescription told{};               ///< what the peer was told of our node
  EndpointDescription told_endpoint{};  ///< and of our endpoint
  Time since{};                         ///< when it was given
};

/// Grants by the SHA-256 of their tokens; the tokens themselves are not kept. Every step is quick, however many pairs
/// there are.
class Grants {
 public:
  /// Tokens that live so long, so many for each pair; of more the oldest go.
  Grants(Duration life, std::size_t per_pair) : life_(life), per_pair_(per_pair) {}

  /// A token was given.
  void add(const Sha256& token, Grant grant);
  /// What a token stands for; nullptr when it is unknown or too old (C-208: older than its life, not as old).
  const Grant* find(const Sha256& token, Time now) const;
  /// A token was used.
  void erase(const Sha256& token);
  /// All tokens of a pair end.
  void erase(const Pair& pair);
  /// Forgets those that are too old.
  void purge(Time now);
  /// When the first of them will be too old.
  std::optional<Time> next_deadline() const;
  /// Entries that are kept to know what is too old; of tokens that are gone at most as many as there are tokens,
  /// and 16.
  std::size_t entries() const { return by_age_.size(); }
  /// How many there are.
  std::size_t size() const { return grants_.size(); }

 private:
  // Drops the entries of tokens that are gone.
  void tidy();
  // The first moment at which a grant is too old.
  Time end_of(Time since) const { return since + life_ + Duration(1); }

  Duration life_;
  std::size_t per_pair_;
  std::map<Sha256, Grant> grants_;
  std::map<Pair, std::deque<Sha256>> of_pair_;  // oldest first
  std::deque<std::pair<Time, Sha256>> by_age_;  // may name some that are gone already
};

}  // namespace s2::connect::sessions
