// The pairings of a running endpoint and their sessions.

#include "running.hpp"
#include "trail.hpp"

#include <utility>
#include <variant>

namespace s2::host {

using namespace connect;

SessionParty& Running::party(const Pair& pair) {
  auto& party = parties_[pair];
  if (!party) {
    party = std::make_shared<SessionParty>(world_, calls_, pair,
                                           [this, pair](const SessionClientEvent& event) { on_session(pair, event); });
  }
  return *party;
}

// The first time; from then on the engine knows when.
void Running::begin(const Pair& pair) {
  auto& fresh = party(pair);
  fresh.engine().start(transport::system_now());
  fresh.pump();
}

// Sessions of a pairing that is new, or another one than before.
void Running::follow(const Pairing& pairing) {
  if (is_stopping_) return;
  const auto known = parties_.find(pairing.pair);
  if (known == parties_.end()) {
    if (pairing.communicates_as != CommunicationRole::client || !world_.endpoint.find(pairing.pair.own)) return;
    if (world_.settings.begins_sessions) begin(pairing.pair);
    return;
  }
  const auto party = known->second;
  party->engine().renewed(transport::system_now());
  party->pump();
}

void Running::begin_sessions(const NodeId& node) {
  if (!world_.settings.begins_sessions) return;
  if (is_stopping_ || world_.endpoint.facts().stands_in) return;  // or they are another endpoint's
  const auto pairs = world_.store.begun_by(node);
  if (!pairs) return world_.teller->note(pairs.error().text);
  for (const Pair& pair : *pairs) {
    if (!parties_.contains(pair)) begin(pair);
  }
}

// A pairing took effect: whatever it brought to an end is followed up on both sides of communication.
void Running::took_effect(const Pairing& pairing, const Settled& settled) {
  if (settled.left && settled.left->communicates_as == CommunicationRole::client) follow(*settled.left);
  if (!front_) return;
  front_->engine().sessions().settled(pairing.pair, settled);
  front_->pump();
}

void Running::on_session(const SessionServerEvent& event) {
  if (auto entry = entry_of(event)) world_.audit(*std::move(entry));
  if (const auto* promoted = std::get_if<PairingPromoted>(&event)) {
    const auto& left = promoted->settled.left;
    if (left && left->communicates_as == CommunicationRole::client) follow(*left);
  }
  world_.teller->tell(&HostHandler::on_server_event, event);
}

void Running::on_session(const Pair& pair, const SessionClientEvent& event) {
  if (auto entry = entry_of(event)) world_.audit(*std::move(entry));
  if (const auto* promoted = std::get_if<PairingPromoted>(&event)) took_effect(promoted->pairing, promoted->settled);
  if (std::holds_alternative<Unpaired>(event)) finished(pair);
  world_.teller->tell(&HostHandler::on_client_event, event);
}

// The other side knows, or need not know. The party may have something to do yet: it goes later, when it is through.
void Running::finished(const Pair& pair) {
  for (auto& done : std::exchange(unpaired_[pair], {})) {
    world_.teller->tell([done = std::move(done)](const HostHandler&) { done(); });
  }
  unpaired_.erase(pair);
  world_.loop.post([this, weak = std::weak_ptr(parties_[pair]), pair] {
    const auto party = weak.lock();  // while it lives, so do we
    if (party && party->is_over() && !party->engine().next_deadline()) parties_.erase(pair);
  });
}

Result<std::optional<Pairing>> Running::stored(const Pair& pair) const {
  auto found = world_.store.find(pair);
  return found && !*found ? world_.store.provisional(pair) : std::move(found);
}

// Without a server of ours nobody will ask, but the tombstone stands in case there is one again.
Result<void> Running::unpair_as_server(const Pair& pair) {
  const Time now = transport::system_now();
  if (!front_) return world_.store.remove(pair, Tombstone{pair, now});
  auto gone = front_->engine().sessions().unpair(pair, now);
  front_->pump();
  return gone;
}

Result<void> Running::unpair(const Pair& pair, std::function<void()> done) {
  auto pairing = stored(pair);
  if (!pairing) return Unexpected{std::move(pairing).error()};
  if (!*pairing) return Unexpected{finding_of(Problem::no_longer_paired)};
  if ((*pairing)->communicates_as == CommunicationRole::server) {
    auto gone = unpair_as_server(pair);
    if (gone && done) world_.teller->tell([done](const HostHandler&) { done(); });
    return gone;
  }
  auto& one = party(pair);
  if (auto begun = one.engine().unpair(transport::system_now()); !begun) return begun;
  if (done) unpaired_[pair].push_back(std::move(done));
  one.pump();
  return {};
}

Result<void> Running::forget(const Pair& pair) {
  auto pairing = stored(pair);
  if (!pairing) return Unexpected{std::move(pairing).error()};
  if (!*pairing) return Unexpected{finding_of(Problem::no_longer_paired)};
  if ((*pairing)->communicates_as == CommunicationRole::server) return unpair_as_server(pair);
  auto& one = party(pair);
  if (auto gone = one.engine().forget(); !gone) return gone;
  one.pump();
  return {};
}

void Running::reconnect(const Pair& pair) {
  const auto found = parties_.find(pair);
  if (found == parties_.end()) {
    if (!world_.settings.begins_sessions && hosted(pair.own)) begin(pair);
    return;
  }
  const auto one = found->second;
  one->engine().hurry(transport::system_now());
  one->pump();
}

bool Running::is_in_session(const Pair& pair) const {
  const auto party = parties_.find(pair);
  return (party != parties_.end() && party->second->is_in_session()) || (front_ && front_->is_in_session(pair));
}

}  // namespace s2::host
