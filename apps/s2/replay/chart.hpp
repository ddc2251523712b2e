#pragma once
// Chart: what a resource did over time, in bounded memory, ready to be drawn.

#include "replay/curve.hpp"

#include <s2/conversation.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace s2::app {

/// A mode that was active for a while.
struct ModeSpan {
  Time from;          ///< when it was reported
  std::size_t label;  ///< place of its label in the lane
};

/// The modes of one actuator over time, or of an OMBC device.
struct ModeLane {
  /// Spans kept; further ones are counted.
  static constexpr std::size_t kept = 2000;
  /// Labels told apart; further ones share the last.
  static constexpr std::size_t kept_labels = 24;

  std::string actuator;             ///< its label; empty under OMBC
  std::vector<std::string> labels;  ///< of the modes, in the order in which they were seen
  std::vector<ModeSpan> spans;      ///< in order; each lasts until the next one
  std::size_t left_out = 0;         ///< changes that were only counted
};

/// Power, flow or temperature of one quantity.
struct QuantityTrack {
  Curve measured;   ///< PowerMeasurement
  Course forecast;  ///< PowerForecast: expected value with its widest band
  Course limits;    ///< envelopes of PEBC.Instructions
};

/// Collects what accepted messages say of the resource, on the clock of the recording.
class Chart {
 public:
  /// Actuators followed; statuses of further ones are left out.
  static constexpr std::size_t kept_lanes = 16;

  /// A message that took effect.
  void take(const Message& message, const Registry& registry, Time time);

  /// By quantity; those that nobody mentioned are absent.
  const std::map<CommodityQuantity, QuantityTrack>& quantities() const { return quantities_; }
  /// FRBC: the fill level as reported.
  const Curve& fill_level() const { return fill_level_; }
  /// FRBC: where the fill level should be.
  const Course& targets() const { return targets_; }
  /// FRBC: the range of the storage in the newest description.
  const std::optional<NumberRange>& fill_range() const { return fill_range_; }
  /// FRBC: name of the fill-level unit in the newest description; may be empty.
  const std::string& fill_label() const { return fill_label_; }
  /// DDBC: the present demand, lower and upper end.
  const Curve& demand_low() const { return demand_low_; }
  /// See demand_low.
  const Curve& demand_high() const { return demand_high_; }
  /// By actuator, in the order in which they reported.
  const std::vector<ModeLane>& modes() const { return modes_; }
  /// Whether there is anything to draw.
  bool empty() const;

 private:
  struct Taker;
  void mode(const Id& actuator, const Id& mode, const Registry& registry, Time time);

  std::map<CommodityQuantity, QuantityTrack> quantities_;
  Curve fill_level_;
  Course targets_;
  std::optional<NumberRange> fill_range_;
  std::string fill_label_;
  Curve demand_low_;
  Curve demand_high_;
  std::vector<ModeLane> modes_;
  std::vector<Id> lane_ids_;                 // actuators of modes_
  std::vector<std::vector<Id>> lane_modes_;  // modes of their labels
};

}  // namespace s2::app
