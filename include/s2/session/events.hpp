#pragma once
// Events: what a session tells its application.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>
#include <s2/omissions.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace s2 {

/// The versions are agreed and messages may flow. A bare RM session sends its details by itself.
struct Initialised {
  Profile profile;  ///< the agreed profile
};

/// A message of the peer was read, judged and answered with OK; it is in the registry.
struct Received {
  Message message;             ///< the message
  std::vector<Finding> notes;  ///< warnings about it
};

/// A message of the peer was answered with something other than OK, or was a malformed ReceptionStatus that cannot be
/// answered, or was an instruction that was answered with OK and reported as REJECTED. It has no effect.
struct Refused {
  std::optional<Kind> kind;       ///< its type, when that could be read
  ReceptionStatusValues status;   ///< what it was answered with; OK for an instruction that was rejected (C.9)
  std::vector<Finding> findings;  ///< why
  std::string frame;  ///< its text for people: valid UTF-8 whatever the bytes were, cut to Limits::shown_frame_bytes
};

/// The peer answered a message of ours for good. TEMPORARY_ERROR comes here only when it is not repeated any more.
struct Answered {
  Id message_id;                 ///< which message
  Kind kind;                     ///< its type
  ReceptionStatusValues status;  ///< the answer
  std::string diagnostic;        ///< the peer's reason, cut to Limits::shown_frame_bytes; empty when it gave none
};

/// The peer answered TEMPORARY_ERROR; the session sends the message again by itself (rule catalogue, C.5).
struct Retrying {
  Id message_id;       ///< which message
  Kind kind;           ///< its type
  std::size_t repeat;  ///< the how-manieth repetition it will be, from 1
  Time at;             ///< when
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

/// An instruction was ended by the session, which reported it to the CEM: its control type was left, it was revoked, or
/// its basis was, or a newer one took its place, or the RM fell back. Stop carrying it out.
struct InstructionEnded {
  Id instruction_id;         ///< which one
  InstructionStatus status;  ///< what was reported: REJECTED, REVOKED or ABORTED
};

/// The CEM has been silent for too long: do what was agreed for this case. Open instructions were ended.
struct FellBack {
  std::vector<Message> behaviour;  ///< what to do: instructions the RM gave to itself with RmSession::fail_safe
  Duration silent;                 ///< how long nothing was heard
};

/// The CEM is back; the safe behaviour goes on until it instructs something else.
struct Recovered {
  Duration silent;  ///< how long nothing was heard
};

/// Something should have happened by now and did not: the peer owes it, or our own application does (a description
/// after a selection, the report on an instruction). The session goes on, and it may still happen. Answers that are
/// missing are told by Overdue; what the session has to do itself (handshake, repetitions, the end) by the events about
/// that.
struct LeftUndone {
  Omission omission;  ///< what and by which rule, who owes it, since when
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

/// Name of a reason for people and tests, e.g. "asked_by_us".
std::string_view name_of(EndReason reason);

/// The session is over; the connection is to be closed once the remaining frames are sent. Always the last event.
/// Whoever opened the connection asks delay_before_return() when to open the next one.
struct Ended {
  EndReason reason;                           ///< why
  std::optional<SessionRequestType> request;  ///< what was asked for, when a SessionRequest ended it
  std::string text;                           ///< one sentence for the log
  Duration lasted{0};                         ///< how long the session was held
};

/// What a session tells its application.
using Event = std::variant<Initialised, Received, Refused, Answered, Retrying, Overdue, ControlTypeChanged,
                           InstructionEnded, FellBack, Recovered, LeftUndone, Noticed, Ended>;

}  // namespace s2
