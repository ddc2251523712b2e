#pragma once
// Tally: how many messages were exchanged, and what was wrong with them.

#include <house/watcher.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace s2::house {

/// Something that was found, and where.
struct Found {
  Time time;        ///< when
  std::string rm;   ///< at which device
  Finding finding;  ///< what
};

/// Counts frames, and keeps what either side found wrong: refusals, warnings, oddities, answers that did not come and
/// sessions that ended without a SessionRequest.
class Tally : public Watcher {
 public:
  /// Findings kept; further ones are counted.
  static constexpr std::size_t kept_findings = 100;

  /// Whether a finding is what somebody provoked, so that it is no finding.
  using Excuse = std::function<bool(const std::string& rm, const Finding& finding, Time now)>;

  /// Findings that are excused are counted apart from here on.
  void excuse(Excuse excuse) { excuse_ = std::move(excuse); }

  void on_frame(const RecordedFrame& frame) override;
  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override;

  /// Frames seen.
  std::size_t messages() const { return messages_; }
  /// Frames seen, by device.
  const std::map<std::string, std::size_t>& messages_by_rm() const { return by_rm_; }
  /// Findings seen.
  std::size_t findings() const { return findings_; }
  /// Findings that were excused.
  std::size_t excused() const { return excused_; }
  /// The first of the findings.
  const std::vector<Found>& found() const { return found_; }

 private:
  void add(const std::string& rm, const Finding& finding, Time now);

  std::size_t messages_ = 0;
  std::map<std::string, std::size_t> by_rm_;
  std::size_t findings_ = 0;
  std::size_t excused_ = 0;
  Excuse excuse_;
  std::vector<Found> found_;
};

/// What an event reports as wrong; empty when all is well. What its teller left undone itself the other side reports.
std::vector<Finding> findings_of(const Event& event, EnergyManagementRole teller);

}  // namespace s2::house
