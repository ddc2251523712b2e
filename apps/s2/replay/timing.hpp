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

/// Follows one conversation. Remembers the lines of as many messages as may wait for an answer on both sides.
class Timing {
 public:
  /// The next frame.
  void take(const Observation& seen, Direction direction, Time time, std::uint64_t line);

  /// Answers to what one side sent.
  const AnswerTimes& answers_to(Direction direction) const { return answers_[static_cast<std::size_t>(direction)]; }
  /// The clock of the resource manager.
  const ClockSkew& skew() const { return skew_; }
  /// The line of a message that waits for its answer; 0 when it is not known.
  std::uint64_t line_of(const Id& message_id) const;

 private:
  void answered(const Observation& seen, Direction direction);

  AnswerTimes answers_[2];
  ClockSkew skew_;
  Recent<std::uint64_t> lines_{Limits::unanswered * 2};
};

/// When an RM says that it is writing a message; empty for messages that do not say so.
std::optional<Time> stamp_of(const Message& message);

}  // namespace s2::app
