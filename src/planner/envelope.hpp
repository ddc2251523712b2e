#pragma once
// Envelope: wanted limits turned into a PEBC instruction the constraints allow.

#include <s2/model/pebc.hpp>

#include <optional>
#include <vector>

namespace s2::planner {

/// Limits of the electric power of a device, W.
struct PowerLimits {
  double lower;  ///< not below
  double upper;  ///< not above
};

/// The widest limits a device offers without abnormal conditions, over all its phases; empty when no electric quantity
/// has both kinds of limit.
std::optional<PowerLimits> widest_limits(const pebc::PowerConstraints& constraints);

/// One envelope per electric quantity on offer, each with a single element, whose limits are the allowed values nearest
/// to a fair share of the wanted ones: a production limit is never looser than wanted while a tighter value is allowed.
/// Empty when the constraints offer nothing. The ids of the envelopes are left to the caller.
std::vector<pebc::PowerEnvelope> envelopes(const pebc::PowerConstraints& constraints, const PowerLimits& wanted,
                                           Duration duration);

/// What these envelopes limit the electric power of the device to.
PowerLimits limits_of(const std::vector<pebc::PowerEnvelope>& envelopes);

}  // namespace s2::planner
