#pragma once
// Running: an endpoint that runs. running.cpp begins and ends it, nodes.cpp has its nodes and codes, sessions.cpp its
// pairings and their sessions, pairing.cpp how they come about, discovery.cpp how it is found and whom it polls.

#include "call_queue.hpp"
#include "front.hpp"
#include "identity.hpp"
#include "look_party.hpp"
#include "pairing_party.hpp"
#include "poll_party.hpp"
#include "session_party.hpp"
#include "world.hpp"

#include <s2/host.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace s2::host {

class Running final : public EndpointHost {
 public:
  Running(transport::Loop& loop, connect::Store& store, HostSettings settings, HostHandler handler);

  /// Begins to serve, and to look for others.
  Result<void> begin();

  const connect::EndpointFacts& facts() const override { return world_.endpoint.facts(); }
  Result<void> add_node(connect::HostedNode node) override;
  void remove_node(const connect::NodeId& node) override;
  Result<connect::Secret> issue_code(const connect::NodeId& node, Duration life) override;
  Result<connect::Secret> static_code(const connect::NodeId& node) override;
  Result<void> set_code(const connect::NodeId& node, const std::string& code, std::optional<Duration> life) override;
  void look(const connect::BaseUrl& url, LookDone done) override;
  void prepare(const connect::BaseUrl& url, const connect::Pair& pair, bool wanted, LookDone done) override;
  bool prepare_polling(const connect::NodeId& client, bool wanted) override;
  Result<void> pair(const PairWish& wish, PairDone done) override;
  std::vector<connect::PollingNode> polling_nodes() const override;
  Result<void> pair_polling(const connect::NodeId& client, const connect::NodeId& node,
                            const std::string& code) override;
  void poll(const connect::BaseUrl& url) override;
  Result<void> unpair(const connect::Pair& pair, std::function<void()> done) override;
  Result<void> forget(const connect::Pair& pair) override;
  void reconnect(const connect::Pair& pair) override;
  bool is_in_session(const connect::Pair& pair) const override;
  Result<void> renew_certificate() override;
  void stop(std::function<void()> done) override;

 private:
  // running.cpp
  Result<void> serve();
  connect::EndpointFacts facts_for(const Identity& identity) const;
  Result<void> announce_urls(connect::EndpointFacts facts, std::uint16_t port);
  void show_when_quiet(transport::TlsServer tls, Time latest);
  void renew_in_time();
  void stop_when_empty();

  // nodes.cpp
  Result<const connect::HostedNode*> hosted(const connect::NodeId& node) const;
  void take_up_static_code(const connect::NodeId& node);

  // sessions.cpp
  SessionParty& party(const connect::Pair& pair);
  void begin(const connect::Pair& pair);
  void follow(const connect::Pairing& pairing);
  void begin_sessions(const connect::NodeId& node);
  void on_session(const connect::SessionServerEvent& event);
  void on_session(const connect::Pair& pair, const connect::SessionClientEvent& event);
  void took_effect(const connect::Pairing& pairing, const connect::Settled& settled);
  void finished(const connect::Pair& pair);
  Result<std::optional<connect::Pairing>> stored(const connect::Pair& pair) const;
  Result<void> unpair_as_server(const connect::Pair& pair);

  // pairing.cpp
  std::shared_ptr<LookParty> look_at(const connect::BaseUrl& url, LookDone done);
  Result<void> begin_attempt(connect::PairingGoal goal, PairDone done);
  void on_pairing(const connect::PairingEvent& event);
  void on_attempt(std::uint64_t attempt, const connect::PairingEvent& event);
  void took_effect(const connect::PairingEvent& event, bool at_server);

  // discovery.cpp
  void look_around();
  void announce();
  std::optional<connect::Advertisement> advertisement() const;
  void found(const transport::ServiceFound& service);
  void poll_at(const std::string& instance, const connect::BaseUrl& url);
  void on_poll(const std::string& instance, const connect::PollClientEvent& event);
  void nodes_changed();
  void look_at_subnet();

  World world_;
  CallQueue calls_;
  std::shared_ptr<Front> front_;  // nullptr for a client only
  bool offers_polling_ = false;

  std::map<connect::Pair, std::shared_ptr<SessionParty>> parties_;
  std::map<connect::Pair, std::vector<std::function<void()>>> unpaired_;  // to be told when it is done

  struct Attempt {
    std::shared_ptr<PairingParty> party;
    PairDone done;
  };
  std::map<std::uint64_t, Attempt> attempts_;
  std::uint64_t last_attempt_ = 0;

  std::map<std::string, std::shared_ptr<PollParty>> polls_;  // by instance, or URL when that was typed
  std::unique_ptr<transport::Published> published_;
  std::unique_ptr<transport::Ongoing> browsing_;
  Interfaces interfaces_;
  std::vector<connect::InterfaceAddress> subnet_;  // when it was last looked at
  Alarm subnet_alarm_;

  std::optional<transport::TlsServer> next_tls_;  // to be shown as soon as nobody is pairing
  Time show_latest_;
  Alarm show_alarm_;
  Alarm renew_alarm_;

  std::function<void()> stopped_;
  std::size_t leaving_ = 0;  // session parties that are not gone yet
  bool is_stopping_ = false;
};

}  // namespace s2::host
