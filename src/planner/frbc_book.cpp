// What a storage has said about itself.

#include "frbc_book.hpp"

#include "bounds.hpp"

#include <algorithm>

namespace s2::planner {
namespace {

// Puts a message in force at once or on the list of those to come, which is kept in order of time and bounded. For
// equal moments the later received replaces the earlier.
template <class Message>
void schedule(const Message& message, std::optional<Message>& in_force, std::vector<Message>& scheduled, Time now) {
  if (message.valid_from <= now + Pace::skew) {
    in_force = message;
    return;
  }
  std::erase_if(scheduled, [&](const Message& other) { return other.valid_from == message.valid_from; });
  const auto place = std::upper_bound(scheduled.begin(), scheduled.end(), message,
                                      [](const Message& a, const Message& b) { return a.valid_from < b.valid_from; });
  scheduled.insert(place, message);
  if (scheduled.size() > Bounds::scheduled) scheduled.pop_back();
}

template <class Message>
bool promote(std::optional<Message>& in_force, std::vector<Message>& scheduled, Time now) {
  bool promoted = false;
  while (!scheduled.empty() && scheduled.front().valid_from <= now) {
    in_force = std::move(scheduled.front());
    scheduled.erase(scheduled.begin());
    promoted = true;
  }
  return promoted;
}

const frbc::ActuatorDescription* find_actuator(const frbc::SystemDescription& description, const Id& id) {
  const auto found = std::find_if(description.actuators.begin(), description.actuators.end(),
                                  [&](const frbc::ActuatorDescription& actuator) { return actuator.id == id; });
  return found == description.actuators.end() ? nullptr : &*found;
}

bool has_timer(const frbc::ActuatorDescription* actuator, const Id& timer) {
  return actuator && std::any_of(actuator->timers.begin(), actuator->timers.end(),
                                 [&](const Timer& known) { return known.id == timer; });
}

}  // namespace

void FrbcBook::take(const frbc::SystemDescription& message, Time now) {
  schedule(message, description_, scheduled_, now);
  forget_strangers();
}

void FrbcBook::take(const frbc::StorageStatus& message, Time now) {
  level_ = KnownLevel{message.present_fill_level, now};
}

void FrbcBook::take(const frbc::ActuatorStatus& message, Time now) {
  const auto* actuator = described(message.actuator_id);
  if (!actuator) return;
  const auto* known = status(message.actuator_id);
  const std::optional<Id> previous =
      known ? std::optional(known->active_operation_mode_id) : message.previous_operation_mode_id;
  statuses_.insert_or_assign(message.actuator_id, message);
  if (!previous || *previous == message.active_operation_mode_id) return;
  for (const auto& transition : actuator->transitions) {
    if (transition.from != *previous || transition.to != message.active_operation_mode_id) continue;
    for (const auto& timer : actuator->timers) {
      if (std::count(transition.start_timers.begin(), transition.start_timers.end(), timer.id) == 0) continue;
      timers_.insert_or_assign({actuator->id, timer.id}, message.transition_timestamp.value_or(now) + timer.duration);
    }
    return;
  }
}

void FrbcBook::take(const frbc::TimerStatus& message) {
  if (!has_timer(described(message.actuator_id), message.timer_id)) return;
  timers_.insert_or_assign({message.actuator_id, message.timer_id}, message.finished_at);
}

void FrbcBook::take(const frbc::LeakageBehaviour& message, Time now) {
  schedule(message, leakage_, scheduled_leakage_, now);
}

void FrbcBook::take(const frbc::UsageForecast& message, Time now) {
  usage_.replace(message.start_time, message.elements, now,
                 [](const frbc::UsageForecastElement& element) { return element.usage_rate_expected; });
}

void FrbcBook::take(const frbc::FillLevelTargetProfile& message, Time now) {
  targets_.replace(message.start_time, message.elements, now,
                   [](const frbc::FillLevelTargetProfileElement& element) { return element.fill_level_range; });
}

void FrbcBook::revoke(const Id& message_id) {
  std::erase_if(scheduled_, [&](const auto& message) { return message.message_id == message_id; });
  if (description_ && description_->message_id == message_id) description_.reset();
}

bool FrbcBook::settle(Time now) {
  promote(leakage_, scheduled_leakage_, now);
  if (!promote(description_, scheduled_, now)) return false;
  forget_strangers();
  return true;
}

const frbc::ActuatorStatus* FrbcBook::status(const Id& actuator) const {
  const auto found = statuses_.find(actuator);
  return found == statuses_.end() ? nullptr : &found->second;
}

bool FrbcBook::runs(const Id& actuator, const Id& timer, Time now) const {
  const auto found = timers_.find({actuator, timer});
  return found != timers_.end() && found->second > now;
}

double FrbcBook::leakage(double level) const {
  const auto* element = leakage_ ? element_at(leakage_->elements, level) : nullptr;
  return element ? element->leakage_rate : 0;
}

double FrbcBook::usage(Time from, Time until) const {
  double used = 0;
  usage_.within(from, until, [&](double rate, double seconds) { used += rate * seconds; });
  return used;
}

std::optional<NumberRange> FrbcBook::target(Time from, Time until) const {
  std::optional<NumberRange> band;
  targets_.within(from, until, [&](const NumberRange& range, double) {
    if (!band) band = range;
    band->start_of_range = std::max(band->start_of_range, range.start_of_range);
    band->end_of_range = std::min(band->end_of_range, range.end_of_range);
  });
  return band;
}

const frbc::ActuatorDescription* FrbcBook::described(const Id& actuator) const {
  const auto* found = description_ ? find_actuator(*description_, actuator) : nullptr;
  for (auto next = scheduled_.begin(); !found && next != scheduled_.end(); ++next) {
    found = find_actuator(*next, actuator);
  }
  return found;
}

// A new description carries over what it still knows (C.7); the rest is unknown until reported.
void FrbcBook::forget_strangers() {
  std::erase_if(statuses_, [&](const auto& entry) { return !described(entry.first); });
  std::erase_if(timers_,
                [&](const auto& entry) { return !has_timer(described(entry.first.first), entry.first.second); });
}

}  // namespace s2::planner
