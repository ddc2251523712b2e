#pragma once
// Conversation: an observer that reads both sides of a conversation and judges every frame.

#include <s2/base/finding.hpp>
#include <s2/base/time.hpp>
#include <s2/codec.hpp>
#include <s2/omissions.hpp>
#include <s2/registry.hpp>
#include <s2/rules.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace s2 {

/// Judges messages against a registry: role and state, content alone, content against the conversation. Keeps its
/// buffers, so that a message without findings is judged without allocating. For one thread at a time.
class Judge {
 public:
  /// A judge at one level of strictness.
  explicit Judge(Strictness strictness = Strictness::normal);
  ~Judge();
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;

  /// What is wrong with a message that `sender` sends at `now`, in catalogue order, at most Limits::findings. A layer
  /// is looked at only when the one before has no error. The registry has to be advanced to `now` and not to contain
  /// the message. The findings hold until the next call. Source: rule catalogue, 0.7 layers 3 to 5.
  std::span<const Finding> judge(const Message& message, const Registry& registry, EnergyManagementRole sender,
                                 Time now);
  /// Whether the message judged last is to be acknowledged and to have no effect: it crossed the end of its control
  /// type on the wire (STATE-004, STATE-005), or a handshake is tolerated where there is none (HS-013).
  bool ignored() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// How a conversation is observed.
struct ConversationOptions {
  Start start = Start::connected;              ///< how it begins
  Profile profile = Profile::v1_0_0;           ///< the agreed version, when it begins connected
  Strictness strictness = Strictness::normal;  ///< how frames are read and weighed
  Tolerances tolerances;                       ///< times and tolerances of the rules
  OmissionTimes omission_times = {};           ///< how long things may take before they count as left undone
};

/// A frame as the wire gave it.
struct ObservedFrame {
  EnergyManagementRole sender{};  ///< who sent it
  std::string_view text;          ///< its bytes
  Time time;                      ///< when it was received
  bool binary = false;            ///< it came in a binary WebSocket message (GEN-020)
};

/// What a frame turned out to be. Everything in it holds until the next call of Conversation::observe.
struct Observation {
  const Message* message = nullptr;             ///< what it says; nullptr when it could not be read
  std::optional<Kind> kind;                     ///< its type, when that could be read
  Id message_id;                                ///< its message_id, or the nil id; for a ReceptionStatus the subject
  std::span<const Finding> findings;            ///< all that is wrong with it, errors first
  std::optional<ReceptionStatusValues> answer;  ///< what it deserves; empty for a ReceptionStatus
  bool repeated = false;                        ///< it repeats an earlier one and has no effect (GEN-019)
  bool ignored = false;                         ///< it is acknowledged and has no effect (STATE-004, STATE-005, HS-013)
  std::optional<Kind> answered_kind;            ///< ReceptionStatus: type of the message it answers
  std::optional<Duration> answered_after;       ///< ReceptionStatus: time since that message
  std::span<const Omission> omissions;          ///< what was left undone by the time of the frame and not told before;
                                                ///< about earlier messages, seldom about this one; earliest first
};

/// Reads and judges both sides of one conversation, frame by frame, in the order in which they passed. Sans-IO; memory
/// is bounded by Limits. A message that deserves a refusal has no effect on what follows; one that the other side
/// refuses although it need not have (REC-010) takes back what waited for the answer.
class Conversation {
 public:
  /// A conversation that has not begun.
  explicit Conversation(const ConversationOptions& options = {});
  ~Conversation();
  Conversation(Conversation&&) noexcept;
  Conversation& operator=(Conversation&&) noexcept;

  /// The next frame.
  const Observation& observe(const ObservedFrame& frame);
  /// When something may be overdue next, if no frame passes; empty when nothing is awaited.
  std::optional<Time> next_deadline() const;
  /// No frame has passed until `now`, and the connection is open: what was left undone by then and not told before,
  /// earliest first. Holds until the next call.
  std::span<const Omission> wake(Time now);
  /// The same, when nobody knows whether the connection is still open (SR-003).
  std::span<const Omission> finish(Time now);

  /// What both sides have told each other, after the last frame.
  const Registry& registry() const;
  /// A message that waits for its answer.
  struct Unanswered {
    Id message_id;                  ///< its id; nil when that could not be read
    std::optional<Kind> kind;       ///< its type, when that could be read
    EnergyManagementRole sender{};  ///< who sent it
    Time time;                      ///< when
  };
  /// The messages that no one has answered yet, oldest first; at most Limits::unanswered for each side, of more the
  /// oldest are forgotten. Frames that could not be read are among them.
  std::vector<Unanswered> unanswered() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace s2
