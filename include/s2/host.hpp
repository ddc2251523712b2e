#pragma once
// EndpointHost: a running endpoint of S2 Connect: engines, HTTPS, WebSockets, store, service discovery and the real
// time put together, for programs.
//
//     Loop loop;
//     auto store = store::open_file("pairings.db").value();
//     auto host = EndpointHost::open(loop, *store, {.description = …, .host_name = "hems.local"}, handler).value();
//     host->add_node({.description = node});
//     const Secret code = host->issue_code(node.id).value();   // to be shown to the user
//     loop.run();                                              // handler.on_session gets every session that opens

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect.hpp>
#include <s2/host/audit.hpp>
#include <s2/transport/connection.hpp>
#include <s2/transport/dnssd.hpp>
#include <s2/transport/http_client.hpp>
#include <s2/transport/http_service.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/tls.hpp>
#include <s2/transport/websocket.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::host {

/// Where and how an endpoint serves. Leave it out for an endpoint that is a client only (C-107).
struct Serving {
  std::string name;                                  ///< host name in its URLs and certificate, e.g. "hems.local"
  std::string address = "127.0.0.1";                 ///< listened on; "0.0.0.0" or "::" for every network
  std::uint16_t port = 0;                            ///< 0 takes a free one
  std::uint16_t public_port = 0;                     ///< port in its URLs, behind a NAT or proxy; 0 for the same
  std::string path = "/s2/";                         ///< of its base URL
  std::optional<transport::TlsIdentity> identity{};  ///< WAN: from a public authority (C-270). LAN: left out, it has a
                                                     ///< root of its own that the store keeps (C-271)
  bool polling = true;                               ///< LAN: serves waitForPairing (C-094)
  bool stands_in = false;                            ///< a WAN pairing server for nodes that live in a LAN (C-133): it
                                                     ///< holds no sessions; what it paired (Paired::hand_over) is for
                                                     ///< their endpoint's store, and to be forgotten here then
};

/// What an endpoint is made of.
struct HostSettings {
  connect::EndpointDescription description;  ///< its deployment decides how it is secured and reached
  std::optional<Serving> serving = {};       ///< absent: a client only
  transport::Dnssd* discovery = nullptr;     ///< publishes it, finds servers to poll, resolves ".local"; outlives
                                             ///< the host. nullptr: URLs are typed, the system resolves
  std::size_t threads = 0;                   ///< beside the loop's, for TLS and sessions of a server, which are spread
                                             ///< over them; 64 at most
  transport::HttpClientOptions client = {};  ///< of the calls it makes
  transport::WebsocketOptions websocket = {};  ///< bounds of sessions; `connections` is for each thread
  transport::HttpOptions http = {};            ///< bounds of requests; `connections` is for each thread
  connect::ServerOptions server = {};          ///< bounds of the server
  connect::UrlOptions url = {};                ///< liberties with URLs, for trials
  bool assume_v1 = false;       ///< for s2-kit: goes on with v1 where there is no version index (X-07), and takes base
                                ///< URLs that name the version (X-28)
  bool begins_sessions = true;  ///< false: an attempt is made when reconnect() asks for it, and at no other
                                ///< time, for programs that decide themselves when to come back
  Audit* audit = nullptr;       ///< told everything that concerns trust; outlives the host
};

/// A session that has opened. It is used on `loop`'s thread, which is not the host's when there are threads.
struct SessionOpened {
  connect::Pair pair;                                 ///< own and peer node
  connect::NodeDescription peer;                      ///< what the peer's node says of itself
  connect::CommunicationRole role{};                  ///< ours
  std::string version;                                ///< of S2 JSON, as agreed (C-222)
  transport::Loop* loop = nullptr;                    ///< that carries it
  std::unique_ptr<transport::Connection> connection;  ///< frames of S2 JSON from here on, without Handshake (C-250).
                                                      ///< How it ends tells the host when to come back (C-229)
};

/// Who is told what happens. Each may be left out. Called on the host's loop and never from inside a call to the host;
/// any of them may destroy it, and what one throws leaves the loop's run(). on_session alone is called on the loop of
/// the session, with threads on theirs.
struct HostHandler {
  std::function<void(SessionOpened)> on_session;                            ///< a session has opened
  std::function<void(const connect::PairingEvent&)> on_pairing;             ///< pairing, at our server
  std::function<void(const connect::PollServerEvent&)> on_polling_node;     ///< nodes that poll here came, went
  std::function<void(const connect::SessionServerEvent&)> on_server_event;  ///< e.g. Unpaired by the peer
  std::function<void(const connect::SessionClientEvent&)> on_client_event;  ///< e.g. SessionDelayed, NotAccepted
  std::function<void(const connect::PollClientEvent&)> on_poll_event;       ///< e.g. CodeRequested by a server we poll
  std::function<void(const std::string&)> on_note;  ///< anything else, a sentence without secrets
};

