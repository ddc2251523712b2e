#pragma once
// PairingServer: the HTTPS server's part of pairing for all nodes of an endpoint.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/pairing_events.hpp>
#include <s2/connect/store.hpp>

#include <cstddef>
#include <memory>
#include <optional>

namespace s2::connect {

/// Bounds and liberties of a pairing server.
struct PairingServerOptions {
  Duration delay = Limits::pairing_delay;           ///< before each answer to requestPairing, at least a second (C-147)
  std::size_t queued = Limits::queued_attempts;     ///< requests that may wait for one node (C-149)
  std::size_t attempts = Limits::pairing_attempts;  ///< attempts of the last 15 s; more get 503 (C-186)
  UrlOptions url = {};                              ///< liberties with the client's initiateSessionUrl
};

/// An engine without I/O: requests and time go in; answers, events and the next deadline come out. It serves
/// requestPairing, requestConnectionDetails, postConnectionDetails, finalizePairing, and in the LAN endpoint, nodes,
/// preparePairing and cancelPreparePairing. Source: digest, 4.7.2, 4.8 and 5.1.
class PairingServer {
 public:
  /// A server for the nodes of this endpoint. What is passed in has to outlive it.
  PairingServer(Endpoint& endpoint, Store& store, Crypto& crypto, const PairingServerOptions& options = {});
  ~PairingServer();

  /// A request has come; its answer leaves by next_answer(), that to requestPairing after a second. Targets that are
  /// not a matter of pairing get 404.
  void receive(RequestId id, const Request& request, Time now);
  /// Whoever sent a request is gone; it is not answered any more. What it has achieved stays.
  void closed(RequestId id);
  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const;

  /// The next answer to send.
  std::optional<Answer> next_answer();
  /// The next thing to know.
  std::optional<PairingEvent> next_event();

  /// A long-polling client was told to pair with this node: when it names none it means this one (C-125).
  void expect(const NodeId& client, const NodeId& node, Time until);
  /// Refuses everything with 503 from here on, what waits included.
  void stop();

  /// Attempts that are remembered, alive or dead; at most PairingServerOptions::attempts.
  std::size_t attempts() const;
  /// Whether an attempt is alive, or waits for its second.
  bool is_pairing() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace s2::connect
