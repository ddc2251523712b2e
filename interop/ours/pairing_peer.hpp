#pragma once
// PairingPeer: one of our endpoints, which meets an endpoint of others as it is told, line by line.

#include "observer.hpp"
#include "session_peer.hpp"

#include <s2/host.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::interop {

/// What an endpoint is made for.
struct PairingPlan {
  EnergyManagementRole role{};      ///< of its one node
  Script script{};                  ///< of every session
  std::filesystem::path recording;  ///< of sessions; "-1.s2log" and so on is put behind it
  bool assume_v1 = false;           ///< HostSettings::assume_v1
};

/// An endpoint in the LAN that serves at localhost, keeps its pairings in memory and has one node. Told what to do by
/// commands, it says what came of each; what the other side began comes behind the word "heard":
///
///   code            code CODE
///   pair URL CODE   paired NODE, or failed SENTENCE
///   peers           peers NODE…: whom it is paired with
///   token           token new, or token old when it was the same at another time it was asked: the access token
///   session         session done, or session failed SENTENCE: it begins one, where ours does that; said after every
///                   session, whoever began it
///   unpair          unpaired, or failed SENTENCE
///   quit
class PairingPeer {
 public:
  /// Says a line.
  using Say = std::function<void(const std::string&)>;

  /// Serves. Fails with the finding of what does not work.
  static Result<std::unique_ptr<PairingPeer>> open(transport::Loop& loop, PairingPlan plan, Say say);

  /// Where it serves.
  std::string url() const { return host_->facts().pairing_url->text(); }
  /// Carries out a command.
  void obey(std::string_view command);

 private:
  PairingPeer(transport::Loop& loop, PairingPlan plan, Say say);

  host::HostHandler handler();
  void pair(const std::string& url, const std::string& code);
  void tell(const connect::PairingEvent& event, const std::string& word);
  void tell(const connect::SessionClientEvent& event);
  void tell_peers();
  void tell_token();
  void begin_session();
  void unpair();
  void talk(host::SessionOpened opened);
  void talk_ended();
  void fail_session(connect::Problem why, std::string_view detail);
  void fail(const Finding& why) { say_("failed " + why.text); }
  std::optional<connect::Pairing> pairing();

  transport::Loop& loop_;
  const PairingPlan plan_;
  const Say say_;
  std::unique_ptr<connect::Store> store_ = connect::make_memory_store();
  connect::NodeId node_;
  std::vector<connect::Secret> tokens_;  // seen by tell_token
  int sessions_ = 0;
  bool is_opening_ = false;  // a session was asked for and is not open
  std::optional<Observer> observer_;
  std::optional<SessionPeer> talk_;           // while a session is open
  std::unique_ptr<host::EndpointHost> host_;  // last: it tells the others
};

}  // namespace s2::interop
