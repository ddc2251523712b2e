#pragma once
// The inside of PairingClient. client.cpp: in, out and the table; asking.cpp: the calls it makes; answers.cpp: what it
// makes of what comes back.

#include <s2/connect/messages.hpp>
#include <s2/connect/pairing_client.hpp>

#include "connect/pairing/common.hpp"

#include <deque>
#include <string>

namespace s2::connect {

class PairingClient::Engine {
 public:
  Engine(Endpoint& endpoint, Store& store, Crypto& crypto, PairingGoal goal, const PairingClientOptions& options)
      : endpoint_(endpoint), store_(store), crypto_(crypto), goal_(std::move(goal)), options_(options) {}

  Result<void> start(Time now);
  void cancel(Time now);
  void answered(CallId id, const Response& response, const TlsFacts& facts, Time now);
  void failed(CallId id, const CallError& error, Time now);
  void wake(Time now);
  std::optional<Time> next_deadline() const;
  std::optional<Call> next_call();
  std::optional<PairingEvent> next_event();
  PairingStep step() const { return step_; }

 private:
  // What came of a step, and what to say if it ends the attempt.
  struct Turn {
    PairingTurn turn;
    std::optional<Problem> why = {};
    std::string detail = {};
  };

  // The table.
  void take(Turn turn, Time now);
  void enter(PairingStep step, Time now);
  void finish(PairingStep step);
  void tell(PairingEvent event) { events_.push_back(std::move(event)); }

  // Calls.
  void ask();
  Call call_for(std::string target, std::string body) const;
  std::string request_body();
  std::string details_body() const;
  TlsCheck tls_check() const;

  // Answers.
  Turn judge(const Response& response, const TlsFacts& facts, Time now);
  std::optional<Turn> judge_tls(const TlsFacts& facts);
  Turn judge_index(const Response& response);
  Turn judge_request(const Response& response, const TlsFacts& facts, Time now);
  Turn judge_busy(const Response& response);
  Turn judge_challenge(const Response& response, const TlsFacts& facts, Time now);
  Problem why_wrong(const ChallengeResponse& given, const Binding& binding) const;
  std::optional<Turn> judge_partner(RequestPairingResponse& given);
  Turn judge_details(const Response& response, Time now);
  std::string take_details(const Response& response);
  std::string choose_pin(const BaseUrl& url, const ConnectionDetails& details);
  Turn judge_finalised(const Response& response, Time now);
  Turn refused(const Response& response, Problem meaning) const;
  void note_identity(const TlsFacts& facts);
  Pairing pairing(Time now) const;

  bool is_local() const { return goal_.url.is_local(); }

  Endpoint& endpoint_;
  Store& store_;
  Crypto& crypto_;
  PairingGoal goal_;
  PairingClientOptions options_;

  PairingStep step_ = PairingStep::index;
  std::optional<Call> call_;  // to be made
  CallId asked_ = 0;          // the call that is waited for; 0 for none
  CallId last_call_ = 0;
  std::optional<Time> again_;  // when to ask, or ask again
  std::optional<Time> end_;    // of the 15 s
  int busy_ = 0;               // how often the server was
  Duration pause_{0};          // how long to leave it alone
  int repeats_ = 0;            // how often this step was asked again

  std::string version_;                  // of the API, e.g. "v1"
  std::optional<LeafFingerprint> leaf_;  // that the attempt began with (C-278)
  std::optional<RootFingerprint> root_;  // above it
  std::string root_der_;
  bool is_verified_ = false;  // whether R_c was right, and the root is pinned with it (C-156)
  Challenge challenge_;       // C_c
  PairingAttemptId id_;
  RequestPairingResponse partner_;  // what the server said of itself
  Branch branch_{};
  ConnectionDetails details_;  // ours (B) or the server's (A)
  BaseUrl session_url_;        // where we begin sessions (A)
  std::optional<Pin> pin_;
  std::optional<Pairing> provisional_;

  std::optional<Problem> why_;  // it failed
  std::string detail_;
  std::deque<PairingEvent> events_;
};

}  // namespace s2::connect
