#pragma once
// SessionClient: the communication client's part of session initiation and unpairing, for one pairing.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/session_events.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace s2::connect {

/// Where a communication client is. Source: digest, 5.4; Initiating and Unpairing there are two stages here, since the
/// version index comes first (C-034).
enum class SessionStage : std::uint8_t {
  idle,             ///< not started
  waiting,          ///< Disconnected: the next attempt comes after a delay
  loading,          ///< an attempt begins with what the store says; never seen from outside
  asking_versions,  ///< the version index was asked for
  initiating,       ///< initiateSession was sent
  confirming,       ///< confirmAccessToken was sent
  connecting,       ///< a WebSocket may be opened
  connected,        ///< it is open
  telling_later,    ///< unpaired here, and the server could not be told yet (C-257)
  asking_first,     ///< unpaired here, the version index was asked for
  unpairing,        ///< unpair was sent
  not_accepted,     ///< Dead: the server accepts none of our tokens (C-215)
  unpaired,         ///< Dead: there is no pairing any more
};

/// How a session ended, as far as coming back is concerned (C-229).
enum class SessionEnd : std::uint8_t {
  lost,        ///< the WebSocket closed, broke or fell silent
  terminated,  ///< after SessionRequest TERMINATE
  reconnect,   ///< after SessionRequest RECONNECT
};

/// Liberties of a communication client; all off by default.
struct SessionClientOptions {
  UrlOptions url = {};     ///< with initiateSessionUrl
  bool assume_v1 = false;  ///< take a version index that answers 404 for ["v1"]; for s2-kit, which has none (X-07)
};

/// An engine without I/O: answers and time go in; calls, events and the next deadline come out. It begins sessions as
/// long as there is a pairing (C-194), one attempt after the other, with growing delays. The store is the truth: every
/// attempt begins with what it says, so an engine that was destroyed at any moment is replaced by a new one. Source:
/// digest, 4.9, 4.11, 4.13 and 5.4.
class SessionClient {
 public:
  /// A client for the pairing of these two, in which ours is the communication client. What is passed in by reference
  /// has to outlive it; the own node has to be hosted by the endpoint.
  SessionClient(const Endpoint& endpoint, Store& store, Crypto& crypto, const Pair& pair,
                const SessionClientOptions& options = {});
  ~SessionClient();

  /// Begins, without delay. A pairing that the store has as unpairing goes on being unpaired.
  void start(Time now);
  /// The call has this answer. Others than the last are ignored.
  void answered(CallId id, const Response& response, const TlsFacts& tls, Time now);
  /// The call has no answer.
  void failed(CallId id, const CallError& error, Time now);
  /// The WebSocket of SessionReady is open.
  void connected(Time now);
  /// It could not be opened.
  void upgrade_failed(Problem why, std::string_view detail, Time now);
  /// The session has ended.
  void session_ended(SessionEnd how, Time now);

  /// A pairing engine stored something else of these two: they were paired anew (C-191), or our RM left this CEM for
  /// another one (C-190). The session ends, and what follows begins with what is stored now.
  void renewed(Time now);
  /// There is a reason to try again at once, e.g. the network is back: does not wait for the rest of the delay.
  void hurry(Time now);
  /// The user unpairs: no session is begun again, and the server is told as soon as that is possible (C-253 to C-257).
  /// Fails as the store does; then nothing happened.
  Result<void> unpair(Time now);
  /// The user does not want to wait for a server that cannot be told (C-257): the pairing goes at once. Fails as the
  /// store does; then nothing happened.
  Result<void> forget();

  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits for time.
  std::optional<Time> next_deadline() const;
  /// What is to be asked next; at most one call is under way.
  std::optional<Call> next_call();
  /// The next thing to know.
  std::optional<SessionClientEvent> next_event();
  /// Where it is.
  SessionStage stage() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace s2::connect
