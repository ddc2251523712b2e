#pragma once
// Link: joins a session with a connection.

#include <house/clock.hpp>
#include <house/watcher.hpp>

#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <memory>
#include <string>

namespace s2::house {

/// The options of a session that S2 Connect has opened: without handshake (C-250).
SessionOptions paired_session(SessionOptions session);

/// Moves frames between a session and a connection, hands out its events, wakes it at its deadlines, and closes the
/// connection when the session has ended. The session, the clock and the watcher outlive it.
class Link {
 public:
  /// What the owner of the session does about it.
  struct Owner {
    std::function<void(const Event&)> on_event;               ///< something happened; may send through the session
    std::function<void(const transport::Closed&)> on_closed;  ///< all is over; last. Must not destroy the link at once
  };

  /// Joins the two; nothing moves before start(). `rm` names the device for the watcher.
  Link(Session& session, std::unique_ptr<transport::Connection> connection, Clock& clock, Watcher& watcher,
       std::string rm, Owner owner);

  /// Sends what the session has to say first, and listens from now on.
  void start();

  /// Sends and tells what the session has to say now. To be called after the owner sent something through it.
  void pump();

 private:
  void on_frame(std::string_view frame);
  void on_closed(const transport::Closed& closed);
  void drain();
  void watch_frame(std::string_view frame, EnergyManagementRole sender);

  Session& session_;
  std::unique_ptr<transport::Connection> connection_;
  Clock& clock_;
  Watcher& watcher_;
  std::string rm_;
  Owner owner_;
  Alarm deadline_;
  bool opened_ = false;  // a frame was watched
  bool draining_ = false;
  bool closing_ = false;
};

}  // namespace s2::house
