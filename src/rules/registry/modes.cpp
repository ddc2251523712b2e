// Descriptions of operation modes, and what is reported of them, under OMBC, FRBC and DDBC. Rule catalogue, C.7.

#include "effects.hpp"

#include <rules/content.hpp>
#include <rules/scope.hpp>

#include <algorithm>

namespace s2 {

std::optional<NumberRange> DdbcState::present_demand() const {
  if (demand) return demand;
  const auto* description = descriptions.in_force();
  return description ? description->present_demand_rate : std::nullopt;
}

namespace rules {
namespace {

// What the new description has as well is kept, with its mode, transition and timers; nothing when there is none.
template <class State>
void carry_over(State& state) {
  const auto* description = state.descriptions.in_force();
  if (!description) return state.states.forget();
  state.states.keep(
      [&](const ModeState& mode) {
        const auto scope = scope_of(*description, mode.actuator);
        return scope && scope->find_mode(mode.mode);
      },
      [&](const TimerState& timer) {
        const auto scope = scope_of(*description, timer.actuator);
        return scope && scope->find_timer(timer.timer);
      });
}

void publish_parts(Objects& objects, const ombc::SystemDescription& description) {
  for (const auto& mode : description.operation_modes) {
    const std::uint64_t content = content_of(type_of<ombc::OperationMode>(), &mode);
    objects.take(ObjectKind::operation_mode, mode.id, {Kind::OmbcSystemDescription, false, content});
  }
}

template <one_of<frbc::SystemDescription, ddbc::SystemDescription> T>
void publish_parts(Objects& objects, const T& description) {
  const Kind kind =
      std::is_same_v<T, frbc::SystemDescription> ? Kind::FrbcSystemDescription : Kind::DdbcSystemDescription;
  for (const auto& actuator : description.actuators) objects.take(ObjectKind::actuator, actuator.id, {kind});
}

// What no description names is not kept, so that reports without one, which a lenient reader takes, need no memory.
template <class State, class Report>
void take_report(State& state, Report report) {
  if (state.descriptions.known()) state.states.take(std::move(report));
}

template <class T>
ModeState mode_report(const T& message, Time now) {
  return {actuator_of(message),
          message.active_operation_mode_id,
          message.operation_mode_factor,
          message.previous_operation_mode_id,
          message.transition_timestamp,
          now,
          now,
          std::nullopt,
          now};
}

template <class T>
TimerState timer_report(const T& message) {
  return {actuator_of(message), message.timer_id, message.finished_at};
}

// Whether the description that came with this message is in force or to come.
template <class State>
bool is_held(const State& state, const Id& message_id) {
  const auto* current = state.descriptions.current();
  if (current && current->value.message_id == message_id) return true;
  const auto scheduled = state.descriptions.scheduled();
  return std::any_of(scheduled.begin(), scheduled.end(),
                     [&](const auto& item) { return item.value.message_id == message_id; });
}

}  // namespace

// A change may let go of descriptions: they are gone, and with them what was reported of their modes only. What was
// reported under one that is revoked counts again under the next that knows it.
template <class State, class Change>
void Effects::change_descriptions(State& state, Change change) {
  std::vector<Id> before;
  const bool had_current = state.descriptions.current() != nullptr;
  if (had_current) before.push_back(state.descriptions.current()->value.message_id);
  for (const auto& item : state.descriptions.scheduled()) before.push_back(item.value.message_id);
  change();
  for (const Id& id : before) {
    if (!is_held(state, id)) registry.objects.end(ObjectKind::system_description, id);
  }
  const bool has_current = state.descriptions.current() != nullptr;
  if (had_current && !has_current) state.states.put_by();
  if (has_current) state.states.bring_back();
  carry_over(state);
}

template <class State>
void Effects::take_description(State& state, const typename decltype(State::descriptions)::Value& message) {
  change_descriptions(state, [&] {
    registry.objects.take(ObjectKind::system_description, message.message_id, {kind_of(Message(message))});
    state.descriptions.take(message, now, registry.tolerances.skew, Limits::scheduled);
  });
  // There may have been no room for it.
  if (!is_held(state, message.message_id)) registry.objects.end(ObjectKind::system_description, message.message_id);
  publish_parts(registry.objects, message);
}

template <class State>
bool Effects::revoke_description(State& state, const Id& message_id) {
  const auto& descriptions = state.descriptions;
  registry.instructions.revoke_if([&](const OpenInstruction& open) {
    using Instruction =
        std::conditional_t<std::is_same_v<State, OmbcState>, ombc::Instruction,
                           std::conditional_t<std::is_same_v<State, FrbcState>, frbc::Instruction, ddbc::Instruction>>;
    const auto* instruction = std::get_if<Instruction>(&open.message);
    if (!instruction) return false;
    const auto* basis = descriptions.at(std::max(now, instruction->execution_time));
    return basis && basis->message_id == message_id;
  });
  bool found = false;
  change_descriptions(state, [&] { found = state.descriptions.revoke(message_id); });
  return found;
}

template <class State>
void Effects::advance(State& state) {
  const auto scheduled = state.descriptions.scheduled();
  if (scheduled.empty() || scheduled.front().from > now) return;
  change_descriptions(state, [&] { state.descriptions.advance(now); });
}

void Effects::advance() {
  advance(registry.ombc);
  advance(registry.frbc);
  advance(registry.ddbc);
  registry.frbc.leakage.advance(now);
}

bool Effects::revoke_description(Kind kind, const Id& message_id) {
  if (kind == Kind::OmbcSystemDescription) return revoke_description(registry.ombc, message_id);
  if (kind == Kind::FrbcSystemDescription) return revoke_description(registry.frbc, message_id);
  return revoke_description(registry.ddbc, message_id);
}

template <class T>
void Effects::take_instruction(const T& message) {
  constexpr Kind kind = std::is_same_v<T, ombc::Instruction>   ? Kind::OmbcInstruction
                        : std::is_same_v<T, frbc::Instruction> ? Kind::FrbcInstruction
                                                               : Kind::DdbcInstruction;
  registry.objects.take(ObjectKind::instruction, message.id, {kind});
}

void Effects::take(const ombc::SystemDescription& message) { take_description(registry.ombc, message); }
void Effects::take(const ombc::Status& message) { take_report(registry.ombc, mode_report(message, now)); }
void Effects::take(const ombc::TimerStatus& message) { take_report(registry.ombc, timer_report(message)); }
void Effects::take(const ombc::Instruction& message) { take_instruction(message); }

void Effects::take(const frbc::SystemDescription& message) { take_description(registry.frbc, message); }
void Effects::take(const frbc::StorageStatus& message) {
  registry.frbc.fill_level = message.present_fill_level;
  registry.frbc.fill_level_time = now;
}
void Effects::take(const frbc::ActuatorStatus& message) { take_report(registry.frbc, mode_report(message, now)); }
void Effects::take(const frbc::TimerStatus& message) { take_report(registry.frbc, timer_report(message)); }
void Effects::take(const frbc::LeakageBehaviour& message) {
  registry.frbc.leakage.take(message, now, registry.tolerances.skew, Limits::scheduled);
}
void Effects::take(const frbc::UsageForecast& message) { registry.frbc.usage.take(message, Limits::scheduled); }
void Effects::take(const frbc::FillLevelTargetProfile& message) {
  registry.frbc.targets.take(message, Limits::scheduled);
}
void Effects::take(const frbc::Instruction& message) { take_instruction(message); }

void Effects::take(const ddbc::SystemDescription& message) { take_description(registry.ddbc, message); }
void Effects::take(const ddbc::PresentDemandStatus& message) { registry.ddbc.demand = message.present_demand_rate; }
void Effects::take(const ddbc::ActuatorStatus& message) { take_report(registry.ddbc, mode_report(message, now)); }
void Effects::take(const ddbc::TimerStatus& message) { take_report(registry.ddbc, timer_report(message)); }
void Effects::take(const ddbc::AverageDemandRateForecast& message) {
  registry.ddbc.forecasts.take(message, Limits::scheduled);
}
void Effects::take(const ddbc::Instruction& message) { take_instruction(message); }

}  // namespace rules
}  // namespace s2
