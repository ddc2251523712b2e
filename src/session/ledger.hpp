#pragma once
// Ledger: our messages that wait for the peer's ReceptionStatus, or for their next repetition.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/ring.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>

#include <optional>
#include <string>
#include <vector>

namespace s2::session {

/// A message of ours that was not answered for good.
struct Waiting {
  Id message_id;                   ///< its id
  IdDigest digest{};               ///< of its id
  Kind kind{};                     ///< its type
  Time sent;                       ///< when it was sent first
  Time due;                        ///< when its answer is overdue; while it is repeated: when it is sent again
  std::optional<IdDigest> course;  ///< see course_of()
  std::size_t repeats = 0;         ///< how often it was sent again
  std::string frame;  ///< its text, to send it again; empty when there was no room to keep it, or it was overtaken
};

/// What a message is about, if only the newest message about it counts: a status, a measurement, a description, a
/// forecast; an instruction, profile or constraint and its revocation. A newer message with the same course overtakes
/// an older one. Empty for all others.
std::optional<IdDigest> course_of(const Message& message);

/// Our unanswered messages, oldest first; at most Limits::unanswered.
class Ledger {
 public:
  /// Notes a message that was sent; it is filled in by the caller, all but `frame`.
  Waiting& expect();
  /// Keeps the text of the message noted last, as long as Limits::repeatable_bytes are not exceeded.
  void keep(std::string_view frame);

  /// The oldest message with this id that waits for its answer; nullptr when there is none (REC-003). Ids are compared
  /// by value. Holds until the next change.
  Waiting* find(const Id& message_id);
  /// The message that has waited longest for its answer; nullptr when none does. Holds until the next change.
  const Waiting* oldest() const { return waiting_.empty() ? nullptr : &waiting_[0]; }
  /// Whether a message with this id was sent first after a moment and waits for its answer, or waits to be sent again.
  bool waits(const IdDigest& message_id, Time sent_after) const;
  /// The message find() returned last was answered: it goes.
  void settle();
  /// The message find() returned last is to be sent again at `when`.
  void repeat_at(Time when);

  /// The next message whose answer is overdue and was not reported yet; nullptr when there is none. It goes on waiting,
  /// for late answers happen.
  const Waiting* overdue(Time now);
  /// Takes out a message that is to be sent again by now.
  bool due_repeat(Time now, Waiting& out);
  /// Takes out a message with this id that waits to be sent again: that is not needed any more.
  bool was_answered(const Id& message_id, Waiting& out);
  /// Takes out a message that waits to be sent again and was overtaken by one with this course; with no course,
  /// any but a selection.
  bool overtaken(const std::optional<IdDigest>& course, Waiting& out);

  /// A message with this course is sent: those before it that wait for their answer are not repeated any more. With no
  /// course the control type changes: nothing is, but a selection.
  void overtake(const std::optional<IdDigest>& course);

  /// When overdue() or due_repeat() has something next.
  std::optional<Time> next_due() const;
  /// How many messages wait for an answer or a repetition.
  std::size_t size() const { return waiting_.size() + repeats_.size(); }
  /// Whether there is room for another one (Limits::unanswered). Makes room by forgetting one that is overdue.
  bool make_room();

 private:
  bool take_out(std::vector<Waiting>::iterator repeat, Waiting& out);
  static bool is_overtaken(const Waiting& waiting, const std::optional<IdDigest>& course);
  void forget(std::size_t index);
  void drop_text(Waiting& waiting);

  Ring<Waiting> waiting_;         // in the order in which they become overdue
  std::size_t reported_ = 0;      // so many of the oldest were reported overdue
  std::size_t found_ = 0;         // where find() found one
  std::vector<Waiting> repeats_;  // those that wait to be sent again
  std::size_t kept_bytes_ = 0;    // of all texts
};

}  // namespace s2::session
