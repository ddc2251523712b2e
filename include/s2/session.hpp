#pragma once
// Sessions: one conversation from handshake to end, for either side, without I/O.
//
// Text and time go in; frames to send, events for the application and the next deadline come out. A session never
// blocks, never looks at a clock and never makes an id: whoever owns it passes all three. After every call that
// changed it, drain next_frame() and next_event() and set a timer for next_deadline(). One call makes a few of each; an
// owner that does not drain meets Limits::queued_events (messages of the peer are answered with TEMPORARY_ERROR) and
// Limits::queued_frames (the session ends).
//
// A message of the peer is read, judged against everything both sides have told each other, and answered before the
// application hears of it: an application that waits for an answer inside its handler blocks nobody. A message of ours
// is judged by the same rules before it leaves.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/codec.hpp>
#include <s2/model/message.hpp>
#include <s2/registry.hpp>
#include <s2/rules.hpp>
#include <s2/session/counters.hpp>
#include <s2/session/events.hpp>
#include <s2/session/options.hpp>
#include <s2/session/stages.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace s2 {

/// One conversation. Use RmSession or CemSession. Owned once, not copied; for one thread at a time.
class Session {
 public:
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  virtual ~Session();

  /// A frame arrived: it is judged, answered, and turned into events. `now` never goes back.
  void receive(std::string_view frame, Time now);

  /// Sends a message. An empty message_id is filled in; the id it was sent with is returned. Refused with the rule it
  /// breaks when the peer would have to refuse it, or when it says something odd about an instruction (INST-002 to
  /// INST-005); with S2CPP-OWN when the session sends this type by itself, S2CPP-UNANSWERED at Limits::unanswered and
  /// S2CPP-NOT-DRAINED at Limits::queued_frames. Then nothing was sent.
  Result<Id> send(Message message, Time now);

  /// Warnings about the message that was sent last: what a strict peer would refuse. Hold until the next call.
  std::span<const Finding> notes() const;

  /// Ends the conversation in good order: sends a SessionRequest; the peer closes, or we do after SessionTimes::close.
  void end(SessionRequestType request, std::string why, Time now);

  /// The application cannot go on: the next message of the peer is answered with PERMANENT_ERROR and the session ends
  /// (REC-012), at the latest after SessionTimes::close.
  void fail(std::string why, Time now);

  /// While busy, messages of the peer are answered with TEMPORARY_ERROR and have no effect (REC-011).
  void set_busy(bool busy);

  /// The connection is gone.
  void disconnected(Time now);

  /// Call at or after next_deadline(); earlier calls do nothing.
  void wake(Time now);

  /// The next frame to put on the wire, in order; empty when there is none. The text holds until the next call.
  std::optional<std::string_view> next_frame();

  /// The next thing to tell the application, in order; empty when there is none.
  std::optional<Event> next_event();

  /// When wake() wants to be called at the latest; empty when nothing is waited for.
  std::optional<Time> next_deadline() const;

  /// Our side.
  EnergyManagementRole role() const;
  /// How far the session has come.
  Stage stage() const;
  /// Where the conversation stands in the state table of messages.
  Phase phase() const;
  /// The active control type; no_selection when none is.
  ControlType control_type() const;
  /// The agreed profile; empty while negotiating.
  std::optional<Profile> profile() const;
  /// Whether Ended was or will be reported.
  bool ended() const;
  /// Messages of ours that the peer has not answered for good.
  std::size_t unanswered() const;
  /// What both sides have told each other, as seen from here.
  const Registry& registry() const;
  /// What happened so far.
  const SessionCounters& counters() const;

 protected:
  struct Parts;
  explicit Session(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The side of the device. Sends its Handshake at once and its details when the session is initialised; obeys
/// selections; keeps the reported status of instructions in their legal order; ends instructions that lost their basis.
class RmSession : public Session {
 public:
  /// A session about one resource; the message_id of `details` is made anew.
  RmSession(SessionOptions options, ResourceManagerDetails details, IdSource ids, Time now);

  /// Reports where an instruction stands. Refused with INST-004 or INST-005 when that cannot follow what was reported.
  /// STARTED of a mode ends what was instructed for the same actuator before (C.8).
  Result<Id> report(const Id& instruction_id, InstructionStatus status, Time now);

  /// Agrees with itself on what to do when the CEM falls silent while a control type is active. Each message of the
  /// behaviour has to be an instruction the CEM could give now; refused with the rule it breaks. It goes with its
  /// control type. An empty plan ends it.
  Result<void> fail_safe(std::optional<FailSafe> plan, Time now);
  /// Whether the CEM is silent for longer than was agreed.
  bool fell_back() const;
};

/// The side of the energy manager. Sends its Handshake at once, chooses the best common version, and tells the
/// application about the resource by the Received event of its ResourceManagerDetails.
class CemSession : public Session {
 public:
  /// A session with one resource.
  CemSession(SessionOptions options, IdSource ids, Time now);

  /// Asks the RM to activate a control type. It is active when ControlTypeChanged is reported.
  Result<Id> select(ControlType control_type, Time now);

  /// What the RM last said about itself; nullptr before it did.
  const ResourceManagerDetails* details() const;
};

}  // namespace s2
