#pragma once
// LiveTally: counts of what was heard on all connections.

#include "live/heard.hpp"
#include "replay/finding_book.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace s2::app {

/// The slowest answer heard.
struct SlowestAnswer {
  Duration time{0};                 ///< how long the message waited
  Kind kind{};                      ///< its type
  EnergyManagementRole answerer{};  ///< who took so long
  std::string rm;                   ///< on whose connection
};

/// Counts frames, findings by rule, and answers. What is wrong with a frame that was put in is nobody's fault, and not
/// counted.
class LiveTally {
 public:
  /// The next frame.
  void add(const Heard& heard);
  /// Something did not happen.
  void add(const Missed& missed) { add(missed.omission.finding); }
  /// A connection is over, with messages that nobody answered.
  void add_unanswered(std::size_t count) { unanswered_ += count; }
  /// A connection was opened.
  void add_connection() { ++connections_; }

  /// Connections opened.
  std::uint64_t connections() const { return connections_; }
  /// Frames heard in a direction.
  std::uint64_t frames(Direction direction) const { return frames_[static_cast<std::size_t>(direction)]; }
  /// Frames that could not be read as messages.
  std::uint64_t unreadable() const { return unreadable_; }
  /// Frames that were put in.
  std::uint64_t injected() const { return injected_; }
  /// Messages that nobody answered while their connection was open.
  std::uint64_t unanswered() const { return unanswered_; }
  /// Findings by rule.
  const std::map<std::string, RuleCount, std::less<>>& by_rule() const { return by_rule_; }
  /// Findings of weight error.
  std::uint64_t errors() const { return errors_; }
  /// Findings of weight warning.
  std::uint64_t warnings() const { return warnings_; }
  /// The slowest answer; none when nothing was answered.
  const std::optional<SlowestAnswer>& slowest() const { return slowest_; }

 private:
  void add(const Finding& finding);

  std::uint64_t connections_ = 0;
  std::uint64_t frames_[2] = {};
  std::uint64_t unreadable_ = 0;
  std::uint64_t injected_ = 0;
  std::uint64_t unanswered_ = 0;
  std::map<std::string, RuleCount, std::less<>> by_rule_;
  std::uint64_t errors_ = 0;
  std::uint64_t warnings_ = 0;
  std::optional<SlowestAnswer> slowest_;
};

/// The counts for people, over several lines.
std::string tally_text(const LiveTally& tally);
/// The counts as a JSON object.
std::string tally_json(const LiveTally& tally);

}  // namespace s2::app
