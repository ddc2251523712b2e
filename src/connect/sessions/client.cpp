// SessionClient: its life.

#include "client_engine.hpp"

#include "connect/take_first.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace s2::connect {

using sessions::Cause;
using sessions::Step;

bool SessionClient::Engine::happen(Cause cause, Time now) {
  const sessions::Row* row = sessions::find_row(stage, cause);
  if (!row) return false;
  stage = row->to;
  due.reset();
  call.reset();
  is_calling_ = false;
  take(row->step, now);
  return true;
}

void SessionClient::Engine::take(Step step, Time now) {
  switch (step) {
    case Step::none:
      return;
    case Step::load:
      return load(now);
    case Step::ask_versions:
      return ask_versions(now);
    case Step::initiate:
      return initiate(now);
    case Step::confirm:
      return confirm();
    case Step::unpair:
      return ask_to_unpair(now);
    case Step::tell_ready:
      return tell_ready(now);
    case Step::tell_refused:
      return events.push_back(NotAccepted{pairing_});
    case Step::clean_up:
      return clean_up(now);
    case Step::delay:
      return delay(now);
    case Step::return_now:
      return return_now(now);
  }
}

void SessionClient::Engine::fail(Problem why, std::string_view detail, Time now) {
  why_ = why;
  detail_ = detail;
  happen(Cause::failed, now);
}

// A provisional pairing is the newer one (C-177).
void SessionClient::Engine::load(Time now) {
  auto found = store_.provisional(pair_);
  if (found && !*found) found = store_.find(pair_);
  if (!found) return fail(Problem::store_failed_here, found.error().text, now);
  if (!*found || (*found)->communicates_as != CommunicationRole::client) {
    happen(Cause::is_gone, now);
    return;
  }
  pairing_ = **std::move(found);
  happen(pairing_.state == PairingState::unpairing ? Cause::is_unpairing : Cause::is_paired, now);
}

double SessionClient::Engine::chance() {
  std::array<std::uint8_t, 4> bytes{};
  crypto_.random(bytes);
  std::uint32_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8U | byte;
  return number / 4294967295.0;
}

void SessionClient::Engine::delay(Time now) {
  const Duration span = std::max(backoff_.next(chance()), std::min(at_least_, Backoff::cap));
  due = now + span;
  events.push_back(SessionDelayed{pair_, why_, std::move(detail_), *due});
  why_ = {};
  detail_.clear();
  at_least_ = Duration(0);
}

// A store that fails now may do its work later; nobody else is asked for that.
void SessionClient::Engine::clean_up(Time now) {
  const auto found = store_.find(pair_);
  const bool is_other = found && (!*found || (*found)->since != pairing_.since);
  if (is_other || (found && store_.remove(pair_, {}))) return;
  due = now + backoff_.next(chance());
}

void SessionClient::Engine::return_now(Time now) { due = now + backoff_.at_once(chance()); }

void SessionClient::Engine::tell_ready(Time now) {
  due = now + Limits::communication_token_life;
  why_ = Problem::timed_out;
  events.push_back(SessionReady{.pair = pair_,
                                .url = details_.websocket_url,
                                .token = std::exchange(details_.websocket_token, {}),
                                .version = version_,
                                .tls = sessions::tls_check_of(pairing_),
                                .until = *due});
}

void SessionClient::Engine::opened(Time now) {
  if (happen(Cause::opened, now)) opened_at_ = now;
}

void SessionClient::Engine::ended(SessionEnd how, Time now) {
  if (stage == SessionStage::connected) backoff_.lasted(now - opened_at_);
  why_ = Problem::session_lost;
  happen(how == SessionEnd::reconnect ? Cause::asked_back : Cause::lost, now);
}

void SessionClient::Engine::close_session(SessionEnding why) {
  if (stage != SessionStage::connecting && stage != SessionStage::connected) return;
  events.push_back(CloseSession{.pair = pair_, .why = why});
}

void SessionClient::Engine::renewed(Time now) {
  close_session(SessionEnding::renewed);
  backoff_ = {};
  happen(Cause::renewed, now);
}

// A provisional pairing is given up together with the other one: whichever the server knows, it is told.
Result<void> SessionClient::Engine::unpair(Time now) {
  auto provisional = store_.provisional(pair_);
  if (!provisional) return Unexpected{std::move(provisional).error()};
  auto found = store_.find(pair_);
  if (!found) return Unexpected{std::move(found).error()};
  if (!*found && !*provisional) return {};
  Pairing pairing = *provisional ? **std::move(provisional) : **found;
  if (*found && pairing.state == PairingState::provisional) {
    pairing.tokens.insert(pairing.tokens.begin(), (*found)->tokens.begin(), (*found)->tokens.end());
  }
  pairing.state = PairingState::unpairing;
  if (auto written = store_.put(pairing); !written) return written;
  pairing_ = std::move(pairing);
  close_session(SessionEnding::unpaired);
  happen(Cause::given_up, now);
  return {};
}

Result<void> SessionClient::Engine::forget() {
  auto found = store_.find(pair_);
  if (found && !*found) found = store_.provisional(pair_);
  if (!found) return Unexpected{std::move(found).error()};
  if (auto outcome = store_.remove(pair_, {}); !outcome) return outcome;
  close_session(SessionEnding::unpaired);
  if (*found) events.push_back(Unpaired{**std::move(found), false});
  happen(Cause::removed, {});
  return {};
}

SessionClient::SessionClient(const Endpoint& endpoint, Store& store, Crypto& crypto, const Pair& pair,
                             const SessionClientOptions& options)
    : engine_(std::make_unique<Engine>(endpoint, store, crypto, pair, options)) {}

SessionClient::~SessionClient() = default;

void SessionClient::start(Time now) {
  if (engine_->stage == SessionStage::idle) engine_->happen(Cause::due, now);
}

void SessionClient::answered(CallId id, const Response& response, const TlsFacts& tls, Time now) {
  engine_->answered(id, response, tls, now);
}

void SessionClient::failed(CallId id, const CallError& error, Time now) { engine_->failed(id, error, now); }

void SessionClient::connected(Time now) { engine_->opened(now); }

void SessionClient::upgrade_failed(Problem why, std::string_view detail, Time now) {
  if (engine_->stage == SessionStage::connecting) engine_->fail(why, detail, now);
}

void SessionClient::session_ended(SessionEnd how, Time now) { engine_->ended(how, now); }

void SessionClient::renewed(Time now) { engine_->renewed(now); }

void SessionClient::hurry(Time now) {
  if (engine_->due && (engine_->stage == SessionStage::waiting || engine_->stage == SessionStage::telling_later)) {
    engine_->happen(Cause::due, now);
  }
}

Result<void> SessionClient::unpair(Time now) { return engine_->unpair(now); }

Result<void> SessionClient::forget() { return engine_->forget(); }

void SessionClient::wake(Time now) {
  if (engine_->due && now >= *engine_->due) engine_->happen(Cause::due, now);
}

std::optional<Time> SessionClient::next_deadline() const { return engine_->due; }

std::optional<Call> SessionClient::next_call() { return std::exchange(engine_->call, std::nullopt); }

std::optional<SessionClientEvent> SessionClient::next_event() { return take_first(engine_->events); }

SessionStage SessionClient::stage() const { return engine_->stage; }

}  // namespace s2::connect
