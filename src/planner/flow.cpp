// Electric power and the phases it takes.

#include "flow.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

using enum CommodityQuantity;

// Which electric quantities a list holds.
struct Seen {
  bool symmetric = false;
  std::array<bool, 3> phase{};

  void note(CommodityQuantity quantity) {
    if (quantity == electric_power_3_phase_symmetric) symmetric = true;
    if (quantity <= electric_power_l3) phase[static_cast<std::size_t>(quantity)] = true;
  }
  bool nothing() const { return !symmetric && phases() == 0; }
  bool single() const { return !symmetric && phases() == 1; }
  std::ptrdiff_t phases() const { return std::count(phase.begin(), phase.end(), true); }
  // Whether a value counts: per-phase values repeat what a symmetric one has said.
  bool counts(CommodityQuantity quantity) const {
    return symmetric ? quantity == electric_power_3_phase_symmetric : quantity <= electric_power_l3;
  }
};
static_assert(static_cast<int>(electric_power_l1) == 0 && static_cast<int>(electric_power_l3) == 2);

template <class Values>
Seen seen_in(const Values& values) {
  Seen seen;
  for (const auto& value : values) seen.note(value.commodity_quantity);
  return seen;
}

template <class Combine>
Flow combine(const Flow& left, const Flow& right, Combine choose) {
  Flow flow{choose(left.total, right.total), {}, choose(left.drawn, right.drawn), choose(left.fed, right.fed)};
  for (std::size_t i = 0; i < flow.phase.size(); ++i) flow.phase[i] = choose(left.phase[i], right.phase[i]);
  return flow;
}

}  // namespace

Flow& Flow::operator+=(const Flow& other) {
  total += other.total;
  for (std::size_t i = 0; i < phase.size(); ++i) phase[i] += other.phase[i];
  drawn += other.drawn;
  fed += other.fed;
  return *this;
}

double Flow::heaviest() const { return *std::max_element(phase.begin(), phase.end()) + drawn; }

double Flow::lightest() const { return *std::min_element(phase.begin(), phase.end()) + fed; }

Flow Flow::scaled(double factor) const {
  return {total * factor, {phase[0] * factor, phase[1] * factor, phase[2] * factor}, drawn * factor, fed * factor};
}

Flow operator+(Flow left, const Flow& right) { return left += right; }

Flow operator-(Flow whole, const Flow& part) { return whole += part.scaled(-1); }

Flow heavier(const Flow& left, const Flow& right) {
  return combine(left, right, [](double a, double b) { return std::max(a, b); });
}

Flow lighter(const Flow& left, const Flow& right) {
  return combine(left, right, [](double a, double b) { return std::min(a, b); });
}

std::optional<Flow> flow_of(std::span<const PowerValue> values) {
  const Seen seen = seen_in(values);
  if (seen.nothing()) return std::nullopt;
  Flow flow;
  for (const auto& [quantity, value] : values) {
    if (!seen.counts(quantity)) continue;
    flow.total += value;
    if (seen.symmetric) {
      for (double& phase : flow.phase) phase += value / 3;
    } else if (seen.single()) {
      (value > 0 ? flow.drawn : flow.fed) += value;
    } else {
      flow.phase[static_cast<std::size_t>(quantity)] += value;
    }
  }
  return flow;
}

Flow Wiring::carry(double power) const {
  Flow flow{power, {phase[0] * power, phase[1] * power, phase[2] * power}, 0, 0};
  (power > 0 ? flow.drawn : flow.fed) = somewhere * power;
  return flow;
}

double Wiring::worst_share() const { return *std::max_element(phase.begin(), phase.end()) + somewhere; }

Wiring wiring_of(std::span<const PowerRange> ranges) {
  const Seen seen = seen_in(ranges);
  if (seen.single()) return {{0, 0, 0}, 1};
  if (seen.symmetric || seen.nothing()) return {};
  Wiring wiring{{0, 0, 0}, 0};
  double sum = 0;
  for (const auto& range : ranges) {
    if (!seen.counts(range.commodity_quantity)) continue;
    const double size = std::max(std::abs(range.start_of_range), std::abs(range.end_of_range));
    wiring.phase[static_cast<std::size_t>(range.commodity_quantity)] = size;
    sum += size;
  }
  if (sum <= 0) return {};
  for (double& share : wiring.phase) share /= sum;
  return wiring;
}

}  // namespace s2::planner
