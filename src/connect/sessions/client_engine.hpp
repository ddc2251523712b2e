#pragma once
// What SessionClient is made of. client.cpp has its life, client_calls.cpp what it asks, client_answers.cpp what it
// makes of the answers.

#include "client_table.hpp"

#include <s2/base/backoff.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/session_client.hpp>

#include <deque>
#include <string>
#include <vector>

namespace s2::connect {

class SessionClient::Engine {
 public:
  Engine(const Endpoint& endpoint, Store& store, Crypto& crypto, const Pair& pair, const SessionClientOptions& options)
      : endpoint_(endpoint), store_(store), crypto_(crypto), pair_(pair), options_(options) {}

  // Takes the row for what happened; false when nothing follows.
  bool happen(sessions::Cause cause, Time now);
  // Something went wrong, and is told with the delay that follows.
  void fail(Problem why, std::string_view detail, Time now);
  void answered(CallId id, const Response& response, const TlsFacts& tls, Time now);
  void failed(CallId id, const CallError& error, Time now);
  void opened(Time now);
  void ended(SessionEnd how, Time now);
  void renewed(Time now);
  Result<void> unpair(Time now);
  Result<void> forget();

  SessionStage stage = SessionStage::idle;
  std::optional<Time> due;
  std::optional<Call> call;
  std::deque<SessionClientEvent> events;

 private:
  void take(sessions::Step step, Time now);

  // Steps.
  void load(Time now);
  void ask_versions(Time now);
  void initiate(Time now);
  void confirm();
  void ask_to_unpair(Time now);
  void tell_ready(Time now);
  void clean_up(Time now);
  void delay(Time now);
  void return_now(Time now);

  // Answers.
  void take_versions(const Response& response, Time now);
  void take_session(const Response& response, Time now);
  void take_refused_token(Time now);
  void take_no_longer_paired(Time now);
  void accept(const InitiateSessionResponse& session, Time now);
  Result<void> store(Pairing& pairing);
  void drop_provisional(Time now);
  bool is_current(Time now);
  void take_details(const Response& response, Time now);
  void take_unpaired(const Response& response, Time now);
  void remove(Time now);
  void fail_with(const Response& response, Time now);
  void note_root(const TlsFacts& tls);

  void ask(Method method, std::string target, std::optional<Secret> bearer, std::string body);
  void close_session(SessionEnding why);
  double chance();

  const Endpoint& endpoint_;
  Store& store_;
  Crypto& crypto_;
  const Pair pair_;
  const SessionClientOptions options_;

  Backoff backoff_;
  Time opened_at_{};
  Problem why_{};  // of the delay to come
  std::string detail_;
  Duration at_least_{0};  // as Retry-After demands

  // Of the attempt under way.
  Pairing pairing_;
  BaseUrl base_;
  std::string api_;             // version, e.g. "v1"
  std::vector<Secret> to_try_;  // the next one first
  Secret tried_;                // bearer of the call under way
  NodeDescription told_;        // what initiateSession tells the server
  EndpointDescription told_endpoint_;
  Secret fresh_;         // the pending token
  std::string version_;  // of S2 JSON
  WebSocketCommunicationDetails details_;
  CallId last_call_ = 0;
  bool is_calling_ = false;
};

namespace sessions {

/// What TLS has to check for calls and WebSockets of a pairing: the pin, or without one the public authorities (C-280).
TlsCheck tls_check_of(const Pairing& pairing);
/// Whether a websocketUrl is one that S2 messages may travel to: wss:// and a host (C-233, A-56).
bool is_secure_web_socket(std::string_view url, const UrlOptions& options);

}  // namespace sessions
}  // namespace s2::connect
