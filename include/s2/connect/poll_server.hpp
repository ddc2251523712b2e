#pragma once
// PollServer: waitForPairing, by which nodes without a server of their own hear that somebody wants to pair with them.

#include <s2/base/time.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/pairing_server.hpp>

#include <deque>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace s2::connect {

/// A node that polls here, for a list to choose from. Nothing in it is proven (C-055).
struct PollingNode {
  NodeId id;                                         ///< which node
  std::optional<NodeDescription> description = {};   ///< once it has said who it is
  std::optional<EndpointDescription> endpoint = {};  ///< and who hosts it
};

/// A node began to poll, or said who it is.
struct PollingNodeSeen {
  PollingNode node;  ///< as far as it is known
};

/// A node does not poll any more.
struct PollingNodeGone {
  NodeId id;  ///< which node
};

/// A node that was told to pair has no valid token: its user has to make a new one (C-120).
struct NoTokenOnClient {
  NodeId id;  ///< which node
};

/// One of them.
using PollServerEvent = std::variant<PollingNodeSeen, PollingNodeGone, NoTokenOnClient>;

/// Bounds of a poll server.
struct PollServerOptions {
  Duration hold = Limits::poll_hold;                  ///< before 204 (C-113)
  Duration memory = Limits::poll_memory;              ///< of nodes that do not poll any more
  std::size_t held = Limits::held_polls;              ///< requests at once (C-127)
  std::size_t per_request = Limits::poll_nodes;       ///< nodes in one request (C-127)
  std::size_t nodes = Limits::remembered_poll_nodes;  ///< nodes remembered (C-127)
};

/// An engine without I/O. Actions for a node wait in the order they came, equal neighbours as one (C-123); each answer
/// takes one per node. Source: digest, 4.7.3.
class PollServer {
 public:
  /// A server for this endpoint, which has to outlive it.
  explicit PollServer(const Endpoint& endpoint, const PollServerOptions& options = {})
      : endpoint_(endpoint), options_(options) {}

  /// A waitForPairing has come; it is answered at once or held (C-113).
  void receive(RequestId id, const Request& request, Time now);
  /// Whoever sent a request is gone.
  void closed(RequestId id);
  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const;
  /// The next answer to send.
  std::optional<Answer> next_answer();
  /// The next thing to know.
  std::optional<PollServerEvent> next_event();

  /// Tells a node to do something; false when it does not poll here.
  bool act(const NodeId& client, WaitForPairingAction action);
  /// Every node that polls here.
  std::vector<PollingNode> nodes() const;
  /// Answers everybody with 503, now and from here on (C-127).
  void stop();

 private:
  struct Entry {
    PollingNode node;
    std::deque<WaitForPairingAction> actions;
    Time seen;  // when it last asked or was answered
  };
  struct Held {
    RequestId id;
    std::vector<NodeId> nodes;
    Time until;
  };

  void answer(RequestId id, Response response) { answers_.push_back({id, std::move(response)}); }
  void tell(PollServerEvent event);
  void take(RequestId id, const std::vector<WaitForPairingRequestItem>& items, Time now);
  void note(const WaitForPairingRequestItem& item, Time now);
  void supersede(const std::vector<NodeId>& nodes);
  std::optional<Response> actions_for(const std::vector<NodeId>& nodes);
  bool is_held(const NodeId& node) const;

  const Endpoint& endpoint_;
  PollServerOptions options_;
  std::map<NodeId, Entry> entries_;
  std::vector<Held> held_;  // by time
  std::deque<Answer> answers_;
  std::deque<PollServerEvent> events_;
  bool is_stopped_ = false;
};

}  // namespace s2::connect
