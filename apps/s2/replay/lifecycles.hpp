#pragma once
// Lifecycles: what became of each instruction.

#include <s2/base/id_digest.hpp>
#include <s2/conversation.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace s2::app {

/// A status that the RM reported.
struct Reported {
  InstructionStatus status{};  ///< the status
  Time time;                   ///< on the clock of the recording
  std::uint64_t line = 0;      ///< where
};

/// An instruction from the message that gave it to its end.
struct Lifecycle {
  /// Statuses kept of one instruction; the last is always the newest.
  static constexpr std::size_t kept_reports = 8;

  std::uint64_t line = 0;                       ///< of the instruction
  Time time;                                    ///< when it was sent
  Kind kind{};                                  ///< its type
  std::string id;                               ///< its id, cut
  std::string wish;                             ///< what it asks for, in a few words
  Time execution_time;                          ///< when it is to be carried out
  std::optional<ReceptionStatusValues> answer;  ///< what the RM answered
  bool refusable = false;                       ///< we would have refused the message
  std::vector<Reported> reports;                ///< what became of it

  /// The newest status; empty before the first report.
  std::optional<InstructionStatus> status() const {
    return reports.empty() ? std::nullopt : std::optional(reports.back().status);
  }
  /// Whether nothing more is to be expected.
  bool is_over() const;
  /// How it ended, in a word: the final status, or "refused", "open", "not reported".
  std::string_view end() const;
};

/// The instructions of one conversation: the first ones in full, all of them counted by how they ended.
class Lifecycles {
 public:
  /// Instructions kept in full.
  static constexpr std::size_t kept = 2000;

  /// The next frame.
  void take(const Observation& seen, const Registry& registry, Time time, std::uint64_t line);

  /// The first instructions.
  const std::vector<Lifecycle>& kept_ones() const { return kept_ones_; }
  /// All instructions.
  std::uint64_t count() const { return count_; }
  /// Reports of this status, kept instructions or not.
  std::uint64_t reports(InstructionStatus status) const { return reports_[static_cast<std::size_t>(status)]; }

 private:
  void begin(const Observation& seen, const Registry& registry, Time time, std::uint64_t line);
  void report(const InstructionStatusUpdate& update, Time time, std::uint64_t line);
  void answer(const Id& subject, const ReceptionStatus& status);

  std::vector<Lifecycle> kept_ones_;
  std::unordered_map<IdDigest, std::size_t, IdDigestHash> by_id_;       // places in kept_ones_
  std::unordered_map<IdDigest, std::size_t, IdDigestHash> by_message_;  // until it is answered
  std::uint64_t count_ = 0;
  std::uint64_t reports_[7] = {};
};

}  // namespace s2::app