/// A wish to pair, on the side where the code was typed.
struct PairWish {
  connect::NodeId node;                      ///< ours
  connect::BaseUrl url;                      ///< pairing URL of the other side
  std::string code;                          ///< as it was typed (C-075)
  std::optional<connect::NodeId> peer = {};  ///< when it is known (C-101)
  bool force = false;                        ///< although versions do not overlap (C-193)
};

/// How an attempt ended: Paired, PairingFailed or PairingUndecided.
using PairDone = std::function<void(const connect::PairingEvent&)>;

/// What came of a question to a server in the LAN.
using LookDone = std::function<void(const connect::LanClientEvent&)>;

/// The id of a node of ours, which is stable for ever: made at the first time and kept in the store under this name
/// (C-017, C-289). Fails with "S2CPP-STORE".
Result<connect::NodeId> node_id(connect::Store& store, const std::string& name);

/// A running endpoint. Used on its loop's thread, and so are the store and the handlers, whatever threads there are:
/// they carry, and decide nothing. Sessions of every pairing in the store are begun and served by themselves for nodes
/// that are hosted; a server hosts its nodes before its loop runs, since a client whose node is not there has to give
/// up (C-215). Destroying it closes its port and begins nothing more; sessions that are open stay with the application,
/// but for those that its threads carry, which are closed with 1001 before their threads end. stop() ends in better
/// order.
class EndpointHost {
 public:
  /// Begins to serve. The loop and the store outlive it. Fails with the finding of what does not work: the port is
  /// taken, certificates, the store.
  static Result<std::unique_ptr<EndpointHost>> open(transport::Loop& loop, connect::Store& store, HostSettings settings,
                                                    HostHandler handler);
  virtual ~EndpointHost() = default;

  /// What it is: URLs with the port that was taken, its root.
  virtual const connect::EndpointFacts& facts() const = 0;

  /// Hosts a node; sessions of its pairings begin. Fails with C-071 for its alias.
  virtual Result<void> add_node(connect::HostedNode node) = 0;
  /// Ends hosting a node and its sessions; pairings stay in the store.
  virtual void remove_node(const connect::NodeId& node) = 0;

  /// A fresh pairing code to be shown: alias and token, good for five minutes or so long (C-063, C-074).
  virtual Result<connect::Secret> issue_code(const connect::NodeId& node,
                                             Duration life = connect::Limits::token_life) = 0;
  /// A code that never expires, e.g. printed on the device: kept in the store, made at the first time (C-064, C-289).
  virtual Result<connect::Secret> static_code(const connect::NodeId& node) = 0;
  /// A code that somebody chose, for this node. Fails when it is malformed or too short (C-299).
  virtual Result<void> set_code(const connect::NodeId& node, const std::string& code, std::optional<Duration> life) = 0;

  /// Asks a server in the LAN who is there, for a user to choose from: LanEndpointSeen or LanRequestFailed.
  virtual void look(const connect::BaseUrl& url, LookDone done) = 0;
  /// Tells a server in the LAN that the user has chosen a node of its for one of ours, so that it shows its code, or,
  /// not `wanted`, that he has changed his mind (C-102, C-106): SignalTaken or LanRequestFailed.
  virtual void prepare(const connect::BaseUrl& url, const connect::Pair& pair, bool wanted, LookDone done = {}) = 0;

  /// Pairs as Initiator with a server. Fails at once when the wish is none; else `done` is called.
  virtual Result<void> pair(const PairWish& wish, PairDone done) = 0;
  /// Nodes that poll here, to choose from.
  virtual std::vector<connect::PollingNode> polling_nodes() const = 0;
  /// As prepare(), for a node that polls here (C-118). False when it does not.
  virtual bool prepare_polling(const connect::NodeId& client, bool wanted) = 0;
  /// Pairs as Initiator with a node that polls here (C-118, C-126); the outcome comes by on_pairing.
  virtual Result<void> pair_polling(const connect::NodeId& client, const connect::NodeId& node,
                                    const std::string& code) = 0;
  /// Polls a server whose URL somebody typed, as if discovery had found it (C-108). RM only.
  virtual void poll(const connect::BaseUrl& url) = 0;

  /// Ends a pairing, on the user's word (C-252). `done` is called when the other side knows, or when it need not know;
  /// an unreachable server is told later (C-257).
  virtual Result<void> unpair(const connect::Pair& pair, std::function<void()> done = {}) = 0;
  /// The same without waiting for the other side: it goes at once (C-257).
  virtual Result<void> forget(const connect::Pair& pair) = 0;
  /// Begins a session of this pairing now, where ours does that, and does not wait for the rest of its delay.
  virtual void reconnect(const connect::Pair& pair) = 0;
  /// Whether a session of this pairing is open.
  virtual bool is_in_session(const connect::Pair& pair) const = 0;

  /// Renews the leaf now and shows the new one to whoever connects from here on (C-274).
  virtual Result<void> renew_certificate() = 0;
  /// Ends all sessions in good order, refuses what is new with 503, and calls back when all is done.
  virtual void stop(std::function<void()> done) = 0;
};

}  // namespace s2::host
