#pragma once
// World: what the parts of a host have in common.

#include <s2/connect/endpoint.hpp>
#include <s2/host.hpp>
#include <s2/transport/crypto.hpp>
#include <s2/transport/http_client.hpp>
#include <s2/transport/system.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace s2::host {

/// Tells the application, in order and never from inside a call of its. Outlives nobody: what was not told when the
/// host ends is dropped.
class Teller : public std::enable_shared_from_this<Teller> {
 public:
  Teller(transport::Loop& loop, HostHandler handler) : loop_(loop), handler_(std::move(handler)) {}

  /// Tells, soon.
  void tell(std::function<void(const HostHandler&)> what) {
    loop_.post([weak = weak_from_this(), what = std::move(what)] {
      if (const auto self = weak.lock()) what(self->handler_);
    });
  }
  /// Tells an event to whoever wants such events.
  template <class Event>
  void tell(std::function<void(const Event&)> HostHandler::*which, Event event) {
    if (!(handler_.*which)) return;
    tell([which, event = std::move(event)](const HostHandler& handler) { (handler.*which)(event); });
  }
  /// Tells a sentence without secrets.
  void note(std::string sentence) { tell(&HostHandler::on_note, std::move(sentence)); }
  /// Hands a session over, at once: this is the thread of its loop, which need not be that of the others.
  void hand_over(SessionOpened session) const;

 private:
  transport::Loop& loop_;
  const HostHandler handler_;
};

/// The host's surroundings, its engines' nodes and tokens, and who is told. Used on the host's loop.
struct World {
  World(transport::Loop& its_loop, connect::Store& its_store, HostSettings its_settings, HostHandler handler)
      : loop(its_loop),
        store(its_store),
        settings(std::move(its_settings)),
        endpoint(connect::EndpointFacts{.description = settings.description}),
        client(loop, settings.client),
        teller(std::make_shared<Teller>(loop, std::move(handler))) {}

  /// Keeps an entry of the trail of trust.
  void audit(AuditEntry entry) const {
    if (!settings.audit) return;
    entry.time = transport::system_now();
    settings.audit->note(entry);
  }

  /// The same for a session of two nodes.
  void audit(std::string_view event, const connect::Pair& pair, std::string text, std::string source = {}) const {
    audit({.time = {}, .event = event, .pair = pair, .source = std::move(source), .text = std::move(text)});
  }
  /// Who is believed by a WebSocket; reading what this machine believes takes a while, and is done once.
  Result<transport::TlsClient> tls_for(const connect::TlsCheck& check);

  transport::Loop& loop;
  connect::Store& store;
  const HostSettings settings;
  std::unique_ptr<connect::Crypto> crypto = transport::make_crypto();
  connect::Endpoint endpoint;
  transport::HttpClient client;
  std::shared_ptr<Teller> teller;

 private:
  std::optional<transport::TlsClient> public_tls_;
};

/// Carries the calls of an engine of a client, by an HttpClient or a CallQueue; the answers go back to it. `owner` has
/// engine() and pump(), which comes after every answer.
template <class Client, class Owner>
void carry_calls(Client& client, const std::shared_ptr<Owner>& owner) {
  while (auto call = owner->engine().next_call()) {
    client.call(*call,
                [weak = std::weak_ptr(owner), id = call->id](Result<transport::Answered, connect::CallError> outcome) {
                  const auto self = weak.lock();
                  if (!self) return;
                  if (outcome) {
                    self->engine().answered(id, outcome->response, outcome->tls, transport::system_now());
                  } else {
                    self->engine().failed(id, outcome.error(), transport::system_now());
                  }
                  self->pump();
                });
  }
}

}  // namespace s2::host
