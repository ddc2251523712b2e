#pragma once
// Server: everything of S2 Connect that is asked over HTTPS, behind one door.

#include <s2/base/time.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/pairing_server.hpp>
#include <s2/connect/poll_server.hpp>
#include <s2/connect/rate_limit.hpp>
#include <s2/connect/routes.hpp>
#include <s2/connect/session_server.hpp>
#include <s2/connect/store.hpp>

#include <deque>
#include <optional>

namespace s2::connect {

/// What a server offers, and its bounds.
struct ServerOptions {
  bool offers_polling = false;        ///< whether waitForPairing is served; to be advertised by longpollingUrl (C-094)
  PairingServerOptions pairing = {};  ///< bounds of pairing
  PollServerOptions polling = {};     ///< bounds of long-polling
  RateLimitOptions strangers = {};    ///< how often one address may ask without a bearer (C-300), but for the index
};

/// An engine without I/O: finds the operation of a request in the table of routes, turns away what is none, and leaves
/// the rest to the engines. Sessions are served where the endpoint has a URL for them. After every call drain the
/// events before the answers: a session that has to end is closed before the peer hears of it (C-255). Source: digest,
/// 3, 4.1 and 4.2.
class Server {
 public:
  /// A server for the nodes of this endpoint. What is passed in has to outlive it.
  Server(Endpoint& endpoint, Store& store, Crypto& crypto, const ServerOptions& options = {});

  /// A request has come. Its answer leaves by next_answer(), now or later.
  void receive(RequestId id, const Request& request, Time now);
  /// Whoever sent a request is gone; it is not answered any more.
  void closed(RequestId id);
  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const;
  /// The next answer to send.
  std::optional<Answer> next_answer();

  /// The next thing to know about pairing.
  std::optional<PairingEvent> next_pairing_event();
  /// The next thing to know about nodes that poll.
  std::optional<PollServerEvent> next_poll_event() { return polling_.next_event(); }

  /// The next thing to know about sessions.
  std::optional<SessionServerEvent> next_session_event() { return sessions_.next_event(); }
  /// The part that serves sessions: to admit WebSockets, to unpair, and to hear of pairings made as a client.
  SessionServer& sessions() { return sessions_; }

  /// Nodes that poll here, to choose from.
  std::vector<PollingNode> polling_nodes() const { return polling_.nodes(); }
  /// The user is about to pair a node of ours with one that polls, or is not any more (C-118). False when it does not
  /// poll here.
  bool prepare(const NodeId& client, bool wanted);
  /// The user typed the code of a node that polls: it is told to pair, and when it asks without naming a node it means
  /// `node` (C-125, C-126). The token has to be typed in at the endpoint before. False when it does not poll here.
  bool request_pairing(const NodeId& client, const NodeId& node, Time now);
  /// Whether an attempt is under way, for which the certificate has to stay what it is (C-278).
  bool is_pairing() const { return pairing_.is_pairing(); }
  /// Refuses everything with 503 from here on, what waits included.
  void stop();

 private:
  bool is_served(const Route& route) const;
  static bool is_strange(const Route& route);
  void collect();
  std::optional<Response> refused(const Request& request, const Route* route, Time now);

  Endpoint& endpoint_;
  bool offers_polling_;
  PairingServer pairing_;
  PollServer polling_;
  SessionServer sessions_;
  RateLimit strangers_;
  std::deque<Answer> answers_;
  std::deque<PairingEvent> events_;
  bool is_stopped_ = false;
};

}  // namespace s2::connect
