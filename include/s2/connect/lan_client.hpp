#pragma once
// LanClient: what goes before pairing with a server in the LAN: who is there, and the signal to show a code.

#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/problem.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace s2::connect {

/// Who is there: for presentation and addressing, since nothing of it is proven (C-055).
struct LanEndpointSeen {
  EndpointDescription endpoint;        ///< as it says
  std::vector<NodeDescription> nodes;  ///< all it hosts
};

/// The server has taken a signal.
struct SignalTaken {
  NodeId peer;          ///< its node
  bool wanted = false;  ///< preparePairing, else cancelPreparePairing
};

/// The server has not done what it was asked; what waited behind is dropped.
struct LanRequestFailed {
  Problem why{};       ///< the reason
  std::string detail;  ///< what the peer or the driver said about it, for people; untrusted
};

/// One of them.
using LanClientEvent = std::variant<LanEndpointSeen, SignalTaken, LanRequestFailed>;

/// An engine without I/O for one server in the LAN; it asks for one thing after the other. Source: digest, 4.7.2.
class LanClient {
 public:
  /// A client of the server at this pairing URL. What is passed in has to outlive it.
  LanClient(const Endpoint& endpoint, Store& store, BaseUrl url)
      : endpoint_(endpoint), store_(store), url_(std::move(url)) {}

  /// Asks who is there: endpoint and nodes.
  void look();
  /// The user has chosen this node of the server and is about to pair one of ours with it (C-102).
  void prepare(const NodeId& node, const NodeId& peer);
  /// The user has changed his mind (C-106).
  void cancel(const NodeId& node, const NodeId& peer);

  /// A call was answered.
  void answered(CallId id, const Response& response);
  /// A call got no answer; the signal is not sent again (C-104).
  void failed(CallId id, const CallError& error);
  /// The next call to make.
  std::optional<Call> next_call();
  /// The next thing to know.
  std::optional<LanClientEvent> next_event();

 private:
  // What is asked, in the order in which it was wanted.
  enum class Kind : std::uint8_t { index, endpoint, nodes, prepare, cancel };
  struct Wish {
    Kind kind{};
    NodeId node{};
    NodeId peer{};
  };

  void want(Wish wish);
  void ask();
  Call call_for(const Wish& wish) const;
  std::optional<LanRequestFailed> take(Kind kind, const Response& response);
  void fail(LanRequestFailed failure);

  const Endpoint& endpoint_;
  Store& store_;
  BaseUrl url_;
  std::string version_;  // of the API; empty before the index was read
  std::deque<Wish> wishes_;
  CallId asked_ = 0;
  CallId last_call_ = 0;
  std::optional<Call> call_;
  LanEndpointSeen seen_;
  std::deque<LanClientEvent> events_;
};

}  // namespace s2::connect
