#pragma once
// CemService: an energy manager's end of many connections.

#include <s2/session_set.hpp>
#include <s2/transport.hpp>

#include <memory>
#include <unordered_map>

namespace s2::bench {

/// Holds a session of an energy manager with everybody who connects, selects the first control type that is offered,
/// and answers whatever comes.
class CemService {
 public:
  /// Sessions begin as told: with a handshake, or connected, as those of S2 Connect.
  explicit CemService(transport::Loop& loop, Start start = Start::bare) : loop_(loop), start_(start) {}

  /// Somebody connected.
  void welcome(std::unique_ptr<transport::Connection> connection);

 private:
  struct Guest {
    SessionSet::Key key = 0;
    std::unique_ptr<transport::Connection> connection;
  };
  void follow(Guest& guest);
  void watch();

  transport::Loop& loop_;
  Start start_;
  IdSource ids_ = transport::random_ids();
  SessionSet sessions_;
  std::unordered_map<SessionSet::Key, Guest> guests_;
  std::optional<Time> waking_;  // when the timer rings
};

}  // namespace s2::bench
