#pragma once
// Sessions: one conversation from handshake to end, for either side, without I/O.
//
// Text and time go in; frames to send, events for the application and the next deadline come out. A session never
// blocks, never looks at a clock and never makes an id: whoever owns it passes all three. After every call that
// changed it, drain next_frame() and next_event() and set a timer for next_deadline(). One call makes a few of each; an
// owner that does not drain meets Limits::queued_events (messages of the peer are answered with TEMPORARY_ERROR) and
// Limits::queued_frames (the session ends).

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/codec.hpp>
#include <s2/model/message.hpp>
#include <s2/registry/standing.hpp>
#include <s2/rules.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace s2 {

/// Times after which a session acts by itself. Source of the defaults: rule catalogue, C.13.
struct SessionTimes {
  Duration acknowledgement{10'000};  ///< a message without answer is reported overdue (REC-002)
  Duration handshake{30'000};        ///< an incomplete handshake ends the session (HS-015)
  Duration close{10'000};            ///< after our SessionRequest we close ourselves (SR-003)
  Duration grace{10'000};            ///< messages of the control type just left are ignored (STATE-004)
};

/// What a session is configured with.
struct SessionOptions {
  Start start = Start::bare;                                    ///< how the profile is agreed
  Profile profile = Profile::v1_0_0;                            ///< the profile when start is connected
  std::vector<std::string> versions = {"1.0.0", "0.0.2-beta"};  ///< versions offered in the handshake, best first
  Strictness strictness = Strictness::normal;                   ///< how the peer's frames are read
  SessionTimes times;                                           ///< deadlines
};

/// The versions are agreed and messages may flow. A bare RM session sends its details by itself.
struct Initialised {
  Profile profile;  ///< the agreed profile
};

/// A message of the peer was read, judged and answered with OK; now it takes effect.
struct Received {
  Message message;             ///< the message
  std::vector<Finding> notes;  ///< warnings about it
};

/// A message of the peer was answered with something other than OK, or was a malformed ReceptionStatus that cannot be
/// answered. It has no effect.
struct Refused {
  std::optional<Kind> kind;       ///< its type, when that could be read
  ReceptionStatusValues status;   ///< what it was answered with
  std::vector<Finding> findings;  ///< why
  std::string frame;  ///< its text for people: valid UTF-8 whatever the bytes were, cut to Limits::shown_frame_bytes
};

/// The peer answered a message of ours.
struct Answered {
  Id message_id;                 ///< which message
  Kind kind;                     ///< its type
  ReceptionStatusValues status;  ///< the answer
  std::string diagnostic;        ///< the peer's reason, cut to Limits::shown_frame_bytes; empty when it gave none
};

/// The peer did not answer a message of ours in time; the session goes on (REC-002).
struct Overdue {
  Id message_id;  ///< which message
  Kind kind;      ///< its type
};

/// Another control type is active from here on: at the RM since it accepted the selection, at the CEM since the RM did.
struct ControlTypeChanged {
  ControlType control_type;  ///< the active one; no_selection when none is
};

/// Something noteworthy that comes with no other event: an answer to nothing (REC-003), a repeated message (GEN-019), a
/// message of the control type just left (STATE-004), or a warning about a message the session deals with itself
/// (handshake, selection, SessionRequest).
struct Noticed {
  Finding finding;  ///< what and by which rule
};

/// Why a session ended.
enum class EndReason : std::uint8_t {
  asked_by_us,        ///< after our SessionRequest
  asked_by_peer,      ///< after the peer's SessionRequest
  peer_gone,          ///< the connection was lost without a SessionRequest
  no_common_version,  ///< the two sides speak no common version (HS-011, HS-008)
  same_role,          ///< the peer has our role (HS-003)
  handshake_timeout,  ///< the handshake was not completed in time (HS-015)
  permanent_error,    ///< either side reported that it cannot recover (REC-007)
  not_drained,        ///< nobody took our frames any more (Limits::queued_frames)
};

/// The session is over; the connection is to be closed once the remaining frames are sent. Always the last event.
struct Ended {
  EndReason reason;                           ///< why
  std::optional<SessionRequestType> request;  ///< what was asked for, when a SessionRequest ended it
  std::string text;                           ///< one sentence for the log
};

/// What a session tells its application.
using Event = std::variant<Initialised, Received, Refused, Answered, Overdue, ControlTypeChanged, Noticed, Ended>;

/// One conversation. Use RmSession or CemSession. Owned once, not copied; for one thread at a time.
class Session {
 public:
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  /// A frame arrived: it is judged, answered, and turned into events. `now` never goes back.
  void receive(std::string_view frame, Time now);

  /// Sends a message. An empty message_id is filled in; the id it was sent with is returned. Refused with STATE-…,
  /// HS-… or the rule it breaks when the peer would have to refuse it; with S2CPP-OWN when the session sends this type
  /// by itself, S2CPP-UNANSWERED at Limits::unanswered and S2CPP-NOT-DRAINED at Limits::queued_frames. Then nothing was
  /// sent.
  Result<Id> send(Message message, Time now);

  /// Ends the conversation in good order: sends a SessionRequest; the peer closes, or we do after SessionTimes::close.
  void end(SessionRequestType request, std::string why, Time now);

  /// The connection is gone.
  void disconnected(Time now);

  /// Call at or after next_deadline(); earlier calls do nothing.
  void wake(Time now);

  /// The next frame to put on the wire, in order; empty when there is none.
  std::optional<std::string> next_frame();

  /// The next thing to tell the application, in order; empty when there is none.
  std::optional<Event> next_event();

  /// When wake() wants to be called at the latest; empty when nothing is waited for.
  std::optional<Time> next_deadline() const;

  /// Our side.
  EnergyManagementRole role() const;
  /// Where the conversation stands.
  Phase phase() const;
  /// The active control type; no_selection when none is.
  ControlType control_type() const;
  /// The agreed profile; empty while negotiating.
  std::optional<Profile> profile() const;
  /// Whether Ended was or will be reported.
  bool ended() const;
  /// Messages of ours that the peer has not answered yet.
  std::size_t unanswered() const;

 protected:
  struct Parts;
  explicit Session(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The side of the device. Sends its Handshake at once and its details when the session is initialised; obeys
/// selections; keeps the reported status of instructions in their legal order.
class RmSession : public Session {
 public:
  /// A session about one resource; the message_id of `details` is made anew.
  RmSession(SessionOptions options, ResourceManagerDetails details, IdSource ids, Time now);

  /// Reports where an instruction stands. Refused with INST-004 or INST-005 when that cannot follow what was reported.
  Result<Id> report(const Id& instruction_id, InstructionStatus status, Time now);
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
