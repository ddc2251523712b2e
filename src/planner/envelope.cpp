// Limits the constraints allow.

#include "envelope.hpp"

#include <algorithm>
#include <limits>

namespace s2::planner {
namespace {

using pebc::PowerEnvelopeLimitType;

constexpr double infinite = std::numeric_limits<double>::infinity();

// What may be chosen for one quantity.
struct Options {
  CommodityQuantity quantity{};
  std::vector<NumberRange> lower;
  std::vector<NumberRange> upper;
};

bool is_symmetric(const Options& options) {
  return options.quantity == CommodityQuantity::electric_power_3_phase_symmetric;
}

// The electric quantities that offer both limits, without abnormal conditions. The symmetric one stands for all.
std::vector<Options> options_of(const pebc::PowerConstraints& constraints) {
  std::vector<Options> all;
  for (const auto& range : constraints.allowed_limit_ranges) {
    if (range.abnormal_condition_only || !is_electric_power(range.commodity_quantity)) continue;
    auto place = std::find_if(all.begin(), all.end(),
                              [&](const Options& known) { return known.quantity == range.commodity_quantity; });
    if (place == all.end()) place = all.insert(all.end(), Options{range.commodity_quantity, {}, {}});
    auto& list = range.limit_type == PowerEnvelopeLimitType::lower_limit ? place->lower : place->upper;
    list.push_back(range.range_boundary);
  }
  std::erase_if(all, [](const Options& options) { return options.lower.empty() || options.upper.empty(); });
  const auto symmetric = std::find_if(all.begin(), all.end(), is_symmetric);
  if (symmetric != all.end()) all = {Options(*symmetric)};
  return all;
}

double least(const std::vector<NumberRange>& ranges) {
  double value = infinite;
  for (const auto& range : ranges) value = std::min({value, range.start_of_range, range.end_of_range});
  return value;
}

double most(const std::vector<NumberRange>& ranges) {
  double value = -infinite;
  for (const auto& range : ranges) value = std::max({value, range.start_of_range, range.end_of_range});
  return value;
}

// The smallest allowed value that is at least `wanted`, else the largest allowed one.
double at_least(const std::vector<NumberRange>& ranges, double wanted) {
  double best = infinite;
  for (const auto& range : ranges) {
    const auto [low, high] = std::minmax(range.start_of_range, range.end_of_range);
    if (high >= wanted) best = std::min(best, std::max(low, wanted));
  }
  return best == infinite ? most(ranges) : best;
}

// The largest allowed value that is at most `wanted`, else the smallest allowed one.
double at_most(const std::vector<NumberRange>& ranges, double wanted) {
  double best = -infinite;
  for (const auto& range : ranges) {
    const auto [low, high] = std::minmax(range.start_of_range, range.end_of_range);
    if (low <= wanted) best = std::max(best, std::min(high, wanted));
  }
  return best == -infinite ? least(ranges) : best;
}

}  // namespace

std::optional<PowerLimits> widest_limits(const pebc::PowerConstraints& constraints) {
  const auto all = options_of(constraints);
  if (all.empty()) return std::nullopt;
  PowerLimits limits{0, 0};
  for (const auto& options : all) {
    limits.lower += least(options.lower);
    limits.upper += most(options.upper);
  }
  return limits;
}

std::vector<pebc::PowerEnvelope> envelopes(const pebc::PowerConstraints& constraints, const PowerLimits& wanted,
                                           Duration duration) {
  std::vector<pebc::PowerEnvelope> result;
  const auto all = options_of(constraints);
  const auto share = static_cast<double>(all.size());
  for (const auto& options : all) {
    const double lower = at_least(options.lower, wanted.lower / share);
    double upper = at_most(options.upper, wanted.upper / share);
    if (upper < lower) upper = at_least(options.upper, lower);
    if (upper < lower) continue;  // no envelope exists for this quantity (PEBC-024)
    result.push_back({Id{}, options.quantity, {{duration, upper, lower}}});
  }
  return result;
}

PowerLimits limits_of(const std::vector<pebc::PowerEnvelope>& envelopes) {
  PowerLimits limits{0, 0};
  for (const auto& envelope : envelopes) {
    limits.lower += envelope.power_envelope_elements.front().lower_limit;
    limits.upper += envelope.power_envelope_elements.front().upper_limit;
  }
  return limits;
}

}  // namespace s2::planner
