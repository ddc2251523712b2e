#pragma once
// Setting: an operation mode at the present fill level, as a straight line from factor to power and fill rate.

#include "flow.hpp"
#include "frbc_book.hpp"

#include <s2/model/frbc.hpp>

#include <vector>

namespace s2::planner {

/// What an actuator does in one operation mode at one fill level.
struct Setting {
  const frbc::OperationMode* mode = nullptr;  ///< the mode
  NumberRange power;                          ///< electric power at factor 0 and factor 1, W
  NumberRange rate;                           ///< fill rate at factor 0 and factor 1, fill-level unit/s
  double running_cost = 0;                    ///< middle of the running costs, currency/s
  Wiring wiring;                              ///< the phases it takes

  /// Electric power at a factor, W.
  double power_at(double factor) const;
  /// Fill rate at a factor, fill-level unit/s.
  double rate_at(double factor) const;
  /// The factor whose power comes nearest; 0 when the factor has no influence (rule catalogue, D.2).
  double factor_for(double wanted_w) const;
};

/// A mode of an actuator at a level, whatever its flags; empty mode when the mode has no band there.
Setting setting_at(const frbc::OperationMode& mode, double level);

/// The modes an ordinary instruction may use at a level: not reserved for abnormal conditions, described at this level,
/// and not burning a fuel, whose price we do not know.
std::vector<Setting> usable_settings(const frbc::ActuatorDescription& actuator, double level);

/// Charging or discharging, all actuators of a storage together: the smallest and the largest power, and a straight
/// line between them. Power and rate are sizes; which way they go is said by where this stands.
struct Side {
  double least_w = 0;     ///< smallest power, W
  double least_rate = 0;  ///< fill level per second at that power
  double most_w = 0;      ///< largest power, W; 0 when the storage cannot do this
  double most_rate = 0;   ///< fill level per second at that power
  double cost = 0;        ///< running cost, currency/s

  /// Fill level moved per Wh at a power, which is taken into the range first; 0 when the storage cannot do this.
  double fill_per_wh(double power_w) const;
};

/// What a storage can do at one fill level with all its actuators.
struct Ability {
  Side charge;           ///< filling it
  Side discharge;        ///< taking out of it
  double rest_w = 0;     ///< what it draws when nothing is asked of it, W
  double rest_rate = 0;  ///< how fast it fills meanwhile, fill-level unit/s
  Wiring wiring;         ///< the phases it takes

  /// Larger of the two powers, W.
  double rating_w() const;
};

/// Adds up the actuators of a description at a level.
Ability ability_at(const frbc::SystemDescription& description, double level);

}  // namespace s2::planner
