#pragma once
// FrbcBook: what a storage has said about itself since fill rate based control was selected.

#include "timeline.hpp"

#include <s2/model/frbc.hpp>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace s2::planner {

/// A fill level and when it was reported.
struct KnownLevel {
  double level;  ///< fill-level unit
  Time at;       ///< when
};

/// Everything a storage published, with its validity. Descriptions and leakage come into force when their time has
/// come; statuses are kept for actuators that some description knows. Source: rule catalogue, C.7 and C.11.
class FrbcBook {
 public:
  /// Takes a message of the storage.
  void take(const frbc::SystemDescription& message, Time now);
  /// Takes the fill level.
  void take(const frbc::StorageStatus& message, Time now);
  /// Takes the mode of an actuator and predicts the timers its transition started.
  void take(const frbc::ActuatorStatus& message, Time now);
  /// Takes a timer; overrules the prediction.
  void take(const frbc::TimerStatus& message);
  /// Takes the losses.
  void take(const frbc::LeakageBehaviour& message, Time now);
  /// Takes the expected usage.
  void take(const frbc::UsageForecast& message, Time now);
  /// Takes the wanted fill levels.
  void take(const frbc::FillLevelTargetProfile& message, Time now);
  /// A description was withdrawn, named by its message_id.
  void revoke(const Id& message_id);
  /// Lets come into force what was scheduled. True when something did.
  bool settle(Time now);

  /// The description in force; nullptr when none is.
  const frbc::SystemDescription* description() const { return description_ ? &*description_ : nullptr; }
  /// The last reported fill level.
  const std::optional<KnownLevel>& level() const { return level_; }
  /// The last status of an actuator; nullptr when it never reported.
  const frbc::ActuatorStatus* status(const Id& actuator) const;
  /// Whether a timer of an actuator still runs; one nobody spoke of is finished.
  bool runs(const Id& actuator, const Id& timer, Time now) const;
  /// How fast the storage loses at this level, fill-level unit/s.
  double leakage(double level) const;
  /// How much is expected to be used over a span, fill-level unit.
  double usage(Time from, Time until) const;
  /// The band wanted over a span: the tightest of all that hold within it; empty when none does.
  std::optional<NumberRange> target(Time from, Time until) const;

 private:
  // In the description in force, else in the first scheduled one that knows it.
  const frbc::ActuatorDescription* described(const Id& actuator) const;
  void forget_strangers();

  std::optional<frbc::SystemDescription> description_;
  std::vector<frbc::SystemDescription> scheduled_;
  std::optional<frbc::LeakageBehaviour> leakage_;
  std::vector<frbc::LeakageBehaviour> scheduled_leakage_;
  std::optional<KnownLevel> level_;
  std::map<Id, frbc::ActuatorStatus> statuses_;
  std::map<std::pair<Id, Id>, Time> timers_;
  Timeline<double> usage_;
  Timeline<NumberRange> targets_;
};

/// The band of an operation mode or leakage behaviour that holds at a level; nullptr when none does. Bands own their
/// start, the highest one its end as well (rule catalogue, D.3).
template <class Element>
const Element* element_at(const std::vector<Element>& elements, double level) {
  const Element* highest = nullptr;
  for (const auto& element : elements) {
    const NumberRange& band = element.fill_level_range;
    if (band.start_of_range <= level && level < band.end_of_range) return &element;
    if (!highest || band.end_of_range > highest->fill_level_range.end_of_range) highest = &element;
  }
  return highest && highest->fill_level_range.end_of_range == level ? highest : nullptr;
}

}  // namespace s2::planner
