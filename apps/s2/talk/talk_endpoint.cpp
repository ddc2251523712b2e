#include "talk/talk_endpoint.hpp"

#include <paired/selection.hpp>
#include <paired/sentences.hpp>

#include <utility>
#include <variant>
#include <vector>

namespace s2::app {
namespace {

Unexpected<Finding> not_paired(std::string text) {
  return {Finding{
      .rule = "S2CPP-NOT-PAIRED", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

}  // namespace

Result<std::unique_ptr<TalkEndpoint>> TalkEndpoint::open(transport::Loop& loop, const TalkPairing& told,
                                                         connect::Role role, Profile profile, Owner owner) {
  std::unique_ptr<TalkEndpoint> it(new TalkEndpoint(loop, std::move(owner)));
  paired::EndpointOptions options = told.endpoint;
  options.begins_sessions = false;  // one, when we are ready for it
  auto endpoint = paired::PairedEndpoint::open(loop, options, told.part, it->handler());
  if (!endpoint) return Unexpected{std::move(endpoint).error()};
  it->endpoint_ = std::move(*endpoint);
  if (auto begun = it->begin(told, role, profile); !begun) return Unexpected{std::move(begun).error()};
  return it;
}

Result<void> TalkEndpoint::begin(const TalkPairing& told, connect::Role role, Profile profile) {
  auto node = endpoint_->add_node(role, told.node, role == connect::Role::cem ? "energy manager" : "device",
                                  {.versions = paired::versions_of(profile)});
  if (!node) return Unexpected{std::move(node).error()};
  node_ = std::move(*node);
  if (!told.whom.target.empty()) return approach(told.whom);
  if (!told.show_code) return take_known(told.whom.peer);
  sign_ = std::make_unique<house::PairingSign>(loop_, *endpoint_, node_.id, owner_.on_code);
  return sign_->show();
}

Result<void> TalkEndpoint::approach(const paired::Approached& whom) {
  auto begun = paired::Approach::begin(
      loop_, *endpoint_, node_.id, whom,
      {.on_note = owner_.on_note, .on_outcome = [this](const Result<connect::PairingEvent>& outcome) {
         const auto end = paired::end_of(outcome);
         if (!end.pairing) return owner_.on_unreachable(end.sentence);
         owner_.on_note(end.sentence);
         meet(*end.pairing);
       }});
  if (!begun) return Unexpected{std::move(begun).error()};
  approach_ = std::move(*begun);
  return {};
}

Result<void> TalkEndpoint::take_known(const std::string& peer) {
  auto pairings = endpoint_->store().of(node_.id);
  if (!pairings) return Unexpected{std::move(pairings).error()};
  const auto wanted = paired::selected(*pairings, peer.empty() ? "all" : peer);
  std::vector<connect::Pairing> alive;
  for (const auto& pairing : wanted) {
    if (pairing.state != connect::PairingState::unpairing) alive.push_back(pairing);
  }
  if (alive.empty()) {
    return not_paired(node_.name + " is paired with nobody" + (peer.empty() ? "" : " of this name") +
                      " yet; pair with --pair URL --code CODE or --show-code");
  }
  for (const auto& pairing : alive) meet(pairing);
  return {};
}

void TalkEndpoint::meet(const connect::Pairing& pairing) {
  meant_.insert(pairing.pair);
  const bool begins = pairing.communicates_as == connect::CommunicationRole::client;
  owner_.on_note((begins ? "opening a session with " : "waiting for a session with ") +
                 paired::name_of(pairing.peer_node));
  if (begins) endpoint_->host().reconnect(pairing.pair);
}

void TalkEndpoint::stop(std::function<void()> done) {
  approach_.reset();
  sign_.reset();
  endpoint_->host().stop(std::move(done));
}

host::HostHandler TalkEndpoint::handler() {
  const auto note = [this](const auto& event) {
    if (const auto told = paired::told(event)) owner_.on_note(paired::line_of(*told));
  };
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened opened) { on_session(std::move(opened)); };
  handler.on_pairing = [this, note](const connect::PairingEvent& event) {
    note(event);
    on_pairing(event);
  };
  handler.on_server_event = note;
  handler.on_client_event = [this](const connect::SessionClientEvent& event) { on_client_event(event); };
  handler.on_note = [this](const std::string& sentence) { owner_.on_note(sentence); };
  return handler;
}

void TalkEndpoint::on_session(host::SessionOpened opened) {
  if (!meant_.contains(opened.pair)) return opened.connection->close(1013, "this talk is with somebody else");
  met_ = true;
  owner_.on_session(std::move(opened));
}

void TalkEndpoint::on_pairing(const connect::PairingEvent& event) {
  const auto* made = std::get_if<connect::Paired>(&event);
  if (made == nullptr || !sign_) return;
  sign_.reset();
  meet(made->pairing);
}

void TalkEndpoint::on_client_event(const connect::SessionClientEvent& event) {
  if (paired::is_end_of_session(event)) return;
  const auto told = paired::told(event);
  if (!told) return;
  if (met_ || !paired::is_obstacle(event)) return owner_.on_note(paired::line_of(*told));
  owner_.on_unreachable(paired::line_of(*told));
}

}  // namespace s2::app
