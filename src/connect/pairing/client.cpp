// PairingClient: calls, answers and time, and the table that says what follows.

#include <s2/connect/limits.hpp>
#include <s2/connect/pairing_client.hpp>

#include "connect/pairing/client_engine.hpp"
#include "connect/take_first.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {
namespace {

// Whether TLS found that this is not the server we mean, or no server to be trusted (C-276, C-278).
bool is_distrust(CallFailure why) { return why >= CallFailure::untrusted; }

}  // namespace

Result<void> PairingClient::Engine::start(Time now) {
  const HostedNode* node = endpoint_.find(goal_.node);
  if (!node || !node->ready) return Unexpected{finding_of(Problem::not_ready, "the node here is not ready")};
  if (goal_.token.empty()) return Unexpected{finding_of(Problem::code_expired_here)};
  if (goal_.url.text().empty()) return Unexpected{finding_of(Problem::url_malformed)};
  // C-023, C-024: names of the LAN are not reached from outside.
  const bool is_wan = endpoint_.deployment() == Deployment::wan;
  if (is_wan && is_local()) return Unexpected{finding_of(Problem::wan_cannot_reach_lan)};
  enter(PairingStep::index, now);
  return {};
}

void PairingClient::Engine::cancel(Time now) { take({PairingTurn::cancelled, Problem::cancelled, {}}, now); }

void PairingClient::Engine::answered(CallId id, const Response& response, const TlsFacts& facts, Time now) {
  if (id != asked_ || asked_ == 0) return;
  wake(now);
  if (id != asked_) return;
  asked_ = 0;
  take(judge(response, facts, now), now);
}

void PairingClient::Engine::failed(CallId id, const CallError& error, Time now) {
  if (id != asked_ || asked_ == 0) return;
  wake(now);
  if (id != asked_) return;
  asked_ = 0;
  take({is_distrust(error.why) ? PairingTurn::distrusted : PairingTurn::no_answer, problem_of(error.why), error.text},
       now);
}

void PairingClient::Engine::wake(Time now) {
  if (end_ && *end_ <= now) {
    end_.reset();
    take({PairingTurn::out_of_time, Problem::attempt_expired, {}}, now);
  }
  if (!again_ || now < *again_) return;
  again_.reset();
  if (step_ == PairingStep::pause) return take({PairingTurn::timer, {}, {}}, now);
  ++repeats_;
  ask();
}

std::optional<Time> PairingClient::Engine::next_deadline() const {
  if (again_ && end_) return std::min(*again_, *end_);
  return again_ ? again_ : end_;
}

std::optional<Call> PairingClient::Engine::next_call() { return std::exchange(call_, std::nullopt); }

std::optional<PairingEvent> PairingClient::Engine::next_event() { return take_first(events_); }

void PairingClient::Engine::take(Turn turn, Time now) {
  const PairingStepRow* row = find_pairing_step(step_, turn.turn);
  if (!row) return;
  const bool ends =
      row->to == PairingStep::calling_off || row->to == PairingStep::failed || row->to == PairingStep::undecided;
  if (ends && !why_) {
    why_ = turn.why;
    detail_ = std::move(turn.detail);
  }
  if (row->to != step_) return enter(row->to, now);
  again_ = now + Limits::repeat_pause;
}

void PairingClient::Engine::enter(PairingStep step, Time now) {
  step_ = step;
  call_.reset();
  asked_ = 0;
  again_.reset();
  repeats_ = 0;
  switch (step) {
    case PairingStep::pause:
      again_ = now + pause_;
      break;
    case PairingStep::calling_off:
      end_ = now + Limits::step_timeout;
      ask();
      break;
    case PairingStep::done:
    case PairingStep::undecided:
    case PairingStep::failed:
      finish(step);
      break;
    default:
      ask();
  }
}

void PairingClient::Engine::finish(PairingStep step) {
  end_.reset();
  goal_.token = {};
  id_ = {};
  if (step == PairingStep::undecided) return tell(PairingUndecided{*provisional_, why_.value_or(Problem::timed_out)});
  if (step == PairingStep::done) return;  // told where it was stored
  // What cannot be dropped now is dropped when its token is refused (C-177).
  if (provisional_) (void)store_.drop_provisional(provisional_->pair);
  std::optional<NodeDescription> peer;
  if (is_verified_) peer = partner_.server_node_description;
  tell(PairingFailed{goal_.node, std::move(peer), why_.value_or(Problem::broken), detail_, {}});
}

PairingClient::PairingClient(Endpoint& endpoint, Store& store, Crypto& crypto, PairingGoal goal,
                             const PairingClientOptions& options)
    : engine_(std::make_unique<Engine>(endpoint, store, crypto, std::move(goal), options)) {}
PairingClient::~PairingClient() = default;
Result<void> PairingClient::start(Time now) { return engine_->start(now); }
void PairingClient::cancel(Time now) { engine_->cancel(now); }
void PairingClient::answered(CallId id, const Response& response, const TlsFacts& facts, Time now) {
  engine_->answered(id, response, facts, now);
}
void PairingClient::failed(CallId id, const CallError& error, Time now) { engine_->failed(id, error, now); }
void PairingClient::wake(Time now) { engine_->wake(now); }
std::optional<Time> PairingClient::next_deadline() const { return engine_->next_deadline(); }
std::optional<Call> PairingClient::next_call() { return engine_->next_call(); }
std::optional<PairingEvent> PairingClient::next_event() { return engine_->next_event(); }
PairingStep PairingClient::step() const { return engine_->step(); }

}  // namespace s2::connect
