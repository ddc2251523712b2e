#pragma once
// Slots: one answer to requestPairing per node and second (C-147 to C-149).

#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/messages.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace s2::connect {

/// A requestPairing that waits for its slot.
struct WaitingRequest {
  RequestId id = 0;
  NodeId node;
  Time due{};
  std::optional<PairingResponseErrorMessage> refusal;  // what to tell it then, when it already failed a check
  RequestPairingRequest request;
  Sha256 digest{};  // of its body
  TokenInUse token;
  Binding binding;
  std::string source;
};

/// The queues of all nodes.
class Slots {
 public:
  Slots(Duration rhythm, std::size_t queued) : rhythm_(rhythm), queued_(queued) {}

  /// Gives a request the next free slot of its node; false when that lies too far ahead. A request that went away keeps
  /// its slot: leaving does not let anybody overtake.
  bool add(WaitingRequest waiting, Time now);
  /// Takes out the next request whose slot has come; empty when there is none.
  std::optional<WaitingRequest> next(Time now);
  /// Takes a request out.
  void remove(RequestId id);
  /// A one-time token was used up: whoever waits with it will be refused.
  void used_up(const NodeId& node, const Secret& token, const PairingResponseErrorMessage& refusal);
  /// When the next slot comes; empty when nobody waits.
  std::optional<Time> next_due() const;
  /// Takes out everybody.
  std::vector<WaitingRequest> clear();

 private:
  Duration rhythm_;
  std::size_t queued_;
  std::vector<WaitingRequest> waiting_;  // by due time
  std::map<NodeId, Time> last_;          // the last slot that was given away, by node
};

}  // namespace s2::connect
