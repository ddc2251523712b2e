#pragma once
// Limits that a CEM may set, and what they leave room for. Source: rule catalogue, D.5.

#include <s2/model/pebc.hpp>

#include <algorithm>
#include <optional>

namespace s2::rules {

/// What an offer says about one limit.
enum class Permission : std::uint8_t {
  allowed,         ///< inside a range that counts
  abnormal_only,   ///< only inside ranges for abnormal conditions, and there is none (PEBC-015)
  outside,         ///< inside no range (PEBC-013, PEBC-014)
  nothing_offered  ///< there is no range at all for the quantity (PEBC-016)
};

/// Whether a limit lies inside the union of the ranges of its kind; ranges are closed intervals.
inline Permission permission_for(const pebc::PowerConstraints& offer, CommodityQuantity quantity,
                                 pebc::PowerEnvelopeLimitType type, double limit, bool abnormal_condition) {
  auto found = Permission::nothing_offered;
  for (const pebc::AllowedLimitRange& range : offer.allowed_limit_ranges) {
    if (range.commodity_quantity != quantity) continue;
    if (found == Permission::nothing_offered) found = Permission::outside;
    const NumberRange& bounds = range.range_boundary;
    if (range.limit_type != type || limit < bounds.start_of_range || limit > bounds.end_of_range) continue;
    if (abnormal_condition || !range.abnormal_condition_only) return Permission::allowed;
    found = Permission::abnormal_only;
  }
  return found;
}

/// The power that limits keep from flowing at one moment, in the unit of all three; never negative.
inline double prevented_power(double expected, double lower, double upper) {
  return std::max({0.0, expected - upper, lower - expected});
}

/// The mean lower and upper limit of an envelope that is anchored at `begins`, over [from, until). Empty when the
/// envelope does not cover the whole window: what is not limited leaves any room.
inline std::optional<NumberRange> mean_of(const pebc::PowerEnvelope& envelope, Time begins, Time from, Time until) {
  NumberRange sum;
  Duration covered{0};
  for (const pebc::PowerEnvelopeElement& element : envelope.power_envelope_elements) {
    const Time first = std::max(begins, from);
    const Time last = std::min(begins + element.duration, until);
    begins = begins + element.duration;
    if (last <= first) continue;
    covered += last - first;
    sum.start_of_range += element.lower_limit * static_cast<double>((last - first).count());
    sum.end_of_range += element.upper_limit * static_cast<double>((last - first).count());
  }
  if (covered <= Duration{0} || covered < until - from) return std::nullopt;
  const double span = static_cast<double>(covered.count());
  return NumberRange{sum.start_of_range / span, sum.end_of_range / span};
}

}  // namespace s2::rules
