#pragma once
// Timing: how fast messages were answered, and how far the clocks are apart.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/conversation.hpp>
#include <s2/recording.hpp>

#include <cstdint>
#include <optional>

namespace s2::app {

/// Answers to the messages of one side.
struct AnswerTimes {
  std::uint64_t count = 0;           ///< answers seen
  Duration total{0};                 ///< their times together
  Duration slowest{0};               ///< the longest
  std::uint64_t slowest_line = 0;    ///< line of the message that waited for it
  std::optional<Kind> slowest_kind;  ///< its type

  /// The mean, in ms; 0 without answers.
  double mean_ms() const { return count == 0 ? 0 : static_cast<double>(total.count()) / static_cast<double>(count); }
};

/// How the times that a resource manager writes into its messages compare with the clock of the recording.
///
/// A stamp is made before its message is recorded, so `newest` (the stamp that is least behind, or most ahead) is a
/// lower bound of how far the clock of the RM is ahead; a message that is recorded at once makes it exact.
struct ClockSkew {
  std::uint64_t stamps = 0;  ///< measurements, transitions and statuses with a stamp
  Duration newest{0};        ///< largest of stamp - recorded
  Duration oldest{0};        ///< smallest, or 0; of measurements and reports only
};

/// Where messages stand, by id and type: the newest ones that may wait for an answer, and of those of which more is
/// awaited (instructions, descriptions, selections) as many as Omissions awaits.
class LineBook {
 public:
  /// A message stands on a line.
  void note(const Id& message_id, std::optional<Kind> kind, std::uint64_t line);
  /// The line of a message; 0 when it is not known.
  std::uint64_t find(const Id& message_id, std::optional<Kind> kind) const;

 private:
  Recent<std::uint64_t> newest_{Limits::unanswered * 2};
  Recent<std::uint64_t> lasting_{Limits::awaited};
};

/// Follows one conversation.
class Timing {
 public:
  /// The next frame.
  void take(const Observation& seen, Direction direction, Time time, std::uint64_t line);

  /// Answers to what one side sent.
  const AnswerTimes& answers_to(Direction direction) const { return answers_[static_cast<std::size_t>(direction)]; }
  /// The clock of the resource manager.
  const ClockSkew& skew() const { return skew_; }
  /// Where messages stand.
  const LineBook& lines() const { return lines_; }

 private:
  void answered(const Observation& seen, Direction direction);

  AnswerTimes answers_[2];
  ClockSkew skew_;
  LineBook lines_;
};

/// When an RM says that it is writing a message; empty for messages that do not say so.
std::optional<Time> stamp_of(const Message& message);

}  // namespace s2::app
