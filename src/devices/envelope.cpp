#include "envelope.hpp"

#include <algorithm>

namespace s2::devices {

const pebc::PowerEnvelope* find_envelope(const pebc::Instruction& instruction, CommodityQuantity quantity) {
  const auto& all = instruction.power_envelopes;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [quantity](const auto& envelope) { return envelope.commodity_quantity == quantity; });
  return found == all.end() ? nullptr : &*found;
}

Place place_in(const pebc::PowerEnvelope& envelope, Time execution_time, Time moment) {
  Time until = execution_time;
  for (const auto& element : envelope.power_envelope_elements) {
    until = until + element.duration;
    if (moment < until) return {&element, until};
  }
  return {nullptr, until};
}

bool is_allowed(const pebc::PowerConstraints& constraints, CommodityQuantity quantity,
                pebc::PowerEnvelopeLimitType limit_type, double limit, bool abnormal_condition) {
  return std::any_of(constraints.allowed_limit_ranges.begin(), constraints.allowed_limit_ranges.end(),
                     [&](const pebc::AllowedLimitRange& range) {
                       return range.commodity_quantity == quantity && range.limit_type == limit_type &&
                              (abnormal_condition || !range.abnormal_condition_only) &&
                              limit >= range.range_boundary.start_of_range &&
                              limit <= range.range_boundary.end_of_range;
                     });
}

}  // namespace s2::devices
