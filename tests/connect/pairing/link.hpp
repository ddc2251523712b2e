#pragma once
// A wire between a pairing client and a server in memory, on which things can get lost.

#include "connect/pairing/party.hpp"

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/pairing_client.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace s2::tests {

/// Runs one attempt of a client against the server of another party.
class Link {
 public:
  Link(Party& client, Party& server, connect::PairingGoal goal, const connect::PairingClientOptions& options = {})
      : tls(server.tls),
        client_(client),
        server_(server),
        engine(client.endpoint, client.store, client.crypto, std::move(goal), options) {}

  /// Sees every call before it arrives; false loses it.
  std::function<bool(connect::Call&)> on_call = [](auto&) { return true; };
  /// Sees every answer before it arrives; false loses it.
  std::function<bool(const connect::Call&, connect::Response&)> on_answer = [](auto&, auto&) { return true; };

  /// Until the attempt has ended.
  connect::PairingStep run() {
    const auto begun = engine.start(now);
    EXPECT_TRUE(begun) << begun.error().text;
    for (int round = 0; round < 200 && !has_ended(); ++round) {
      exchange();
      if (!has_ended()) advance();
    }
    EXPECT_TRUE(has_ended());
    return engine.step();
  }

  /// Carries what can be carried now.
  void exchange() {
    while (auto call = engine.next_call()) {
      calls.push_back(*call);
      connect::Request request = request_of(*call, server_.tls);
      if (!on_call(*call)) {
        engine.failed(call->id, {lost, "lost"}, now);
        continue;
      }
      request = request_of(*call, server_.tls);
      open_.emplace(++last_request_, *call);
      server_.server.receive(last_request_, request, now);
      deliver();
    }
    deliver();
    collect();
  }

  /// On to the next moment when something is due.
  void advance() {
    const auto ours = engine.next_deadline();
    const auto theirs = server_.server.next_deadline();
    ASSERT_TRUE(ours || theirs) << "nothing is left to wait for";
    const Time next = ours && theirs ? std::min(*ours, *theirs) : ours.value_or(theirs.value_or(now));
    now = std::max(now, next);
    server_.server.wake(now);
    engine.wake(now);
    deliver();
    collect();
  }

  bool has_ended() const { return engine.step() >= connect::PairingStep::done; }

  /// The last event of a kind at the client.
  template <class Event>
  std::optional<Event> last() const {
    return last_in<Event>(events);
  }
  /// The same at the server.
  template <class Event>
  std::optional<Event> last_there() const {
    return last_in<Event>(events_there);
  }
  /// Why it failed at the client.
  std::optional<connect::Problem> why() const {
    const auto failure = last<connect::PairingFailed>();
    return failure ? std::optional(failure->why) : std::nullopt;
  }
  /// How often an operation was called.
  std::ptrdiff_t count(std::string_view operation) const {
    return std::count_if(calls.begin(), calls.end(),
                         [&](const connect::Call& one) { return one.target.ends_with(operation); });
  }

  connect::TlsFacts tls;                                     ///< what the client sees of the server's certificates
  connect::CallFailure lost = connect::CallFailure::broken;  ///< what a lost call looks like
  Time now = start;
  std::vector<connect::Call> calls;
  std::vector<connect::PairingEvent> events;
  std::vector<connect::PairingEvent> events_there;

 private:
  template <class Event>
  static std::optional<Event> last_in(const std::vector<connect::PairingEvent>& all) {
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
      if (const auto* event = std::get_if<Event>(&*one)) return *event;
    }
    return std::nullopt;
  }

  void deliver() {
    while (auto answer = server_.server.next_answer()) {
      const auto found = open_.find(answer->id);
      if (found == open_.end()) continue;
      const connect::Call call = found->second;
      open_.erase(found);
      if (on_answer(call, answer->response)) {
        engine.answered(call.id, answer->response, tls, now);
      } else {
        engine.failed(call.id, {lost, "lost"}, now);
      }
    }
  }

  void collect() {
    while (auto event = engine.next_event()) events.push_back(*std::move(event));
    while (auto event = server_.server.next_pairing_event()) events_there.push_back(*std::move(event));
  }

  Party& client_;
  Party& server_;
  std::map<connect::RequestId, connect::Call> open_;
  connect::RequestId last_request_ = 0;

 public:
  connect::PairingClient engine;
};

/// What the user of `client` wants who typed the code of `server`.
inline connect::PairingGoal goal_for(const Party& client, const Party& server, std::string_view token) {
  return {.url = server.url(), .node = client.node.id, .token = connect::Secret(token)};
}

}  // namespace s2::tests
