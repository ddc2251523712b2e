// How the pairings of a running endpoint come about.

#include "running.hpp"
#include "trail.hpp"

#include <s2/connect/pairing_code.hpp>

#include <utility>
#include <variant>

namespace s2::host {

using namespace connect;

std::shared_ptr<LookParty> Running::look_at(const BaseUrl& url, LookDone done) {
  return std::make_shared<LookParty>(world_, url, [teller = world_.teller, done](const LanClientEvent& event) {
    if (done) teller->tell([done, event](const HostHandler&) { done(event); });
  });
}

void Running::look(const BaseUrl& url, LookDone done) {
  const auto party = look_at(url, std::move(done));
  party->engine().look();
  party->pump();
}

void Running::prepare(const BaseUrl& url, const Pair& pair, bool wanted, LookDone done) {
  const auto party = look_at(url, std::move(done));
  if (wanted) {
    party->engine().prepare(pair.own, pair.peer);
  } else {
    party->engine().cancel(pair.own, pair.peer);
  }
  party->pump();
}

bool Running::prepare_polling(const NodeId& client, bool wanted) {
  const bool told = front_ && front_->engine().prepare(client, wanted);
  if (told) front_->pump();
  return told;
}

Result<void> Running::begin_attempt(PairingGoal goal, PairDone done) {
  const std::uint64_t number = ++last_attempt_;
  auto party = std::make_shared<PairingParty>(world_, std::move(goal),
                                              [this, number](const PairingEvent& event) { on_attempt(number, event); });
  attempts_[number] = {party, std::move(done)};
  auto begun = party->start();
  if (!begun) attempts_.erase(number);
  return begun;
}

Result<void> Running::pair(const PairWish& wish, PairDone done) {
  if (const auto found = hosted(wish.node); !found) return Unexpected{found.error()};
  auto code = parse_pairing_code(wish.code);
  if (!code) return Unexpected{std::move(code).error()};
  const Time now = transport::system_now();
  const PairingToken typed = typed_token(*code, now);
  world_.endpoint.type_in(wish.node, typed.token, wish.peer, *typed.expires);
  PairingGoal goal{.url = wish.url, .node = wish.node, .peer = wish.peer, .token = typed.token, .force = wish.force};
  if (!wish.peer) goal.alias = code->alias;
  return begin_attempt(std::move(goal), std::move(done));
}

std::vector<PollingNode> Running::polling_nodes() const {
  return front_ ? front_->engine().polling_nodes() : std::vector<PollingNode>();
}

Result<void> Running::pair_polling(const NodeId& client, const NodeId& node, const std::string& code) {
  if (const auto found = hosted(node); !found) return Unexpected{found.error()};
  const auto parts = parse_pairing_code(code);
  if (!parts) return Unexpected{parts.error()};
  const Time now = transport::system_now();
  const PairingToken typed = typed_token(*parts, now);
  world_.endpoint.type_in(node, typed.token, client, *typed.expires);
  if (!front_ || !front_->engine().request_pairing(client, node, now)) {
    return Unexpected{finding_of(Problem::node_unknown, "it does not poll here")};
  }
  front_->pump();
  return {};
}

void Running::took_effect(const PairingEvent& event, bool at_server) {
  if (const auto* undecided = std::get_if<PairingUndecided>(&event)) return follow(undecided->pairing);
  const auto* paired = std::get_if<Paired>(&event);
  if (!paired || paired->hand_over) return;
  follow(paired->pairing);
  const auto& left = paired->settled.left;
  if (!at_server) return took_effect(paired->pairing, paired->settled);
  if (left && left->communicates_as == CommunicationRole::client) follow(*left);
}

void Running::on_pairing(const PairingEvent& event) {
  if (auto entry = entry_of(event)) world_.audit(*std::move(entry));
  took_effect(event, true);
  world_.teller->tell(&HostHandler::on_pairing, event);
}

// Its outcome is told to whoever wished for the attempt, and to the others if nobody did.
void Running::on_attempt(std::uint64_t attempt, const PairingEvent& event) {
  if (auto entry = entry_of(event)) world_.audit(*std::move(entry));
  const auto found = attempts_.find(attempt);
  if (!is_outcome(event) || found == attempts_.end()) {
    return world_.teller->tell(&HostHandler::on_pairing, event);
  }
  const PairDone done = std::move(found->second.done);
  attempts_.erase(found);
  took_effect(event, false);
  if (!done) return world_.teller->tell(&HostHandler::on_pairing, event);
  world_.teller->tell([done, event](const HostHandler&) { done(event); });
}

}  // namespace s2::host
