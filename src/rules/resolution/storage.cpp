// Storage: simulates a fill level from event to event.

#include "values.hpp"

#include <s2/base/limits.hpp>
#include <s2/registry.hpp>
#include <s2/storage.hpp>

#include <chrono>
#include <cmath>
#include <limits>

namespace s2 {
namespace {

using rules::element_near;
using rules::value_at;

constexpr double never = std::numeric_limits<double>::infinity();

double seconds(Duration span) { return std::chrono::duration<double>(span).count(); }

// Walks along the usage forecast, from the start of the course.
class UsageWalk {
 public:
  UsageWalk(const frbc::UsageForecast* usage, Time start) : usage_(usage) {
    if (usage) next_ = seconds(usage->start_time - start);
  }

  // What is taken out at a moment that is never before the one of the last call, fill-level unit/s.
  double rate_at(double moment) {
    while (usage_ && index_ <= usage_->elements.size() && next_ <= moment) {
      rate_ = index_ < usage_->elements.size() ? usage_->elements[index_].usage_rate_expected : 0;
      next_ = index_ < usage_->elements.size() ? next_ + seconds(usage_->elements[index_].duration) : never;
      ++index_;
    }
    return rate_;
  }
  // When that changes.
  double until() const { return next_; }

 private:
  const frbc::UsageForecast* usage_;
  std::size_t index_ = 0;
  double rate_ = 0;
  double next_ = never;
};

// How fast a level rises, not counting the usage.
double rate_at(const StorageFlow& flow, double level) {
  double rate = 0;
  for (const FillingMode& actuator : flow.actuators) {
    if (const auto* element = element_near(actuator.mode->elements, level))
      rate += value_at(element->fill_rate, actuator.factor);
  }
  if (!flow.leakage) return rate;
  const auto* element = element_near(flow.leakage->elements, level);
  return element ? rate - element->leakage_rate : rate;
}

// The next border of a band beyond a level, upwards or downwards; infinite when there is none.
double border_beyond(const StorageFlow& flow, double level, bool upwards) {
  double nearest = upwards ? never : -never;
  const auto look = [&](const auto& elements) {
    for (const auto& element : elements) {
      for (const double border : {element.fill_level_range.start_of_range, element.fill_level_range.end_of_range}) {
        if (upwards ? border > level && border < nearest : border < level && border > nearest) nearest = border;
      }
    }
  };
  for (const FillingMode& actuator : flow.actuators) look(actuator.mode->elements);
  if (flow.leakage) look(flow.leakage->elements);
  return nearest;
}

std::vector<PowerValue> power_of(const StorageFlow& flow, double level) {
  std::vector<PowerValue> sum;
  for (const FillingMode& actuator : flow.actuators) {
    const auto* element = element_near(actuator.mode->elements, level);
    if (!element) continue;
    for (const PowerValue& value : rules::power_at(element->power_ranges, actuator.factor)) {
      const auto same = std::find_if(sum.begin(), sum.end(), [&](const PowerValue& one) {
        return one.commodity_quantity == value.commodity_quantity;
      });
      if (same == sum.end()) {
        sum.push_back(value);
      } else {
        same->value += value.value;
      }
    }
  }
  return sum;
}

// Goes through the pieces one by one; gives each to `take`, which returns whether to go on.
template <class Take>
void walk(const StorageFlow& flow, double level, Time start, Duration span, Take take) {
  UsageWalk usage(flow.usage, start);
  const double end = seconds(span);
  double moment = 0;
  for (std::size_t count = 0; moment < end && count < Limits::storage_pieces; ++count) {
    const double taken_out = usage.rate_at(moment);
    const double below = std::nextafter(level, -never);
    const double rising = rate_at(flow, level) - taken_out;
    const double falling = rate_at(flow, below) - taken_out;
    // On a border with a fall above it and none below, the level can go neither way.
    const double rate = rising >= 0 ? rising : falling < 0 ? falling : 0;
    const double border = rate == 0 ? level : border_beyond(flow, level, rate > 0);
    const double arrives = rate == 0 ? never : moment + (border - level) / rate;
    const double until = std::min({arrives, usage.until(), end});
    const double reached = until == arrives ? border : level + rate * (until - moment);
    if (!take(StoragePiece{moment, until, level, reached, power_of(flow, rising >= 0 ? level : below)})) return;
    moment = until;
    level = reached;
  }
}

}  // namespace

std::vector<StoragePiece> storage_course(const StorageFlow& flow, double level, Time start, Duration span) {
  std::vector<StoragePiece> pieces;
  walk(flow, level, start, span, [&](StoragePiece piece) {
    pieces.push_back(std::move(piece));
    return true;
  });
  return pieces;
}

double level_after(const StorageFlow& flow, double level, Time start, Duration span) {
  walk(flow, level, start, span, [&](const StoragePiece& piece) {
    level = piece.level_until;
    return true;
  });
  return level;
}

std::optional<double> seconds_to_level(const StorageFlow& flow, double level, double wanted, Time start,
                                       Duration longest) {
  if (level == wanted) return 0;
  std::optional<double> reached;
  walk(flow, level, start, longest, [&](const StoragePiece& piece) {
    const auto [low, high] = std::minmax(piece.level_from, piece.level_until);
    if (wanted < low || wanted > high || low == high) return true;
    const double part = (wanted - piece.level_from) / (piece.level_until - piece.level_from);
    reached = piece.from_s + part * (piece.until_s - piece.from_s);
    return false;
  });
  return reached;
}

StorageFlow storage_flow(const Registry& registry, Time now, const frbc::Instruction* obeyed) {
  StorageFlow flow{{}, registry.frbc.leakage.in_force(), registry.frbc.usage.at(now)};
  const auto* description = registry.frbc.descriptions.in_force();
  if (!description) return flow;
  for (const auto& actuator : description->actuators) {
    const bool obeys = obeyed && obeyed->actuator_id == actuator.id;
    const ModeState* state = registry.frbc.states.mode(actuator.id);
    const Id* active = obeys ? &obeyed->operation_mode : state ? &state->mode : nullptr;
    const double factor = obeys ? obeyed->operation_mode_factor : state ? state->factor : 0;
    for (const auto& mode : actuator.operation_modes) {
      if (active && mode.id == *active) flow.actuators.push_back({&mode, factor});
    }
  }
  return flow;
}

}  // namespace s2
