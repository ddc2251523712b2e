#pragma once
// Limits over time: which envelope of several counts at a moment, and what that leaves on average. Source: rule
// catalogue, D.5.

#include <s2/registry.hpp>

#include <optional>

namespace s2::rules {

/// Whether constraints have any range for a quantity (PEBC-016).
bool is_offered(const pebc::PowerConstraints& constraints, CommodityQuantity quantity);

/// Whether an offer is over at a moment of the receiver: valid_until is more than the skew tolerance ago (PEBC-010).
bool is_over(const pebc::PowerConstraints& constraints, Time now, Duration skew);

/// Whether an instruction begins while its constraints hold (PEBC-011). A moment that is `now` may be off by the skew
/// tolerance; an execution_time ahead is compared with moments of the same clock.
bool begins_in_time(const pebc::Instruction& instruction, const pebc::PowerConstraints& constraints, Time now,
                    Duration skew);

/// What constraints say about one limit.
enum class Permission : std::uint8_t {
  allowed,        ///< inside a range
  when_abnormal,  ///< only inside ranges for abnormal conditions (PEBC-015)
  never           ///< inside no range (PEBC-013, PEBC-014)
};

/// Where a limit lies in the union of the ranges of its quantity and kind; ranges are closed intervals.
Permission permission_for(const pebc::PowerConstraints& constraints, CommodityQuantity quantity,
                          pebc::PowerEnvelopeLimitType type, double limit);

/// An envelope for a quantity with the moment it begins to count.
struct CountingEnvelope {
  const pebc::Instruction* instruction = nullptr;  ///< nullptr when nothing is limited
  const pebc::PowerEnvelope* envelope = nullptr;   ///< … of the quantity
  Time begin;                                      ///< its execution_time, or its reception when that was later
};

/// The envelope that counts for a quantity at a moment: of the open instructions whose time has come then, the one
/// received last that lists the quantity. Those that are revoked do not count.
CountingEnvelope envelope_at(const Registry& registry, CommodityQuantity quantity, Time when);

/// The element of an envelope at a moment, counted from its execution_time (late reception does not move it).
struct ElementAt {
  const pebc::PowerEnvelopeElement* element = nullptr;  ///< nullptr before its begin and after its end
  Time begin;                                           ///< when the element begins
  Time end;                                             ///< when it ends
};
/// See ElementAt.
ElementAt element_at(const pebc::PowerEnvelope& envelope, Time execution_time, Time when);

/// Limits averaged over a window, in the unit of the quantity.
struct MeanLimits {
  double upper;
  double lower;
};

/// What `added` together with the open instructions allows on average over the window of an energy constraint. Empty
/// when some part of the window is not limited, or `added` has no part in it. Counts its steps and gives up at
/// Limits::projection_steps.
std::optional<MeanLimits> mean_limits(const pebc::EnergyConstraint& constraint, const pebc::Instruction& added,
                                      const Registry& registry, Time now, std::size_t& steps);

}  // namespace s2::rules
