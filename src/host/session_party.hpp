#pragma once
// SessionParty: one pairing in which ours begins the sessions: its engine, its calls, its WebSocket.

#include "alarm.hpp"
#include "call_queue.hpp"
#include "session_link.hpp"
#include "world.hpp"

#include <s2/connect/session_client.hpp>

#include <cstdint>
#include <functional>
#include <memory>

namespace s2::host {

/// Keeps one pairing in session. Used on the host's loop.
class SessionParty : public std::enable_shared_from_this<SessionParty> {
 public:
  /// Told what the engine says, in its order, but for what is done here: opening and closing.
  using Told = std::function<void(const connect::SessionClientEvent&)>;

  SessionParty(World& world, CallQueue& calls, const connect::Pair& pair, Told told);

  /// Its engine; pump() after every call to it.
  connect::SessionClient& engine() { return engine_; }
  /// Does what the engine asks for.
  void pump();
  /// Whether the WebSocket is open.
  bool is_in_session() const { return link_ != nullptr; }
  /// Ends the session in good order and begins none; `done` comes when it is gone.
  void stop(std::function<void()> done);
  /// Whether there is nothing left to do: the pairing is gone.
  bool is_over() const { return engine_.stage() == connect::SessionStage::unpaired; }

 private:
  void open(const connect::SessionReady& ready);
  void opened(const connect::SessionReady& ready, Result<std::unique_ptr<transport::Connection>> outcome);
  void hand_over(const connect::SessionReady& ready, std::unique_ptr<transport::Connection> connection);
  void close(const connect::CloseSession& wish);
  void over(std::uint64_t session, connect::SessionEnd how);

  transport::Loop& loop_;  // outlives the host, which may go in the middle of a call
  World& world_;
  CallQueue& calls_;
  const connect::Pair pair_;
  Told told_;
  connect::SessionClient engine_;
  Alarm alarm_;
  std::shared_ptr<SessionLink> link_;  // while the session is open and wanted
  std::uint64_t session_ = 0;          // counts attempts, so that the end of an older one is not taken for another's
  std::function<void()> stopped_;
  bool is_stopping_ = false;
};

}  // namespace s2::host
