#pragma once
// PairingClient: the HTTPS client's part of one pairing attempt.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/pairing_events.hpp>
#include <s2/connect/pairing_steps.hpp>
#include <s2/connect/store.hpp>

#include <memory>
#include <optional>

namespace s2::connect {

/// What a client wants to achieve.
struct PairingGoal {
  BaseUrl url;                            ///< pairing URL of the server
  NodeId node;                            ///< ours
  std::optional<NodeId> peer = {};        ///< the node asked for, when its id is known (C-101) …
  std::optional<NodeIdAlias> alias = {};  ///< … else the alias, when the code has one, else neither (C-136)
  Secret token;                           ///< T: typed in, or issued in the case of long-polling (C-119)
  bool force = false;                     ///< forcePairing (C-193)
};

/// Liberties of a client; all off by default.
struct PairingClientOptions {
  UrlOptions url = {};     ///< with the server's initiateSessionUrl
  bool assume_v1 = false;  ///< go on with v1 when the server has no version index; for s2-kit (X-07)
};

/// An engine without I/O for one attempt: answers and time go in; calls, events and the next deadline come out. A user
/// who tries again makes a new one. Source: digest, 4.8 and 5.2.
class PairingClient {
 public:
  /// A client for one attempt. What is passed in has to outlive it.
  PairingClient(Endpoint& endpoint, Store& store, Crypto& crypto, PairingGoal goal,
                const PairingClientOptions& options = {});
  ~PairingClient();

  /// Begins, once. Fails when something is missing that an attempt needs (C-128 to C-131), with the id and the sentence
  /// of its Problem.
  Result<void> start(Time now);
  /// The user does not want it any more. Has no effect once success was sent.
  void cancel(Time now);
  /// A call was answered. Answers to calls that are not waited for any more are ignored.
  void answered(CallId id, const Response& response, const TlsFacts& facts, Time now);
  /// A call got no answer.
  void failed(CallId id, const CallError& error, Time now);
  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const;

  /// The next call to make.
  std::optional<Call> next_call();
  /// The next thing to know. The last one is Paired, PairingFailed or PairingUndecided.
  std::optional<PairingEvent> next_event();
  /// Where the attempt stands.
  PairingStep step() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace s2::connect
