#pragma once
// SessionServer: the communication server's part of session initiation and unpairing, for all nodes of an endpoint.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/session_events.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::connect {

/// Who may open a WebSocket.
struct Admitted {
  Pair pair{};                ///< own is the node hosted here
  std::string version{};      ///< of S2 JSON, spelled as the peer does (C-218, C-222)
  std::uint64_t session = 0;  ///< names the session; from 1 on
};

/// An engine without I/O: requests and time go in; answers, events and the next deadline come out. It serves the
/// version index, initiateSession, confirmAccessToken and unpair, and admits WebSockets. After every call drain
/// next_event() before next_answer(): a session that unpairing ends is closed before the peer hears of it (C-255).
/// Source: digest, 4.9, 4.13 and 5.5.
class SessionServer {
 public:
  /// A server for the nodes of this endpoint. What is passed in has to outlive it.
  SessionServer(const Endpoint& endpoint, Store& store, Crypto& crypto);
  ~SessionServer();

  /// A request has come. Targets that are no matter of sessions get 404.
  void receive(RequestId id, const Request& request, Time now);
  /// Whoever sent a request is gone; it is not answered any more. What it has achieved stays.
  void closed(RequestId id);
  /// Somebody wants to open a WebSocket with this bearer. Ends the token, whatever comes of it; an older session of the
  /// pair has to be closed. Fails with C-236, to be answered with 401, or S2CPP-STORE, with 500 (C-236, C-246).
  Result<Admitted> admit(const std::optional<Secret>& token, std::string_view source, Time now);
  /// The WebSocket of a session is gone.
  void ended(const Admitted& session);

  /// The user unpairs. Fails as the store does; then nothing happened. A pair that is not paired is no failure.
  Result<void> unpair(const Pair& pair, Time now);
  /// A pairing engine stored a pairing: the sessions it ends are closed (C-190, C-191).
  void settled(const Pair& pair, const Settled& settled);
  /// Refuses everything with 503 from here on.
  void stop();

  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const;
  /// The next answer to send.
  std::optional<Answer> next_answer();
  /// The next thing to know.
  std::optional<SessionServerEvent> next_event();

  /// Access tokens that wait to be confirmed; at most Limits::pending_tokens for each pair.
  std::size_t pending_tokens() const;
  /// Communication tokens that were not used yet; at most Limits::communication_tokens for each pair.
  std::size_t communication_tokens() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace s2::connect
