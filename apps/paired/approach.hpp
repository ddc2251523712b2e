#pragma once
// Approach: pairs with somebody who shows a code, by a URL or by a name that service discovery knows.

#include "endpoint.hpp"
#include "find_service.hpp"

#include <s2/connect.hpp>
#include <s2/transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2::paired {

/// Whom to pair with, as it is told on the command line.
struct Approached {
  std::string target;     ///< pairing URL, or the name under which it is found in the local network
  std::string code;       ///< the code that the other side shows
  std::string peer = {};  ///< UUID of the node that is meant, where the other side has several; may be empty
  bool force = false;     ///< although the two have no version of S2 in common (C-193)
};

/// What came of an attempt, for people.
struct ApproachEnd {
  std::optional<connect::Pairing> pairing;  ///< as stored; the first session decides when the sentence says so (C-177)
  std::string sentence;                     ///< without full stop; ends with an id when there is no pairing
};

/// What an attempt ended with.
ApproachEnd end_of(const Result<connect::PairingEvent>& outcome);

/// One attempt, from the search to its outcome, for the side where the code is typed. Loop and endpoint outlive it.
class Approach {
 public:
  /// Longest search for a name.
  static constexpr Duration search_time{5'000};

  /// Who is told.
  struct Owner {
    std::function<void(const std::string&)> on_note;  ///< what is being done, a sentence
    /// Called once: Paired, PairingFailed or PairingUndecided, or why there was no attempt. May destroy the approach.
    std::function<void(const Result<connect::PairingEvent>&)> on_outcome;
  };

  /// Begins for a node hosted at the endpoint. Fails when what was told cannot be, or there is no service discovery to
  /// look for a name.
  static Result<std::unique_ptr<Approach>> begin(transport::Loop& loop, PairedEndpoint& endpoint,
                                                 const connect::NodeId& node, const Approached& whom, Owner owner);

 private:
  Approach(transport::Loop& loop, PairedEndpoint& endpoint, Owner owner)
      : loop_(loop), endpoint_(endpoint), owner_(std::move(owner)) {}

  Result<void> set_out(const Approached& whom);
  Result<void> search(const std::string& name);
  void on_found(const Result<connect::BaseUrl>& found);
  Result<void> pair();
  void tell(const Result<connect::PairingEvent>& outcome) const;

  transport::Loop& loop_;
  PairedEndpoint& endpoint_;
  Owner owner_;
  host::PairWish wish_;
  std::unique_ptr<FindService> search_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace s2::paired
