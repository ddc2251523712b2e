#pragma once
// Peer: one Resource Manager of the load generator.

#include <s2/base/ring.hpp>
#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace s2::bench {

using Moment = std::chrono::steady_clock::time_point;

class Peer;

/// What the peers have in common.
struct Campaign {
  transport::Loop& loop;                                   ///< where they live
  std::string url;                                         ///< of the server
  transport::ConnectOptions connecting;                    ///< whom they believe
  bool echo = false;                                       ///< whether the server is an echo and no energy manager
  std::shared_ptr<Workbench> workbench;                    ///< of their sessions
  std::function<void(Peer&)> ready;                        ///< one is through its handshake
  std::function<void(Peer&, bool was_ready)> lost;         ///< a connection is gone or did not come about
  std::function<void(Peer&, Moment since)> answered;       ///< a status was acknowledged; `since` is as ask() was told
  std::function<void(const std::string& what)> surprised;  ///< something came that must not
};

/// Opens its conversation as an RmSession does: handshake, details, a control type, the description of a battery. From
/// there on it sends ready-made statuses and looks for their acknowledgement, because a load generator has to cost less
/// than what it measures. An echo needs no opening, and acknowledges by sending the status back. An opening that fails,
/// for instance because an answer came too late for the server, counts as a lost connection.
class Peer {
 public:
  /// One of many; `number` tells them apart.
  Peer(Campaign& campaign, unsigned number) : campaign_(campaign), number_(number) {}

  /// Connects.
  void dial();
  /// Sends a status.
  void ask(Moment since);
  /// Lets go of the connection.
  void hang_up() { connection_.reset(); }

 private:
  struct Question {
    unsigned number;
    Moment since;
  };
  void on_connected(std::unique_ptr<transport::Connection> connection);
  void on_closed();
  void on_opening(std::string_view frame);
  void follow_opening();
  void on_answer(std::string_view frame);
  void become_ready();

  Campaign& campaign_;
  unsigned number_;
  std::unique_ptr<transport::Connection> connection_;
  std::unique_ptr<RmSession> opening_;
  bool ready_ = false;
  unsigned asked_ = 0;
  Ring<Question> waiting_;
};

}  // namespace s2::bench
