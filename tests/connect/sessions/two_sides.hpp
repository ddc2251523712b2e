#pragma once
// A communication client and a communication server, joined in memory, over a network that loses, delays and doubles
// requests; either side may lose its power at every moment and comes back with nothing but its store.

#include "connect/flaky_store.hpp"
#include "connect/people.hpp"
#include "connect/seeded_crypto.hpp"
#include "connect/sessions/explorer.hpp"

#include <s2/connect/limits.hpp>
#include <s2/connect/session_client.hpp>
#include <s2/connect/session_server.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace s2::tests {

class TwoSides {
 public:
  /// What both stores hold at the beginning.
  struct Beginning {
    std::string name;
    std::vector<connect::Pairing> client;
    std::vector<connect::Pairing> server;

    friend std::ostream& operator<<(std::ostream& out, const Beginning& one) { return out << one.name; }
  };

  TwoSides(const Beginning& beginning, Choices& choices) : choices_(choices) {
    EXPECT_TRUE(rm_endpoint_.host({.description = rm}));
    EXPECT_TRUE(cem_endpoint_.host({.description = cem}));
    for (const auto& pairing : beginning.client) EXPECT_TRUE(client_memory_->put(pairing));
    for (const auto& pairing : beginning.server) EXPECT_TRUE(server_memory_->put(pairing));
    client_store_.around_write = [this] { around_write(client_store_, client_is_writing_, Side::client); };
    server_store_.around_write = [this] { around_write(server_store_, server_is_writing_, Side::server); };
    start_client();
    start_server();
  }

  /// Goes on until a session is open; false when that takes too long, or never comes.
  bool connect() {
    for (int steps = 0; steps < 400; ++steps) {
      if (is_open_) return true;
      if (!step()) return false;
      check_that_nothing_is_lost();
    }
    return false;
  }

