// A storage as the planner sees it now.

#include "storage_view.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

// A report older than this is not carried further forward.
constexpr double carried_forward_s = 3600;

// The longest a move of this actuator takes.
Duration longest_transition(const frbc::ActuatorDescription& actuator) {
  Duration longest{0};
  for (const auto& transition : actuator.transitions) {
    longest = std::max(longest, transition.transition_duration.value_or(Duration{0}));
  }
  return longest;
}

// What the actuator was told last, as long as that stands.
std::optional<Choice> told_setting(const Device& device, const frbc::ActuatorDescription& actuator, double level) {
  const auto order = device.actuators.find(actuator.id);
  if (order == device.actuators.end() || !order->second.lane.stands()) return std::nullopt;
  return choice_of(actuator, order->second.mode, order->second.factor, level);
}

// Whether the last order is old enough to have been carried out.
bool had_time(const Device& device, const frbc::ActuatorDescription& actuator, Time now) {
  const Duration patience = device.delay() + longest_transition(actuator) + Pace::obedience;
  return now - *device.actuators.at(actuator.id).lane.sent_at() >= patience;
}

}  // namespace

double StorageView::power_w() const {
  double power = 0;
  for (const auto& actuator : actuators) power += actuator.setting ? actuator.setting->power : 0;
  return power;
}

std::optional<Choice> believed_setting(const Device& device, const frbc::ActuatorDescription& actuator, double level,
                                       Time now) {
  const auto* status = device.frbc().status(actuator.id);
  const auto told = told_setting(device, actuator, level);
  if (told && (!status || !had_time(device, actuator, now))) return told;
  if (!status) return std::nullopt;
  return choice_of(actuator, status->active_operation_mode_id, status->operation_mode_factor, level);
}

bool disobeys(const Device& device, const frbc::ActuatorDescription& actuator, double level, double rating_w,
              Time now) {
  const auto* status = device.frbc().status(actuator.id);
  const auto told = told_setting(device, actuator, level);
  if (!status || !told || !had_time(device, actuator, now)) return false;
  const auto does = choice_of(actuator, status->active_operation_mode_id, status->operation_mode_factor, level);
  return !does || std::abs(does->power - told->power) >= smallest_step_w(rating_w);
}

std::optional<StorageView> view_of(const Device& device, Time now) {
  const auto* description = device.is_storage() ? device.frbc().description() : nullptr;
  const auto& reported = device.frbc().level();
  if (!description || !reported) return std::nullopt;
  const NumberRange& range = description->storage.fill_level_range;
  StorageView view{&device,
                   reported->level,
                   std::min(range.start_of_range, range.end_of_range),
                   std::max(range.start_of_range, range.end_of_range),
                   {},
                   {}};
  double rate = -device.frbc().leakage(view.level);
  for (const auto& actuator : description->actuators) {
    view.actuators.push_back({&actuator, believed_setting(device, actuator, view.level, now)});
    if (view.actuators.back().setting) rate += view.actuators.back().setting->rate;
  }
  const double elapsed = std::clamp(seconds_between(reported->at, now), 0.0, carried_forward_s);
  const double carried = view.level + rate * elapsed - device.frbc().usage(reported->at, now);
  // What is carried forward cannot leave the range by our reckoning alone; only a report can say so.
  if (std::isfinite(carried)) {
    view.level = std::clamp(carried, std::min(view.lowest, view.level), std::max(view.highest, view.level));
  }
  view.ability = ability_at(*description, view.level);
  return view;
}

}  // namespace s2::planner
