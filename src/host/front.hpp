#pragma once
// Front: the server of an endpoint: its engine, its doors, and who is in session.
//
// What decides is on the host's loop: engine, store, application. A door, on whichever loop, only carries: it posts
// what comes, and what is decided is posted to it. So nothing is shared between threads, and the store is the
// application's to look at.

#include "alarm.hpp"
#include "door.hpp"
#include "worker.hpp"
#include "world.hpp"

#include <s2/connect/server.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace s2::host {

/// Who is told what the engine has to say.
struct FrontEvents {
  std::function<void(const connect::PairingEvent&)> on_pairing;        ///< pairing
  std::function<void(const connect::PollServerEvent&)> on_polling;     ///< nodes that poll
  std::function<void(const connect::SessionServerEvent&)> on_session;  ///< sessions, but for what is closed
  std::function<void()> on_empty;                                      ///< after stop(): the last session is gone
};

/// The server side of a host.
class Front : public std::enable_shared_from_this<Front> {
 public:
  Front(World& world, const connect::ServerOptions& options, FrontEvents events);
  ~Front();

  /// Opens the port, once the endpoint's facts need no more than the port. Fails as listening does.
  Result<std::uint16_t> open(const DoorPlan& plan);
  /// The engine; pump() after every call to it.
  connect::Server& engine() { return server_; }
  /// Passes on what the engine has to say.
  void pump();

  /// Whether a session of this pair is open or about to.
  bool is_in_session(const connect::Pair& pair) const { return seats_.contains(pair); }
  /// Ends the sessions of a node.
  void end_sessions(const connect::NodeId& node);
  /// Shows another identity from here on.
  void show(const transport::TlsServer& tls);
  /// Refuses what is new and ends all sessions.
  void stop();
  /// Whether nobody is in session.
  bool is_empty() const { return seats_.empty(); }

 private:
  // Which loop, and its door while that stands.
  struct Gate {
    transport::Loop* loop = nullptr;
    std::weak_ptr<Door> door;
  };
  // Who is in session.
  struct Seat {
    std::uint64_t session = 0;
    std::size_t gate = 0;
  };
  class Batch;

  std::shared_ptr<Door> add_door(transport::Loop& loop);
  DoorBell bell(std::size_t gate);
  void at(std::size_t gate, std::function<void(Door&)> what) const;
  void admit(std::size_t gate, std::uint64_t visit, const std::optional<connect::Secret>& token,
             const std::string& source);
  void over(const connect::Admitted& admitted, bool was_open);
  void end(const Seat& seat, std::optional<SessionRequestType> request, std::uint16_t code, std::string reason,
           std::shared_ptr<Batch> batch = nullptr) const;
  void close(const connect::CloseSession& wish, const std::shared_ptr<Batch>& batch);

  World& world_;
  FrontEvents events_;
  connect::Server server_;
  Alarm alarm_;
  std::shared_ptr<Door> own_door_;  // without threads
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<Gate> gates_;
  std::map<connect::Pair, Seat> seats_;
  bool is_stopping_ = false;
};

}  // namespace s2::host
