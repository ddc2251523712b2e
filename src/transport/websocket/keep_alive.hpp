#pragma once
// KeepAlive: when to ping a peer, and when to give it up. Knows no socket.

#include <s2/base/time.hpp>

#include <chrono>
#include <optional>

namespace s2::transport::websocket {

/// A moment of the monotonic clock.
using Moment = std::chrono::steady_clock::time_point;

/// The keep-alive of one connection (rule catalogue, C.12): a ping every interval, and a peer that lets nothing be
/// heard for the timeout after a ping is gone. Without pings its silence counts from the last sign of life.
class KeepAlive {
 public:
  /// What is to be done.
  enum class Step {
    wait,  ///< nothing, until next()
    ping,  ///< send a ping
    gone,  ///< the peer is gone
  };

  /// Starts now; an interval of 0 never pings, a timeout of 0 never gives up.
  KeepAlive(Duration ping_interval, Duration peer_timeout, Moment now);
  /// Something came from the peer.
  void heard(Moment now);
  /// What is to be done now.
  Step wake(Moment now);
  /// When to call wake(); empty when never.
  std::optional<Moment> next() const;

 private:
  bool pings() const { return interval_ > Duration{0}; }
  std::optional<Moment> give_up() const;

  Duration interval_;
  Duration timeout_;
  Moment next_ping_;
  std::optional<Moment> silent_since_;  // the first ping that nothing came after
};

}  // namespace s2::transport::websocket