  /// The session breaks, and faults are over.
  void lose_session() {
    is_calm_ = true;
    deliver_all_late();
    end_session();
    now_ = now_ + Duration(60'000);
    client_->session_ended(connect::SessionEnd::lost, now_);
  }

  /// The user of the client unpairs, as often as it takes; false when that takes too long.
  bool unpair_at_client() {
    for (int steps = 0; steps < 400; ++steps) {
      const auto found = client_memory_->find(client_pair()).value();
      if (!found && !client_memory_->provisional(client_pair()).value()) return true;
      if (!found || found->state != connect::PairingState::unpairing) {
        protect([&] { (void)client_->unpair(now_); });
      } else if (!step()) {
        return false;
      }
    }
    return false;
  }

  /// The user of the server unpairs, as often as it takes; false when the client does not hear of it.
  bool unpair_at_server() {
    for (int steps = 0; steps < 400; ++steps) {
      if (!server_memory_->all().value().empty()) {
        protect([&] { (void)server_->unpair(server_pair(), now_); });
        drain_server();
      } else if (client_memory_->all().value().empty()) {
        return true;
      } else if (!step()) {
        return false;
      }
    }
    return false;
  }

  /// Faults are over; what is still under way arrives.
  void calm_down() {
    is_calm_ = true;
    deliver_all_late();
  }

  connect::Store& client_store() { return *client_memory_; }
  connect::Store& server_store() { return *server_memory_; }
  connect::SessionStage stage() const { return client_->stage(); }
  static connect::Pair client_pair() { return {rm.id, cem.id}; }
  static connect::Pair server_pair() { return {cem.id, rm.id}; }

  /// Access tokens in a store, of all pairings, oldest first.
  static std::vector<std::string> tokens(connect::Store& store) {
    std::vector<std::string> found;
    const auto pairings = store.all().value();
    for (const auto& pairing : pairings) {
      for (const auto& token : pairing.tokens) found.emplace_back(token.token.reveal());
    }
    return found;
  }

  static inline const connect::NodeDescription cem = node(1, connect::Role::cem);
  static inline const connect::NodeDescription rm = node(2, connect::Role::rm);

 private:
  enum class Side { client, server };
  // Power is lost.
  struct Crash {
    Side side;
  };
  struct Late {
    connect::Request request;
    std::size_t requests_before = 0;  // it arrives when so many others have passed it
  };

  std::size_t choose(std::size_t options) { return is_calm_ ? 0 : choices_.among(options); }

  void around_write(FlakyStore& store, bool& is_writing, Side side) {
    is_writing = !is_writing;
    if (is_writing) {
      const auto choice = choose(3);
      store.writes_fail = choice == 2;
      if (choice == 2) is_writing = false;
      if (choice == 1) throw Crash{side};
    } else if (choose(2) == 1) {
      throw Crash{side};
    }
  }

  void start_client() {
    client_is_writing_ = false;
    client_.emplace(rm_endpoint_, client_store_, crypto_, client_pair());
    client_->start(now_);
  }
  void start_server() {
    server_is_writing_ = false;
    server_.emplace(cem_endpoint_, server_store_, crypto_);
  }
  void end_session() {
    is_open_ = false;
    if (session_) server_->ended(*session_);
    session_.reset();
  }

  // Does something; whoever loses power on the way starts anew a second later.
  template <class Act>
  bool protect(Act act) {
    try {
      act();
      return true;
    } catch (const Crash& crash) {
      restart(crash.side);
      return false;
    }
  }

  void restart(Side side) {
    now_ = now_ + Duration(1'000);
    const bool was_open = is_open_;
    end_session();
    if (side == Side::client) {
      start_client();
    } else {
      start_server();
      if (was_open) client_->session_ended(connect::SessionEnd::lost, now_);
    }
  }

  // What comes next at the client: a call, a WebSocket, or time.
  bool step() {
    if (auto call = client_->next_call()) {
      exchange(*call);
    } else if (auto event = client_->next_event()) {
      if (const auto* ready = std::get_if<connect::SessionReady>(&*event)) open(*ready);
      if (std::holds_alternative<connect::CloseSession>(*event)) end_session();
    } else if (const auto deadline = client_->next_deadline()) {
      now_ = std::max(now_, *deadline);
      server_->wake(now_);
      protect([&] { client_->wake(now_); });
    } else {
      return false;
    }
    return true;
  }

  void exchange(const connect::Call& call) {
    deliver_late();
    const connect::Request request{.method = call.method,
                                   .target = call.target,
                                   .bearer = call.bearer,
                                   .content_type = "application/json",
                                   .body = call.body,
                                   .source = "192.0.2.2",
                                   .is_same_subnet = {},
                                   .leaf = {}};
    const auto course = choose(9);
    switch (course) {
      case 1:  // the request is lost
        return fail(call);
      case 2:
        return restart(Side::client);
      case 3:
        restart(Side::server);
        return fail(call);
      case 4:  // it arrives after one, two or three others, and its answer is lost
      case 5:
      case 6:
        late_.push_back({request, course - 3});
        return fail(call);
      case 7:  // it arrives twice
        (void)serve(request);
        break;
      case 8:  // it takes longer than a pending token lives
        now_ = now_ + connect::Limits::pending_token_life + Duration(1);
        break;
      default:
        break;
    }
    const auto response = serve(request);
    if (!response) return fail(call);
    answer(call, *response);
  }

  void answer(const connect::Call& call, const connect::Response& response) {
    switch (choose(4)) {
      case 1:  // the answer is lost
        return fail(call);
      case 2:
        return restart(Side::client);
      case 3:
        restart(Side::server);
        break;
      default:
        break;
    }
    protect([&] { client_->answered(call.id, response, {}, now_); });
  }

  void fail(const connect::Call& call) {
    protect([&] { client_->failed(call.id, {connect::CallFailure::timed_out, ""}, now_); });
  }

  // Empty when the server lost its power.
  std::optional<connect::Response> serve(const connect::Request& request) {
    std::optional<connect::Response> response;
    protect([&] {
      server_->receive(1, request, now_);
      drain_server();
      response = server_->next_answer()->response;
    });
    return response;
  }

  void drain_server() {
    while (auto event = server_->next_event()) {
      const auto* closing = std::get_if<connect::CloseSession>(&*event);
      if (!closing || !session_ || closing->session != session_->session) continue;
      end_session();
      const auto how = closing->ask_to_return ? connect::SessionEnd::reconnect : connect::SessionEnd::lost;
      client_->session_ended(how, now_);
    }
  }

  void deliver_late() {
    std::vector<Late> rest;
    for (Late& late : std::exchange(late_, {})) {
      if (--late.requests_before == 0) {
        (void)serve(late.request);
      } else {
        rest.push_back(std::move(late));
      }
    }
    late_ = std::move(rest);
  }

  void deliver_all_late() {
    for (const Late& late : std::exchange(late_, {})) (void)serve(late.request);
  }

  void open(const connect::SessionReady& ready) {
    const auto choice = choose(4);
    if (choice == 2) return restart(Side::client);
    if (choice == 3) restart(Side::server);
    auto admitted = server_->admit(ready.token, "192.0.2.2", now_);
    drain_server();
    if (!admitted || choice == 1) {
      if (admitted) server_->ended(*admitted);
      return client_->upgrade_failed(connect::Problem::token_refused, "", now_);
    }
    session_ = *admitted;
    is_open_ = true;
    client_->connected(now_);
  }

  // Whatever happened, the client has the token that the server takes.
  void check_that_nothing_is_lost() {
    const auto stage = client_->stage();
    EXPECT_NE(stage, connect::SessionStage::not_accepted);
    EXPECT_NE(stage, connect::SessionStage::unpaired);
    bool is_known = false;
    const auto known = tokens(*client_memory_);
    for (const auto& active : tokens(*server_memory_)) {
      is_known = is_known || std::find(known.begin(), known.end(), active) != known.end();
    }
    EXPECT_TRUE(is_known);
  }

  Choices& choices_;
  bool is_calm_ = false;
  Time now_ = start + Duration(60'000);
  SeededCrypto crypto_;
  std::unique_ptr<connect::Store> client_memory_ = connect::make_memory_store();
  std::unique_ptr<connect::Store> server_memory_ = connect::make_memory_store();
  FlakyStore client_store_{*client_memory_};
  FlakyStore server_store_{*server_memory_};
  bool client_is_writing_ = false;
  bool server_is_writing_ = false;
  connect::Endpoint rm_endpoint_{lan_endpoint("evse.local")};
  connect::Endpoint cem_endpoint_{lan_endpoint("hub.local")};
  std::optional<connect::SessionClient> client_;
  std::optional<connect::SessionServer> server_;
  std::optional<connect::Admitted> session_;
  bool is_open_ = false;
  std::vector<Late> late_;
};

}  // namespace s2::tests
