#pragma once
// The inside of PairingServer. server.cpp: in and out; opening.cpp: requestPairing; steps.cpp: what follows with the
// bearer; signals.cpp: the operations of the LAN that need none.

#include <s2/connect/pairing_checks.hpp>
#include <s2/connect/pairing_server.hpp>
#include <s2/connect/routes.hpp>

#include "connect/pairing/attempts.hpp"
#include "connect/pairing/slots.hpp"

#include <deque>
#include <map>

namespace s2::connect {

class PairingServer::Engine {
 public:
  Engine(Endpoint& endpoint, Store& store, Crypto& crypto, const PairingServerOptions& options)
      : endpoint_(endpoint),
        store_(store),
        crypto_(crypto),
        url_(options.url),
        slots_(options.delay, options.queued),
        attempts_(options.attempts) {}

  void receive(RequestId id, const Request& request, Time now);
  void closed(RequestId id);
  void wake(Time now);
  std::optional<Time> next_deadline() const;
  std::optional<Answer> next_answer();
  std::optional<PairingEvent> next_event();
  void expect(const NodeId& client, const NodeId& node, Time until);
  void stop();
  std::size_t attempts() const { return attempts_.size(); }
  bool is_pairing() const { return attempts_.is_any_alive() || slots_.next_due().has_value(); }

 private:
  struct Expected {
    NodeId node;
    Time until;
  };

  // In and out.
  void perform(RequestId id, const Route& route, const Request& request, Time now);
  void answer(RequestId id, Response response) { answers_.push_back({id, std::move(response)}); }
  void tell(PairingEvent event);
  void fail(const Attempt& attempt, Problem why, std::string detail = {});

  // requestPairing.
  void open(RequestId id, const Request& request, Time now);
  const HostedNode* target_of(const RequestPairingRequest& request, Time now);
  std::optional<Binding> binding_of(const Request& request) const;
  void refuse(RequestId id, const WaitingRequest& waiting);
  void admit(WaitingRequest waiting, Time now);
  Attempt attempt_for(WaitingRequest& waiting, Time now);
  std::string response_for(const WaitingRequest& waiting, const Attempt& attempt, const Secret& id);

  // The steps with a bearer.
  Response step(Operation operation, const Request& request, Time now);
  Response details(Attempt& attempt, const Request& request, Branch asked);
  PairingCause judge_details(Attempt& attempt, const Request& request, Branch asked, std::string& why);
  Response finalise(Attempt& attempt, const Request& request, Time now);
  PairingCause settle_attempt(Attempt& attempt, Time now, std::string& why);
  Response take(Attempt& attempt, PairingCause cause, const std::string& why);
  void paired(Attempt& attempt, Paired event);

  // The LAN.
  Response signal(Operation operation, const Request& request, Time now);
  Response prepare(const Request& request, Time now);
  Response cancel(const Request& request);

  Endpoint& endpoint_;
  Store& store_;
  Crypto& crypto_;
  const UrlOptions url_;
  Slots slots_;
  Attempts attempts_;
  std::map<NodeId, Expected> expected_;  // by client
  std::deque<Answer> answers_;
  std::deque<PairingEvent> events_;
  bool is_stopped_ = false;
};

/// A refusal as a body.
Response refusal(PairingError error, std::string_view info);

}  // namespace s2::connect
