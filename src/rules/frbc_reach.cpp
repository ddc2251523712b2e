#include "frbc_reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace s2::rules {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

// Whether a band goes on from a level in a direction: a border belongs to the band beyond it.
bool goes_on(const NumberRange& band, double level, bool rising) {
  return rising ? band.start_of_range <= level && level < band.end_of_range
                : band.start_of_range < level && level <= band.end_of_range;
}

double seconds(Duration span) { return static_cast<double>(span.count()) / 1e3; }

// What is taken out at a moment, and until when that holds.
struct Use {
  double rate = 0;
  std::optional<Time> until;
};

Use use_at(const Courses<frbc::UsageForecast>& courses, Time when) {
  Use use;
  for (const auto& course : courses.all()) {
    if (course.start_time > when) {
      use.until = use.until ? std::min(*use.until, course.start_time) : course.start_time;
      break;
    }
  }
  const auto* course = courses.at(when);
  if (!course) return use;
  Time end = course->start_time;
  for (const auto& element : course->elements) {
    end = end + element.duration;
    if (end <= when) continue;
    use.rate = element.usage_rate_expected;
    use.until = use.until ? std::min(*use.until, end) : end;
    break;
  }
  return use;
}

}  // namespace

// How the level moves, and to which border of a band at most.
struct Reach::Motion {
  double rate = 0;
  double border = 0;

  void stop_at(double candidate, double level, bool rising) {
    if (rising ? candidate > level && candidate < border : candidate < level && candidate > border) border = candidate;
  }
};

// The best fill rate of an actuator beyond the present level in a direction; 0 when no mode has a band there.
double Reach::fastest(const frbc::ActuatorDescription& actuator, bool rising, Motion& motion) const {
  std::optional<double> best;
  for (const auto& mode : actuator.operation_modes) {
    for (const auto& element : mode.elements) {
      motion.stop_at(element.fill_level_range.start_of_range, level_, rising);
      motion.stop_at(element.fill_level_range.end_of_range, level_, rising);
      if (!goes_on(element.fill_level_range, level_, rising)) continue;
      const auto [slow, fast] = std::minmax(element.fill_rate.start_of_range, element.fill_rate.end_of_range);
      if (towards_ == Towards::highest) best = best ? std::max(*best, fast) : fast;
      if (towards_ == Towards::lowest) best = best ? std::min(*best, slow) : slow;
    }
  }
  return best.value_or(0);
}

Reach::Motion Reach::moving(bool rising) const {
  Motion motion{.rate = -usage_, .border = rising ? unbounded : -unbounded};
  for (const auto& actuator : description_.actuators) motion.rate += fastest(actuator, rising, motion);
  if (const auto* leakage = state_.leakage.in_force()) {
    for (const auto& element : leakage->elements) {
      motion.stop_at(element.fill_level_range.start_of_range, level_, rising);
      motion.stop_at(element.fill_level_range.end_of_range, level_, rising);
      if (goes_on(element.fill_level_range, level_, rising)) motion.rate -= element.leakage_rate;
    }
  }
  return motion;
}

// At a border the rates on its two sides may point at each other; the level then stays.
Reach::Motion Reach::motion() const {
  const bool rising = towards_ == Towards::highest;
  const Motion ahead = moving(rising);
  if (rising ? ahead.rate > 0 : ahead.rate < 0) return ahead;
  const Motion back = moving(!rising);
  if (rising ? back.rate < 0 : back.rate > 0) return back;
  return {};
}

std::optional<double> Reach::follow(Time until) {
  while (at_ < until) {
    if (steps_++ == Limits::projection_steps) return std::nullopt;
    const Use use = use_at(state_.usage, at_);
    usage_ = use.rate;
    const Time next = use.until ? std::min(until, *use.until) : until;
    const Motion step = motion();
    const double span = seconds(next - at_);
    const double to_border = step.rate == 0 ? unbounded : (step.border - level_) / step.rate;
    if (to_border < span) {
      // At least a millisecond, so that the clock goes on where bands are narrower than a step.
      at_ = std::min(next, at_ + std::max(Duration{1}, Duration(static_cast<std::int64_t>(to_border * 1e3))));
      level_ = step.border;
    } else {
      level_ += step.rate * span;
      at_ = next;
    }
  }
  return level_;
}

}  // namespace s2::rules
