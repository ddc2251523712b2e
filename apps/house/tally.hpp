#pragma once
// Tally: how many messages were exchanged, and what was wrong with them.

#include <house/watcher.hpp>

#include <cstddef>
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

  void on_frame(const RecordedFrame& frame) override;
  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override;

  /// Frames seen.
  std::size_t messages() const { return messages_; }
  /// Frames seen, by device.
  const std::map<std::string, std::size_t>& messages_by_rm() const { return by_rm_; }
  /// Findings seen.
  std::size_t findings() const { return findings_; }
  /// The first of them.
  const std::vector<Found>& found() const { return found_; }

 private:
  void add(const std::string& rm, const Finding& finding, Time now);

  std::size_t messages_ = 0;
  std::map<std::string, std::size_t> by_rm_;
  std::size_t findings_ = 0;
  std::vector<Found> found_;
};

/// What an event reports as wrong; empty when all is well.
std::vector<Finding> findings_of(const Event& event);

}  // namespace s2::house
