#pragma once
// Talker: one session of ours with a peer, steered by hand.

#include "live/live_judge.hpp"

#include <house/clock.hpp>

#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2::app {

/// Who we are in a talk.
struct TalkerOptions {
  EnergyManagementRole role = EnergyManagementRole::rm;  ///< our side
  SessionOptions session;                                ///< start, versions, strictness
  ResourceManagerDetails details;                        ///< what an RM says about itself
  LiveJudgeOptions judge;                                ///< how what is said is judged; `client` is worked out
};

/// A session, its connection, and a judge of both sides. The one place of `s2 talk` that knows the session engines.
class Talker {
 public:
  /// Who is told.
  struct Owner {
    std::function<void(const Heard&)> on_heard;    ///< a frame, ours or the peer's
    std::function<void(const Missed&)> on_missed;  ///< something did not happen
    std::function<void(const Event&)> on_event;    ///< the session says something
    std::function<void(const transport::Closed&)>
        on_closed;  ///< all is over; last. Must not destroy the talker at once
  };

  /// A talk over a connection at whose `end` we are. Nothing moves before start().
  Talker(const TalkerOptions& options, End end, std::unique_ptr<transport::Connection> connection, house::Clock& clock,
         IdSource ids, Owner owner);
  ~Talker();
  Talker(const Talker&) = delete;
  Talker& operator=(const Talker&) = delete;

  /// Begins with what the session has to say.
  void start();

  /// Sends a message; the id it went out with. Refused as Session::send does.
  Result<Id> send(Message message);
  /// Selects a control type; only a CEM can.
  Result<Id> select(ControlType control_type);
  /// Reports on an instruction; only an RM can.
  Result<Id> report(const Id& instruction_id, InstructionStatus status);
  /// Puts bytes on the wire that the session knows nothing of.
  void send_raw(std::string frame);
  /// Ends the session in good order.
  void end(SessionRequestType request, const std::string& why);

  /// Our side.
  EnergyManagementRole role() const;
  /// Whether messages may flow.
  bool ready() const;
  /// Whether the session is over.
  bool over() const;
  /// The agreed version; the one that is offered first, before that.
  Profile profile() const;
  /// What both sides have told each other; nothing before the first frame.
  const Registry& registry() const;
  /// Messages that nobody has answered.
  std::vector<Conversation::Unanswered> unanswered() const;
  /// The peer's address.
  const std::string& peer() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace s2::app
