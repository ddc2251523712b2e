#pragma once
// Sequence: the messages of a conversation worth showing one by one; long runs of others are folded.

#include "replay/finding_book.hpp"

#include <s2/conversation.hpp>
#include <s2/recording.hpp>

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace s2::app {

/// The answer to a message.
struct AnswerSeen {
  ReceptionStatusValues status{};  ///< what was answered
  std::optional<Duration> after;   ///< how long it took
  std::uint64_t line = 0;          ///< where
};

/// A message that is shown.
struct Row {
  std::uint64_t line = 0;            ///< line of the file
  Time time;                         ///< when it was sent
  Direction direction{};             ///< who sent it
  std::optional<Kind> kind;          ///< its type, when it could be read
  Id message_id;                     ///< its id; of an answer, the message it answers
  std::string says;                  ///< what it says, in a few words
  std::string text;                  ///< the frame, cut
  std::vector<Finding> findings;     ///< what is wrong with it
  std::optional<AnswerSeen> answer;  ///< the answer; an OK has no row of its own
};

/// Messages that are not shown one by one.
struct Fold {
  std::uint64_t count = 0;                          ///< how many
  std::uint64_t found = 0;                          ///< how many of them have findings, beyond Sequence::kept_found
  std::uint64_t first_line = 0;                     ///< line of the first
  std::uint64_t last_line = 0;                      ///< line of the last
  Time from;                                        ///< time of the first
  Time until;                                       ///< time of the last
  std::array<std::uint32_t, kind_count> by_kind{};  ///< how many of each type
};

/// Decides, message by message and in bounded memory, what is shown: all that begins, describes or ends a conversation,
/// every message with a finding, the first of each type, instructions and what became of them, and what stands next to
/// a finding. Beyond `kept_key` or `kept_routine` rows only findings are shown, up to `kept_found` of them.
class Sequence {
 public:
  static constexpr std::size_t kept_key = 250;      ///< rows that structure the conversation
  static constexpr std::size_t kept_routine = 150;  ///< rows of instructions, statuses and modes
  static constexpr std::size_t kept_found = 300;    ///< rows with findings
  static constexpr std::size_t around = 2;          ///< rows shown before and after one with a finding
  static constexpr std::size_t text_bytes = 6000;   ///< bytes shown of a frame

  /// The next frame.
  void take(const Observation& seen, const Registry& registry, const ReadFrame& frame, std::uint64_t line);
  /// Nothing more comes; shows the last messages.
  void finish();

  /// What to show, in order.
  const std::vector<std::variant<Row, Fold>>& items() const { return items_; }
  /// Messages that are not shown.
  std::uint64_t folded() const;

 private:
  enum class Interest { none, routine, key, found };

  Interest interest_in(const Observation& seen, const ReadFrame& frame);
  bool attach_answer(const Observation& seen, std::uint64_t line);
  void show(Row row);
  void show_waiting();
  void fold(const Row& row);
  void fold(std::optional<Kind> kind, Time time, std::uint64_t line);

  std::vector<std::variant<Row, Fold>> items_;
  std::deque<Row> waiting_;  // the last ones that nothing asks to show
  std::size_t to_show_ = 0;  // what follows a finding
  std::bitset<2 * kind_count> seen_kinds_;
  std::size_t key_ = 0;
  std::size_t routine_ = 0;
  std::size_t found_ = 0;
};

}  // namespace s2::app
