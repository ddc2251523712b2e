#pragma once
// StorageView: a storage as the planner sees it now: its level, what it is set to, and what it could do.

#include "actuator_choice.hpp"
#include "device.hpp"
#include "setting.hpp"

#include <optional>
#include <vector>

namespace s2::planner {

/// One actuator and what it is believed to be doing.
struct ActuatorView {
  const frbc::ActuatorDescription* description;  ///< what it can do
  std::optional<Choice> setting;                 ///< what it does; empty when unknown
};

/// A storage whose description and level are known. Holds pointers into the device; lives for one decision.
struct StorageView {
  const Device* device;                 ///< whose it is
  double level;                         ///< fill level now, carried forward from the last report
  double lowest;                        ///< lower end of the range to keep
  double highest;                       ///< upper end of the range to keep
  Ability ability;                      ///< what it could do at this level
  std::vector<ActuatorView> actuators;  ///< its actuators

  /// Power of all actuators as they are believed to be set, W.
  double power_w() const;
  /// How wide the range to keep is.
  double range() const { return highest - lowest; }
};

/// What an actuator is believed to do: what it was told last, until it had time to follow; then what it reports.
std::optional<Choice> believed_setting(const Device& device, const frbc::ActuatorDescription& actuator, double level,
                                       Time now);

/// Whether an actuator reports something else than it was told, after it had time to follow (INST-018).
bool disobeys(const Device& device, const frbc::ActuatorDescription& actuator, double level, double rating_w, Time now);

/// Looks at a device; empty when it is no storage, or its description or level is unknown.
std::optional<StorageView> view_of(const Device& device, Time now);

}  // namespace s2::planner
