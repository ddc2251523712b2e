#pragma once
// PollClient: how RMs without a server of their own hear that somebody wants to pair with them.

#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/pairing_client.hpp>
#include <s2/connect/pairing_events.hpp>
#include <s2/connect/store.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>

namespace s2::connect {

/// Where a long-polling client stands with one server. Source: digest, 5.3.
enum class PollStage : std::uint8_t {
  idle,     ///< nothing to poll for, or nobody to ask
  index,    ///< asks for the version index
  polling,  ///< a waitForPairing is out
  waiting,  ///< the server could not serve us; after a pause again
  stopped,  ///< the server does not offer it (400, 404), until it advertises again
  barred,   ///< we are outside its subnet (401): never again, unless our subnet changes (C-122)
};

/// What happens to it.
enum class PollCause : std::uint8_t {
  available,        ///< advertised, at least one node, and able to pair
  gone,             ///< not advertised any more, or the last node left, or pairing is switched off
  understood,       ///< the index names a version we speak
  incompatible,     ///< it names none
  served,           ///< 200 or 204
  unavailable,      ///< 500, 503, no answer, or one that is no answer
  not_offered,      ///< 400, 404
  outside,          ///< 401
  timer,            ///< the pause is over
  advertised_anew,  ///< the service came again, or its record changed
  subnet_changed,   ///< we are in another subnet now
};

/// One row: in this stage, for this cause, the next stage. Where there is no row nothing changes.
struct PollRow {
  PollStage from;   ///< where the client stands
  PollCause cause;  ///< what happens
  PollStage to;     ///< where it stands then
};

/// The table.
std::span<const PollRow> poll_table();

/// The row for a stage and a cause; nullptr when there is none.
const PollRow* find_poll_row(PollStage from, PollCause cause);

/// The server wants a node to pair: make a PairingClient for this goal, while polling goes on (C-119).
struct PairingWanted {
  PairingGoal goal;  ///< with the node's own token
};

/// The server wants a node to pair that has no valid token; the server is told (C-120). Issue a new one.
struct TokenMissing {
  NodeId node;  ///< ours
};

/// Polling goes on differently.
struct PollStageChanged {
  PollStage stage;             ///< from now on
  std::optional<Problem> why;  ///< when something went wrong
};

/// One of them.
using PollClientEvent =
    std::variant<CodeRequested, CodeNotNeeded, PairingWanted, TokenMissing, PollStageChanged, IdentityChanged>;

/// An engine without I/O for one advertised server; keep it as long as the service instance is known by its name, also
/// while it is away (C-122). Only for endpoints that host RMs alone (C-107). Source: digest, 4.7.3, 5.3.
class PollClient {
 public:
  /// A client of this endpoint. What is passed in has to outlive it.
  PollClient(const Endpoint& endpoint, Store& store, Crypto& crypto)
      : endpoint_(endpoint), store_(store), crypto_(crypto) {}

  /// A service instance with this longpollingUrl appeared, or its record changed (C-108).
  void advertised(const BaseUrl& url, Time now);
  /// The instance, or its longpollingUrl, is gone (C-110).
  void withdrawn(Time now);
  /// Whether we can pair; true at the beginning (C-110).
  void set_able(bool able, Time now);
  /// The nodes of the endpoint changed (C-109, C-112).
  void nodes_changed(Time now);
  /// Our own subnet changed (C-122).
  void subnet_changed(Time now);

  /// A call was answered. Answers that are not waited for any more are ignored.
  void answered(CallId id, const Response& response, const TlsFacts& facts, Time now);
  /// A call got no answer.
  void failed(CallId id, const CallError& error, Time now);
  /// Time has come; not needed before next_deadline().
  void wake(Time now);
  /// When to wake() at the latest; empty when nothing waits.
  std::optional<Time> next_deadline() const { return again_; }
  /// The next call to make.
  std::optional<Call> next_call();
  /// The call that is not waited for any more and can be broken off; empty when there is none.
  std::optional<CallId> next_cancelled();
  /// The next thing to know.
  std::optional<PollClientEvent> next_event();
  /// Where it stands.
  PollStage stage() const { return stage_; }

 private:
  void consider(Time now);
  void take(PollCause cause, Time now, std::optional<Problem> why = {});
  void enter(PollStage stage, Time now);
  void ask(Time now);
  void wait(Time now);
  TlsCheck tls_check() const;
  std::string body();
  PollCause judge(const Response& response, Time now);
  PollCause judge_index(const Response& response);
  PollCause judge_actions(const Response& response, Time now);
  void act(const NodeId& node, WaitForPairingAction action, Time now);

  const Endpoint& endpoint_;
  Store& store_;
  Crypto& crypto_;
  PollStage stage_ = PollStage::idle;
  std::optional<BaseUrl> url_;
  bool is_able_ = true;
  bool ignores_pin_ = false;  // the host showed another root than the pinned one (C-284)

  std::optional<Call> call_;
  std::optional<CallId> cancelled_;
  CallId asked_ = 0;
  CallId last_call_ = 0;
  Time asked_at_;
  std::string version_;
  std::optional<Time> again_;
  std::optional<Duration> retry_after_;
  int failures_ = 0;
  int quick_ = 0;  // empty answers in a row that came too soon

  std::set<NodeId> describe_;  // in the next request (C-117)
  std::set<NodeId> without_token_;
  std::deque<PollClientEvent> events_;
};

}  // namespace s2::connect
