#pragma once
// Flow: electric power and the phases it takes, as far as anybody said.
//
// A device of one phase reports L1 whichever phase it hangs on, so its phase is unknown. Unknown consumption is kept
// apart from unknown production: for a fuse the worst case is that all of the one meets on a single phase and none of
// the other does. Only electric power counts; gas, oil and heat never enter the balance (rule catalogue, D.1).

#include <s2/model/common.hpp>

#include <array>
#include <optional>
#include <span>

namespace s2::planner {

/// Electric power of one device or of several together, W; positive consumes.
struct Flow {
  double total = 0;               ///< over all phases
  std::array<double, 3> phase{};  ///< what is known to flow on each phase
  double drawn = 0;               ///< consumption on a phase nobody named; never negative
  double fed = 0;                 ///< production on a phase nobody named; never positive

  /// Adds what another one carries.
  Flow& operator+=(const Flow& other);
  /// The largest power one phase may be drawing.
  double heaviest() const;
  /// The lowest power one phase may be carrying; negative when it feeds in.
  double lightest() const;
  /// This flow, weakened or strengthened.
  Flow scaled(double factor) const;
};

/// Both flows together.
Flow operator+(Flow left, const Flow& right);
/// The first flow without the second, which is part of it.
Flow operator-(Flow whole, const Flow& part);
/// The heavier of two guesses about one flow, place by place.
Flow heavier(const Flow& left, const Flow& right);
/// The lighter of two guesses about one flow, place by place.
Flow lighter(const Flow& left, const Flow& right);

/// The electric part of some values; empty when they hold none. The symmetric value is the total of three phases and
/// is never added to per-phase values.
std::optional<Flow> flow_of(std::span<const PowerValue> values);

/// How the power of a device is spread over the phases; the shares add up to one.
struct Wiring {
  std::array<double, 3> phase{1.0 / 3, 1.0 / 3, 1.0 / 3};  ///< share on each known phase
  double somewhere = 0;                                    ///< share on a phase nobody named

  /// The flow of this much power.
  Flow carry(double power) const;
  /// The largest share one phase may get.
  double worst_share() const;
};

/// How the ranges of an operation mode spread their power.
Wiring wiring_of(std::span<const PowerRange> ranges);

}  // namespace s2::planner
