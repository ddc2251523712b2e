#pragma once
// FindingBook: what was found on a walk: the first findings in full, all of them counted.

#include <s2/base/finding.hpp>
#include <s2/model/message.hpp>
#include <s2/recording.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// A finding with its place.
struct Spotted {
  std::uint64_t line = 0;              ///< line of the file
  Time time;                           ///< on the clock of the recording; when the time was over for an omission
  std::optional<Direction> direction;  ///< who sent the message; empty for trouble with the file
  std::optional<Kind> kind;            ///< type of the message, when it could be read
  std::string message_id;              ///< its id, cut; empty when there is none
  Finding finding;                     ///< what was found
  std::optional<EnergyManagementRole> owes = {};  ///< omissions: who had to act; empty for all other findings
};

/// How often a rule was broken.
struct RuleCount {
  std::uint64_t errors = 0;    ///< findings of weight error
  std::uint64_t warnings = 0;  ///< findings of weight warning
};

/// Findings in the order of the file.
class FindingBook {
 public:
  /// Findings kept in full; further ones are counted.
  static constexpr std::size_t kept = 1000;

  /// Notes a finding. The parts of `spotted` other than the finding are only taken when it is kept.
  void add(const Spotted& place, const Finding& finding);
  /// Whether the next one is kept.
  bool has_room() const { return spotted_.size() < kept; }

  /// The first findings.
  const std::vector<Spotted>& spotted() const { return spotted_; }
  /// Counts by rule.
  const std::map<std::string, RuleCount, std::less<>>& by_rule() const { return by_rule_; }
  /// Findings of weight error.
  std::uint64_t errors() const { return errors_; }
  /// Findings of weight warning.
  std::uint64_t warnings() const { return warnings_; }
  /// Findings that were only counted.
  std::uint64_t left_out() const { return errors_ + warnings_ - spotted_.size(); }

 private:
  std::vector<Spotted> spotted_;
  std::map<std::string, RuleCount, std::less<>> by_rule_;
  std::uint64_t errors_ = 0;
  std::uint64_t warnings_ = 0;
};

}  // namespace s2::app
