#pragma once
// SessionPeer: one of our sessions over one connection, which follows a script.

#include "observer.hpp"
#include "session_script.hpp"

#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2::interop {

/// Who is told of the ends of sessions, from inside a callback of their connections.
struct SessionPeerHandler {
  std::function<void(const Ended&)> on_return = {};  ///< a session is over and the script wants another
  std::function<void()> on_over = {};                ///< the last one is over
};

/// Follows a script, from one connection to the next where it says so, and prints a line for each step.
class SessionPeer {
 public:
  /// A peer that has no connection yet; its conversations begin as `start` says.
  SessionPeer(transport::Loop& loop, EnergyManagementRole role, Start start, Script script, Observer& observer,
              SessionPeerHandler handler);

  /// Starts a conversation, as soon as the one before it is over.
  void start(std::unique_ptr<transport::Connection> connection);
  /// What went wrong first; empty when the conversation went as the script has it.
  std::string problem() const;

 private:
  std::unique_ptr<Session> make_session(Time now);
  void on_closed();
  void drain();
  void transmit();
  void hear(const Event& event);
  bool step(const ScriptStep& step);
  bool begin_step(const ScriptStep& step);
  bool await(std::string_view what);
  void send(Result<Id> sent);
  void fail(std::string why);
  void set_timer();

  transport::Loop& loop_;
  EnergyManagementRole role_;
  Start start_;
  Script script_;
  Observer& observer_;
  SessionPeerHandler handler_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<transport::Connection> connection_;
  std::unique_ptr<transport::Connection> next_;  // opened before connection_ was closed
  bool open_ = false;                            // connection_ is not closed
  std::size_t at_ = 0;                           // the step
  bool begun_ = false;                           // whether it was begun
  std::optional<Id> waiting_for_;                // the message whose answer it waits for
  std::deque<std::string> heard_;                // what came, and no step has asked for yet
  std::optional<Id> instruction_;                // RM: the one received last
  std::optional<Ended> ended_;
  std::string problem_;
  std::optional<std::uint64_t> timer_;
};

}  // namespace s2::interop
