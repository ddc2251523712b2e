#pragma once
// Values: from factors to numbers and back, bands of the fill level, electric power. Source: rule catalogue, D.1 to
// D.3.

#include <s2/model/common.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace s2::rules {

/// The value of a NumberRange or PowerRange at a factor: its start at 0, its end at 1, both to the last bit. A factor
/// outside 0 to 1 counts as the nearest of the two (NUM-005).
template <class Range>
double value_at(const Range& range, double factor) {
  return std::lerp(range.start_of_range, range.end_of_range, std::clamp(factor, 0.0, 1.0));
}

/// The factor at which a range has a value; that of the nearest end for a value outside. 0 when start and end are the
/// same, where a factor has no influence. Start may be above end.
template <class Range>
double factor_for(double wanted, const Range& range) {
  const double start = range.start_of_range;
  const double end = range.end_of_range;
  if (start == end) return 0;
  // Halves, because the width of a range of two finite numbers need not be finite.
  return std::clamp((wanted / 2 - start / 2) / (end / 2 - start / 2), 0.0, 1.0);
}

/// Whether a range covers a value, whichever end is the larger one.
template <class Range>
bool covers(const Range& range, double value) {
  const auto [low, high] = std::minmax(range.start_of_range, range.end_of_range);
  return low <= value && value <= high;
}

/// Half the width of a confidence band, which producers often give in the order of magnitude (PF-004).
inline double half_width(double one, double other) { return std::abs(one - other) / 2; }

/// The power that limits keep from flowing at one moment, in the unit of all three; never negative (D.5).
inline double prevented_power(double expected, double lower, double upper) {
  return std::max({0.0, expected - upper, lower - expected});
}

/// The element whose fill_level_range holds a level: the upper one at a border that two share, the last one at its end;
/// nullptr outside all of them. Elements may stand in any order; a seam of 4 ulp between two (FRBC-001) is no gap.
template <class Element>
const Element* element_at(const std::vector<Element>& elements, double level) {
  const Element* found = nullptr;
  for (const Element& element : elements) {
    const double start = element.fill_level_range.start_of_range;
    if (start <= level && (!found || found->fill_level_range.start_of_range <= start)) found = &element;
  }
  if (!found) return nullptr;
  const double end = found->fill_level_range.end_of_range;
  const double seam = 4 * std::numeric_limits<double>::epsilon() * std::abs(end);
  return level <= end + seam ? found : nullptr;
}

/// As element_at, and the nearest element outside all of them; nullptr only when there is none at all.
template <class Element>
const Element* element_near(const std::vector<Element>& elements, double level) {
  if (const Element* found = element_at(elements, level)) return found;
  const auto distance = [level](const Element& element) {
    const NumberRange& band = element.fill_level_range;
    return std::max(band.start_of_range - level, level - band.end_of_range);
  };
  const auto nearest =
      std::min_element(elements.begin(), elements.end(),
                       [&](const Element& one, const Element& other) { return distance(one) < distance(other); });
  return nearest == elements.end() ? nullptr : &*nearest;
}

/// The total electric power of a list that has one entry per commodity_quantity: 3_PHASE_SYMMETRIC, or else L1 + L2 +
/// L3, never both. `value` tells the number of an entry, W. Empty when nothing in the list is electric power.
template <class List, class Value>
std::optional<double> electric_power(const List& list, Value value) {
  std::optional<double> phases;
  for (const auto& entry : list) {
    if (entry.commodity_quantity == CommodityQuantity::electric_power_3_phase_symmetric) return value(entry);
    if (is_electric_power(entry.commodity_quantity)) phases = phases.value_or(0) + value(entry);
  }
  return phases;
}

/// The total electric power of measured or computed values, W.
inline std::optional<double> electric_power(const std::vector<PowerValue>& values) {
  return electric_power(values, [](const PowerValue& value) { return value.value; });
}

/// The total electric power of the ranges of a mode at a factor, W.
inline std::optional<double> electric_power(const std::vector<PowerRange>& ranges, double factor) {
  return electric_power(ranges, [factor](const PowerRange& range) { return value_at(range, factor); });
}

/// The power of every quantity of a mode at a factor.
inline std::vector<PowerValue> power_at(const std::vector<PowerRange>& ranges, double factor) {
  std::vector<PowerValue> values;
  values.reserve(ranges.size());
  for (const PowerRange& range : ranges) values.push_back({range.commodity_quantity, value_at(range, factor)});
  return values;
}

}  // namespace s2::rules
