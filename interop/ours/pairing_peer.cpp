#include "pairing_peer.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <utility>
#include <variant>

namespace s2::interop {

using namespace connect;

PairingPeer::PairingPeer(transport::Loop& loop, PairingPlan plan, Say say)
    : loop_(loop), plan_(std::move(plan)), say_(std::move(say)) {}

Result<std::unique_ptr<PairingPeer>> PairingPeer::open(transport::Loop& loop, PairingPlan plan, Say say) {
  const bool is_rm = plan.role == EnergyManagementRole::rm;
  host::HostSettings settings;
  settings.description = {.name = "ours", .logo_url = {}, .deployment = Deployment::lan};
  settings.serving = host::Serving{.name = "localhost"};
  settings.assume_v1 = plan.assume_v1;
  settings.begins_sessions = false;
  std::unique_ptr<PairingPeer> it(new PairingPeer(loop, std::move(plan), std::move(say)));
  const auto id = host::node_id(*it->store_, "node");
  if (!id) return Unexpected{id.error()};
  it->node_ = *id;
  auto opened = host::EndpointHost::open(loop, *it->store_, std::move(settings), it->handler());
  if (!opened) return Unexpected{std::move(opened).error()};
  it->host_ = std::move(*opened);
  NodeDescription node;
  node.id = *id;
  node.brand = "s2-cpp";
  node.type = is_rm ? "RM" : "CEM";
  node.model_name = "interop";
  node.role = is_rm ? connect::Role::rm : connect::Role::cem;
  if (auto added = it->host_->add_node({.description = node}); !added) return Unexpected{std::move(added).error()};
  return it;
}

host::HostHandler PairingPeer::handler() {
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened opened) { talk(std::move(opened)); };
  handler.on_pairing = [this](const PairingEvent& event) { tell(event, "heard "); };
  handler.on_client_event = [this](const SessionClientEvent& event) { tell(event); };
  handler.on_note = [this](const std::string& sentence) { say_("heard " + sentence); };
  return handler;
}

void PairingPeer::obey(std::string_view command) {
  std::istringstream words{std::string(command)};
  std::string verb;
  std::string url;
  std::string code;
  words >> verb >> url >> code;
  if (verb == "code") {
    const auto issued = host_->issue_code(node_);
    return issued ? say_("code " + std::string(issued->reveal())) : fail(issued.error());
  }
  if (verb == "pair") return pair(url, code);
  if (verb == "peers") return tell_peers();
  if (verb == "token") return tell_token();
  if (verb == "session") return begin_session();
  if (verb == "unpair") return unpair();
  if (verb == "quit") return loop_.stop();
  say_("failed there is no command " + verb);
}

void PairingPeer::pair(const std::string& url, const std::string& code) {
  auto base = BaseUrl::parse(url, {.strip_version = plan_.assume_v1});
  if (!base) return fail(base.error());
  const auto begun = host_->pair({.node = node_, .url = *std::move(base), .code = code},
                                 [this](const PairingEvent& event) { tell(event, ""); });
  if (!begun) fail(begun.error());
}

void PairingPeer::tell(const PairingEvent& event, const std::string& word) {
  if (const auto* paired = std::get_if<Paired>(&event)) {
    say_(word + "paired " + paired->pairing.pair.peer.text());
  } else if (const auto* failed = std::get_if<PairingFailed>(&event)) {
    say_(word + "failed " + finding_of(failed->why, failed->detail).text);
  } else if (const auto* undecided = std::get_if<PairingUndecided>(&event)) {
    say_(word + "failed " + finding_of(undecided->why).text);
  } else if (const auto* refused = std::get_if<PairingRefused>(&event)) {
    say_(word + "refused " + refused->detail);
  } else if (const auto* note = std::get_if<PairingNote>(&event)) {
    say_("heard " + std::string(note->rule) + ' ' + std::string(note->text));
  }
}

void PairingPeer::tell(const SessionClientEvent& event) {
  if (!is_opening_) return;
  if (const auto* delayed = std::get_if<SessionDelayed>(&event)) fail_session(delayed->why, delayed->detail);
  if (std::holds_alternative<NotAccepted>(event)) fail_session(Problem::token_refused, {});
  if (std::holds_alternative<Unpaired>(event)) fail_session(Problem::no_longer_paired, {});
}

void PairingPeer::tell_peers() {
  std::string line = "peers";
  const auto all = store_->of(node_);
  if (!all) return fail(all.error());
  for (const Pairing& one : *all) line += ' ' + one.pair.peer.text();
  say_(line);
}

void PairingPeer::tell_token() {
  const auto now = pairing();
  if (!now || now->tokens.empty()) return say_("failed there is none");
  const Secret& token = now->tokens.front().token;
  const bool is_known = std::find(tokens_.begin(), tokens_.end(), token) != tokens_.end();
  if (!is_known) tokens_.push_back(token);
  say_(is_known ? "token old" : "token new");
}

// Where the other side begins them there is nothing to do but to wait.
void PairingPeer::begin_session() {
  const auto now = pairing();
  if (!now) return say_("session failed nobody is paired with");
  if (now->communicates_as == CommunicationRole::server) return;
  is_opening_ = true;
  host_->reconnect(now->pair);
}

void PairingPeer::unpair() {
  const auto now = pairing();
  if (!now) return say_("failed nobody is paired with");
  const auto begun = host_->unpair(now->pair, [this] { say_("unpaired"); });
  if (!begun) fail(begun.error());
}

void PairingPeer::talk(host::SessionOpened opened) {
  is_opening_ = false;
  auto recording = plan_.recording;
  recording += '-' + std::to_string(++sessions_) + ".s2log";
  observer_.emplace(plan_.role, Start::connected, recording, std::cout);
  talk_.emplace(loop_, plan_.role, Start::connected, plan_.script, *observer_,
                SessionPeerHandler{.on_over = [this] { loop_.post([this] { talk_ended(); }); }});
  talk_->start(std::move(opened.connection));
}

// Later, because its connection tells of its end.
void PairingPeer::talk_ended() {
  observer_->finish();
  std::string problem = talk_->problem();
  if (problem.empty() && observer_->errors() > 0) problem = "rules were broken";
  talk_.reset();
  say_(problem.empty() ? "session done" : "session failed " + problem);
}

void PairingPeer::fail_session(Problem why, std::string_view detail) {
  is_opening_ = false;
  say_("session failed " + finding_of(why, detail).text);
}

std::optional<Pairing> PairingPeer::pairing() {
  auto all = store_->of(node_);
  if (!all || all->empty()) return std::nullopt;
  return all->front();
}

}  // namespace s2::interop
