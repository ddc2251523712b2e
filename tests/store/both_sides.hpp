#pragma once
// A CEM and an RM with all of S2 Connect between them, each with its store in a file, in one process and on virtual
// time: for tests that end that process.

#include "folder.hpp"

#include <connect/flaky_store.hpp>
#include <connect/people.hpp>
#include <s2/connect.hpp>
#include <s2/store.hpp>
#include <s2/transport/crypto.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace s2::tests {

/// What both sides do together.
class BothSides {
 public:
  static constexpr std::string_view code = "7KQ2ZPX9M4HT";

  /// Opens both stores, or makes them. `around_write` is called before and behind every change of either.
  BothSides(
      const store::Folder& folder, Time now, const std::function<void()>& around_write = [] {})
      : now_(now),
        cem_file_(store::open_file(folder.file("cem.db")).value()),
        rm_file_(store::open_file(folder.file("rm.db")).value()) {
    connect::EndpointFacts facts = lan_endpoint("hub.local");
    facts.pairing_url = connect::BaseUrl::parse("https://hub.local:8443/pairing/").value();
    facts.root = connect::RootFingerprint{};
    cem_endpoint_.set_facts(facts);
    (void)cem_endpoint_.host({.description = cem});
    (void)rm_endpoint_.host({.description = rm});
    cem_endpoint_.set_static(cem.id, connect::Secret(code));
    cem_store_.around_write = rm_store_.around_write = around_write;
  }

  /// The RM pairs with the CEM, for the first time or anew. False when that failed.
  bool pair() {
    rm_endpoint_.type_in(rm.id, connect::Secret(code), std::nullopt, now_ + connect::Limits::token_life);
    connect::PairingClient client(
        rm_endpoint_, rm_store_, *crypto_,
        {.url = *cem_endpoint_.facts().pairing_url, .node = rm.id, .peer = cem.id, .token = connect::Secret(code)});
    if (!client.start(now_)) return false;
    for (int i = 0; i < 100 && client.step() < connect::PairingStep::done; ++i) {
      if (!carry(client)) wait(client);
    }
    return client.step() == connect::PairingStep::done;
  }

  /// The RM opens a session, which changes the access token, and ends it. Tries as often as it takes; false when it has
  /// given up.
  bool meet() {
    connect::SessionClient client(rm_endpoint_, rm_store_, *crypto_, {rm.id, cem.id});
    client.start(now_);
    for (int i = 0; i < 300; ++i) {
      if (carry(client)) continue;
      while (const auto event = client.next_event()) {
        const auto* ready = std::get_if<connect::SessionReady>(&*event);
        if (ready && open(*ready)) return true;
      }
      if (client.stage() == connect::SessionStage::unpaired || client.stage() == connect::SessionStage::not_accepted) {
        return false;
      }
      wait(client);
    }
    return false;
  }

  connect::Store& cem_store() { return *cem_file_; }
  connect::Store& rm_store() { return *rm_file_; }

 private:
  const connect::NodeDescription cem = node(1, connect::Role::cem);
  const connect::NodeDescription rm = node(2, connect::Role::rm);

  // One call and its answer; false when there is none to make.
  template <class Client>
  bool carry(Client& client) {
    const auto call = client.next_call();
    if (!call) return false;
    const connect::TlsFacts tls{.leaf = {}, .root = {}, .root_der = "root", .is_self_signed = true};
    connect::Request request{.method = call->method, .target = call->target, .bearer = call->bearer};
    request.content_type = "application/json";
    request.body = call->body;
    request.is_same_subnet = true;
    request.leaf = tls.leaf;
    server_.receive(1, request, now_);
    std::optional<connect::Answer> answer;
    while (!(answer = drained())) {
      now_ = std::max(now_, server_.next_deadline().value());
      server_.wake(now_);
    }
    client.answered(call->id, answer->response, tls, now_);
    return true;
  }

  std::optional<connect::Answer> drained() {
    while (server_.next_pairing_event()) {
    }
    while (server_.next_session_event()) {
    }
    return server_.next_answer();
  }

  template <class Client>
  void wait(Client& client) {
    now_ = std::max(now_ + Duration{1}, client.next_deadline().value_or(now_));
    server_.wake(now_);
    client.wake(now_);
  }

  bool open(const connect::SessionReady& ready) {
    const auto admitted = server_.sessions().admit(ready.token, "192.0.2.2", now_);
    if (admitted) server_.sessions().ended(*admitted);
    return admitted.has_value();
  }

  Time now_;
  std::unique_ptr<connect::Store> cem_file_;
  std::unique_ptr<connect::Store> rm_file_;
  FlakyStore cem_store_{*cem_file_};
  FlakyStore rm_store_{*rm_file_};
  std::unique_ptr<connect::Crypto> crypto_ = transport::make_crypto();
  connect::Endpoint cem_endpoint_{lan_endpoint("hub.local")};
  connect::Endpoint rm_endpoint_{lan_endpoint("evse.local")};
  connect::Server server_{cem_endpoint_, cem_store_, *crypto_};
};

}  // namespace s2::tests
