// One pairing in which ours begins the sessions.

#include "session_party.hpp"

#include <s2/transport/websocket.hpp>

#include <utility>
#include <variant>

namespace s2::host {

using namespace connect;

SessionParty::SessionParty(World& world, CallQueue& calls, const Pair& pair, Told told)
    : loop_(world.loop),
      world_(world),
      calls_(calls),
      pair_(pair),
      told_(std::move(told)),
      engine_(world.endpoint, world.store, *world.crypto, pair,
              {.url = world.settings.url, .assume_v1 = world.settings.assume_v1}),
      alarm_(world.loop, [this] {
        engine_.wake(transport::system_now());
        pump();
      }) {}

// A session is closed before the server is called (C-253).
void SessionParty::pump() {
  const auto self = shared_from_this();
  while (auto event = engine_.next_event()) {
    if (const auto* ready = std::get_if<SessionReady>(&*event)) {
      open(*ready);
    } else if (const auto* wish = std::get_if<CloseSession>(&*event)) {
      close(*wish);
    } else {
      told_(*event);
    }
  }
  if (is_stopping_) return alarm_.set(std::nullopt);
  carry_calls(calls_, self);
  const bool rests = !world_.settings.begins_sessions && engine_.stage() == SessionStage::waiting;
  alarm_.set(rests ? std::nullopt : engine_.next_deadline());
}

void SessionParty::open(const SessionReady& ready) {
  ++session_;
  auto tls = world_.tls_for(ready.tls);
  if (!tls) return engine_.upgrade_failed(Problem::certificate_untrusted, tls.error().text, transport::system_now());
  transport::WebsocketVisit visit;
  visit.tls = std::move(*tls);
  visit.resolver = world_.settings.client.resolver;
  visit.headers = {{"Authorization", "Bearer " + std::string(ready.token.reveal())}};
  transport::connect_websocket(
      world_.loop, ready.url,
      [weak = weak_from_this(), ready, session = session_](auto outcome) {
        const auto self = weak.lock();
        if (self && self->session_ == session && !self->is_stopping_) self->opened(ready, std::move(outcome));
      },
      world_.settings.websocket, std::move(visit));
}

void SessionParty::opened(const SessionReady& ready, Result<std::unique_ptr<transport::Connection>> outcome) {
  if (engine_.stage() != SessionStage::connecting) return;  // not wanted any more; the connection goes with this call
  if (!outcome) {
    engine_.upgrade_failed(Problem::unreachable, outcome.error().text, transport::system_now());
    return pump();
  }
  engine_.connected(transport::system_now());
  world_.audit("session-opened", pair_, "a session was opened");
  hand_over(ready, std::move(*outcome));
}

void SessionParty::hand_over(const SessionReady& ready, std::unique_ptr<transport::Connection> connection) {
  link_ = std::make_shared<SessionLink>(std::move(connection), [weak = weak_from_this(), session = session_](auto how) {
    if (const auto self = weak.lock()) self->over(session, how);
  });
  const auto stored = world_.store.find(pair_);
  SessionOpened opened;
  opened.pair = pair_;
  if (stored && *stored) opened.peer = (*stored)->peer_node;
  opened.role = CommunicationRole::client;
  opened.version = ready.version;
  opened.loop = &world_.loop;
  opened.connection = link_->for_application();
  const auto teller = world_.teller;
  pump();
  teller->hand_over(std::move(opened));  // last: the host may go with it
}

void SessionParty::close(const CloseSession& wish) {
  ++session_;
  const auto link = std::exchange(link_, nullptr);
  if (!link) return;
  const bool is_unpaired = wish.why == SessionEnding::unpaired;
  link->end(std::nullopt, 1000, is_unpaired ? "unpaired" : "paired anew");
}

// Told from the middle of the connection's last call: what follows comes later.
void SessionParty::over(std::uint64_t session, SessionEnd how) {
  loop_.post([weak = weak_from_this(), session, how] {
    const auto self = weak.lock();
    if (!self) return;
    if (self->session_ != session) return;
    self->link_.reset();
    self->world_.audit("session-ended", self->pair_, "a session has ended");
    if (self->is_stopping_) return std::exchange(self->stopped_, nullptr)();
    self->engine_.session_ended(how, transport::system_now());
    self->pump();
  });
}

void SessionParty::stop(std::function<void()> done) {
  is_stopping_ = true;
  alarm_.set(std::nullopt);
  if (!link_) return done();
  stopped_ = std::move(done);
  link_->end(SessionRequestType::terminate, 1001, "this endpoint stops");
}

}  // namespace s2::host
