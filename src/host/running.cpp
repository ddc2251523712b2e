// A running endpoint: its beginning, what it shows, and its end.

#include "running.hpp"

#include <s2/connect/routes.hpp>

#include <algorithm>
#include <utility>

namespace s2::host {
namespace {

using namespace connect;

// How long a new leaf waits for a moment in which nobody pairs, since a client would take it for a fraud (C-278), and
// how often it looks.
constexpr Duration longest_wait{60'000};
constexpr Duration next_look{1'000};

HostSettings completed(HostSettings settings) {
  if (!settings.description.deployment) settings.description.deployment = Deployment::lan;
  if (settings.assume_v1) settings.url.strip_version = true;
  if (settings.discovery && !settings.client.resolver) settings.client.resolver = settings.discovery->resolver();
  return settings;
}

ServerOptions server_options(const HostSettings& settings, bool offers_polling) {
  ServerOptions options = settings.server;
  options.offers_polling = offers_polling;
  options.pairing.url = settings.url;
  return options;
}

}  // namespace

Running::Running(transport::Loop& loop, Store& store, HostSettings settings, HostHandler handler)
    : world_(loop, store, completed(std::move(settings)), std::move(handler)),
      calls_(world_.client),
      subnet_alarm_(loop, [this] { look_at_subnet(); }),
      show_alarm_(loop, [this] { show_when_quiet(*next_tls_, show_latest_); }),
      renew_alarm_(loop, [this] { renew_in_time(); }) {}

Result<void> Running::begin() {
  if (world_.settings.serving) {
    if (auto served = serve(); !served) return served;
  }
  look_around();
  return {};
}

Result<void> Running::serve() {
  const auto& settings = world_.settings;
  auto identity = identity_of(world_.store, settings, transport::system_now());
  if (!identity) return Unexpected{std::move(identity).error()};
  const bool is_lan = settings.description.deployment == Deployment::lan && !settings.serving->stands_in;
  offers_polling_ = is_lan && settings.serving->polling;

  FrontEvents events;
  events.on_pairing = [this](const PairingEvent& event) { on_pairing(event); };
  events.on_polling = [this](const PollServerEvent& event) {
    world_.teller->tell(&HostHandler::on_polling_node, event);
  };
  events.on_session = [this](const SessionServerEvent& event) { on_session(event); };
  events.on_empty = [this] { stop_when_empty(); };
  front_ = std::make_shared<Front>(world_, server_options(settings, offers_polling_), std::move(events));
  const auto port = front_->open({.path = settings.serving->path,
                                  .tls = identity->tls,
                                  .guards_subnet = is_lan,
                                  .websocket = settings.websocket,
                                  .http = settings.http});
  if (!port) return Unexpected{port.error()};
  renew_alarm_.set(identity->renew_at);
  return announce_urls(facts_for(*identity), *port);
}

EndpointFacts Running::facts_for(const Identity& identity) const {
  return {.description = world_.settings.description,
          .root = identity.root,
          .stands_in = world_.settings.serving->stands_in};
}

// Now that the port is known.
Result<void> Running::announce_urls(EndpointFacts facts, std::uint16_t port) {
  const auto& serving = *world_.settings.serving;
  const std::uint16_t shown = serving.public_port != 0 ? serving.public_port : port;
  const bool is_v6 = serving.name.find(':') != std::string::npos;
  const std::string place =
      (is_v6 ? "[" + serving.name + "]" : serving.name) + (shown == 443 ? "" : ":" + std::to_string(shown));
  auto url = BaseUrl::parse("https://" + place + serving.path, world_.settings.url);
  if (!url) return Unexpected{std::move(url).error()};
  facts.pairing_url = *url;
  if (!facts.stands_in) facts.session_url = *url;
  facts.websocket_url = "wss://" + place + std::string(url->path()) + "session";
  world_.endpoint.set_facts(std::move(facts));
  return {};
}

// Connections of one pairing attempt have to show one certificate (C-278).
void Running::show_when_quiet(transport::TlsServer tls, Time latest) {
  next_tls_ = std::move(tls);
  show_latest_ = latest;
  const Time now = transport::system_now();
  if (front_->engine().is_pairing() && now < latest) return show_alarm_.set(now + next_look);
  front_->show(*std::exchange(next_tls_, std::nullopt));
}

Result<void> Running::renew_certificate() {
  if (!front_) return {};
  const Time now = transport::system_now();
  auto identity = identity_of(world_.store, world_.settings, now, true);
  if (!identity) return Unexpected{std::move(identity).error()};
  renew_alarm_.set(identity->renew_at);
  show_when_quiet(std::move(identity->tls), now + longest_wait);
  return {};
}

void Running::renew_in_time() {
  const auto renewed = renew_certificate();
  world_.teller->note(renewed ? "the certificate was renewed" : renewed.error().text);
  if (!renewed) renew_alarm_.set(transport::system_now() + Duration(std::chrono::hours(1)));
}

void Running::stop(std::function<void()> done) {
  stopped_ = std::move(done);
  if (std::exchange(is_stopping_, true)) return stop_when_empty();
  published_.reset();
  browsing_.reset();
  polls_.clear();
  for (const auto& [number, attempt] : std::map(attempts_)) {
    attempt.party->engine().cancel(transport::system_now());
    attempt.party->pump();
  }
  leaving_ = parties_.size();
  for (const auto& [pair, party] : std::map(parties_)) {
    party->stop([this] {
      --leaving_;
      stop_when_empty();
    });
  }
  if (front_) front_->stop();
  stop_when_empty();
}

void Running::stop_when_empty() {
  if (!is_stopping_ || leaving_ > 0 || (front_ && !front_->is_empty()) || !stopped_) return;
  world_.teller->tell([done = std::exchange(stopped_, nullptr)](const HostHandler&) { done(); });
}

}  // namespace s2::host
