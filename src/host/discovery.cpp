// How a running endpoint is found, and the servers that it polls.

#include "running.hpp"
#include "trail.hpp"

#include <s2/connect/problem.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace s2::host {
namespace {

using namespace connect;

// How often the subnet is looked at while a server has turned us away for it (C-122).
constexpr Duration subnet_look{30'000};

bool hosts(const Endpoint& endpoint, connect::Role role) {
  return std::any_of(endpoint.nodes().begin(), endpoint.nodes().end(),
                     [=](const HostedNode& node) { return node.description.role == role; });
}

}  // namespace

void Running::look_around() {
  auto* discovery = world_.settings.discovery;
  const bool may_poll = world_.settings.description.deployment == Deployment::lan && !front_;
  if (!discovery || !may_poll) return;
  transport::BrowseHandler handler;
  handler.on_found = [this](const transport::ServiceFound& service) { found(service); };
  handler.on_gone = [this](const std::string& instance) {
    const auto known = polls_.find(instance);
    if (known == polls_.end()) return;
    const auto party = known->second;
    party->engine().withdrawn(transport::system_now());
    party->pump();
  };
  handler.on_trouble = [this](const Finding& finding) { world_.teller->note(finding.text); };
  browsing_ = discovery->browse(std::move(handler));
}

// The URL alone says where it is, since the certificate is bound to the name in it (C-052).
void Running::found(const transport::ServiceFound& service) {
  if (service.says.longpolling_url) {
    poll_at(service.instance, *service.says.longpolling_url);
  } else if (const auto known = polls_.find(service.instance); known != polls_.end()) {
    const auto party = known->second;
    party->engine().withdrawn(transport::system_now());
    party->pump();
  }
}

void Running::poll(const BaseUrl& url) { poll_at(url.text(), url); }

// An instance is known by its name, also while it is away (C-122).
void Running::poll_at(const std::string& instance, const BaseUrl& url) {
  if (is_stopping_) return;
  auto& known = polls_[instance];
  if (!known) {
    known = std::make_shared<PollParty>(world_,
                                        [this, instance](const PollClientEvent& event) { on_poll(instance, event); });
  }
  const auto party = known;
  party->engine().advertised(url, transport::system_now());
  party->pump();
}

void Running::on_poll(const std::string& instance, const PollClientEvent& event) {
  if (const auto* wanted = std::get_if<PairingWanted>(&event)) {
    if (auto begun = begin_attempt(wanted->goal, nullptr); !begun) world_.teller->note(begun.error().text);
  }
  if (const auto* changed = std::get_if<PollStageChanged>(&event)) {
    if (changed->why) world_.teller->note(instance + ": " + finding_of(*changed->why).text);
    if (changed->stage == PollStage::barred) {
      subnet_ = interfaces_.addresses();
      subnet_alarm_.set(transport::system_now() + subnet_look);
    }
  }
  if (const auto* other = std::get_if<IdentityChanged>(&event)) world_.audit(*entry_of(PairingEvent(*other)));
  world_.teller->tell(&HostHandler::on_poll_event, event);
}

void Running::look_at_subnet() {
  const auto same = [](const InterfaceAddress& one, const InterfaceAddress& other) {
    return one.address == other.address && one.prefix_bits == other.prefix_bits && one.index == other.index;
  };
  const auto& now = interfaces_.addresses();
  const bool is_changed = !std::equal(now.begin(), now.end(), subnet_.begin(), subnet_.end(), same);
  const bool is_barred = std::any_of(polls_.begin(), polls_.end(),
                                     [](const auto& one) { return one.second->engine().stage() == PollStage::barred; });
  subnet_ = now;
  if (is_barred) subnet_alarm_.set(transport::system_now() + subnet_look);
  if (!is_changed) return;
  for (const auto& [instance, party] : std::map(polls_)) {
    party->engine().subnet_changed(transport::system_now());
    party->pump();
  }
}

void Running::nodes_changed() {
  for (const auto& [instance, party] : std::map(polls_)) {
    party->engine().nodes_changed(transport::system_now());
    party->pump();
  }
  announce();
}

// Only what can be found in the LAN is published, and only while there is a node to pair with (C-043).
std::optional<Advertisement> Running::advertisement() const {
  const auto& facts = world_.endpoint.facts();
  if (!front_ || facts.stands_in || world_.endpoint.deployment() != Deployment::lan) return std::nullopt;
  if (world_.endpoint.nodes().empty()) return std::nullopt;
  Advertisement says{.name = facts.description.name,
                     .logo_url = facts.description.logo_url,
                     .pairing_url = facts.pairing_url,
                     .has_cem = hosts(world_.endpoint, connect::Role::cem),
                     .has_rm = hosts(world_.endpoint, connect::Role::rm)};
  if (offers_polling_ && says.has_cem) says.longpolling_url = facts.pairing_url;
  return says;
}

void Running::announce() {
  auto* discovery = world_.settings.discovery;
  if (!discovery || is_stopping_) return;
  const auto says = advertisement();
  if (!says) return published_.reset();
  const auto record = service_record(*says);
  if (!record) return world_.teller->note(record.error().text);
  if (published_) return published_->update(*record);
  transport::PublishHandler handler;
  handler.on_trouble = [this](const Finding& finding) { world_.teller->note(finding.text); };
  published_ = discovery->publish(*record, std::move(handler));
}

}  // namespace s2::host
