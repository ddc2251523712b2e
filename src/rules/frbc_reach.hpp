#pragma once
// Reach: how far a storage can get, whatever its actuators are told. Source: rule catalogue, D.3 and FRBC-020.

#include <s2/registry.hpp>

#include <optional>

namespace s2::rules {

/// The highest or the lowest course that a fill level can take from a moment on: every actuator is in its fastest mode
/// in that direction, transitions take no time, leakage and usage are those announced. Takes no memory.
class Reach {
 public:
  /// Which of the two courses.
  enum class Towards { highest, lowest };

  /// The course that begins with a level at a moment. The state and the description outlive the Reach.
  Reach(const FrbcState& state, const frbc::SystemDescription& description, Towards towards, double level, Time from)
      : state_(state), description_(description), towards_(towards), level_(level), at_(from) {}

  /// Follows the course to a later moment; the level there, fill-level unit. Empty when the course has more than
  /// Limits::projection_steps events.
  std::optional<double> follow(Time until);

 private:
  struct Motion;

  Motion motion() const;
  double fastest(const frbc::ActuatorDescription& actuator, bool rising, Motion& motion) const;
  Motion moving(bool rising) const;

  const FrbcState& state_;
  const frbc::SystemDescription& description_;
  Towards towards_;
  double level_;
  Time at_;
  double usage_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace s2::rules
