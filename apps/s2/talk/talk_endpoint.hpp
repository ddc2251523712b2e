#pragma once
// TalkEndpoint: how a talk comes to its peer by S2 Connect: paired now or long ago, over TLS.

#include <house/pairing_sign.hpp>
#include <paired/approach.hpp>
#include <paired/endpoint.hpp>

#include <s2/model/type.hpp>

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace s2::app {

/// How a talk comes to a session of S2 Connect, as it is told on the command line.
struct TalkPairing {
  paired::EndpointOptions endpoint;          ///< its side of the wire, and where pairings live
  paired::Part part = paired::Part::client;  ///< whether it can be called
  paired::Approached whom;    ///< with whom to pair before the talk; an empty target for nobody. Its `peer` is also the
                              ///< one that is meant where several are paired, by id or name
  bool show_code = false;     ///< wait for somebody who pairs
  std::string node = "talk";  ///< which node of the store we are
};

/// Brings one node into session: pairs, or waits to be paired, or takes a pairing of the store; then begins a session,
/// or waits for the peer to. Sessions of others than the peer are turned away. The loop outlives it.
class TalkEndpoint {
 public:
  /// Who is told.
  struct Owner {
    std::function<void(host::SessionOpened)> on_session;     ///< a session with the peer
    std::function<void(const std::string&)> on_note;         ///< what happens, a sentence
    std::function<void(const std::string&)> on_code;         ///< the code, for people and no log (C-067)
    std::function<void(const std::string&)> on_unreachable;  ///< there will be no session: a sentence
  };

  /// Opens the endpoint and begins. Fails with the finding of what keeps it from that.
  static Result<std::unique_ptr<TalkEndpoint>> open(transport::Loop& loop, const TalkPairing& told, connect::Role role,
                                                    Profile profile, Owner owner);

  /// Ends it in good order and calls back.
  void stop(std::function<void()> done);

 private:
  TalkEndpoint(transport::Loop& loop, Owner owner) : loop_(loop), owner_(std::move(owner)) {}

  host::HostHandler handler();
  Result<void> begin(const TalkPairing& told, connect::Role role, Profile profile);
  Result<void> approach(const paired::Approached& whom);
  Result<void> take_known(const std::string& peer);
  void meet(const connect::Pairing& pairing);
  void on_session(host::SessionOpened opened);
  void on_pairing(const connect::PairingEvent& event);
  void on_client_event(const connect::SessionClientEvent& event);

  transport::Loop& loop_;
  Owner owner_;
  paired::OwnNode node_;
  std::set<connect::Pair> meant_;  // whose sessions are ours
  bool met_ = false;               // a session has opened
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  std::unique_ptr<house::PairingSign> sign_;
  std::unique_ptr<paired::Approach> approach_;
};

}  // namespace s2::app
