// What is said under the control types with operation modes: OMBC, FRBC and DDBC.

#include "speech.hpp"

namespace s2::tests {
namespace {

constexpr auto l1 = CommodityQuantity::electric_power_l1;
const Id actuator("actuator-1");
const Id timer("timer-1");

Id mode_id(std::size_t number) { return Id("mode-" + std::to_string(number)); }

template <class Mode>
Mode mode(std::size_t number) {
  const double watts = 100 * static_cast<double>(number);
  Mode made;
  made.id = mode_id(number);
  const PowerRange power{0, watts, l1};
  if constexpr (requires { made.elements; }) {
    made.elements = {{{0, 100}, {0, 0.01}, {power}, {}}};
  } else {
    made.power_ranges = {power};
  }
  if constexpr (requires { made.supply_range; }) made.supply_range = {0, watts};
  return made;
}

// Modes, a timer, and a way from every mode to every other.
template <class Scope, class Mode>
void fill_scope(Scope& scope, std::size_t modes) {
  scope.timers = {Timer{timer, {}, std::chrono::seconds(20)}};
  for (std::size_t i = 1; i <= modes; ++i) {
    scope.operation_modes.push_back(mode<Mode>(i));
    const std::size_t next = i % modes + 1;
    Transition way;
    way.id = Id("way-" + std::to_string(i));
    way.from = mode_id(i);
    way.to = mode_id(next);
    way.start_timers = {timer};
    scope.transitions.push_back(way);
  }
}

void fill(ombc::SystemDescription& message, std::size_t modes, Profile) {
  fill_scope<ombc::SystemDescription, ombc::OperationMode>(message, modes);
}

void fill(frbc::SystemDescription& message, std::size_t modes, Profile) {
  auto& scope = message.actuators.emplace_back();
  scope.id = actuator;
  scope.supported_commodities = {Commodity::electricity};
  fill_scope<frbc::ActuatorDescription, frbc::OperationMode>(scope, modes);
  message.storage.fill_level_range = {0, 100};
  message.storage.provides_leakage_behaviour = true;
  message.storage.provides_usage_forecast = true;
  message.storage.provides_fill_level_target_profile = true;
}

void fill(ddbc::SystemDescription& message, std::size_t modes, Profile profile) {
  auto& scope = message.actuators.emplace_back();
  scope.id = actuator;
  scope.supported_commodities = {Commodity::electricity};
  fill_scope<ddbc::ActuatorDescription, ddbc::OperationMode>(scope, modes);
  message.provides_average_demand_rate_forecast = true;
  if (profile != Profile::v1_0_0) message.present_demand_rate = NumberRange{1, 2};
}

// When a description counts depends on both clocks and on the wire. A device that wants to be understood does not let
// two of them begin within that uncertainty; what is to come has the same modes as what is in force, because a status
// that crosses the change would be about the wrong ones.
template <class State>
std::optional<Time> free_moment(Speaker& speaker, const State& state) {
  constexpr Duration apart = std::chrono::seconds(90);
  const auto* current = state.descriptions.current();
  if (current && speaker.now < current->from + apart) return std::nullopt;
  if (!state.descriptions.scheduled().empty()) return std::nullopt;
  const bool later = current && speaker.chance.one_in(2);
  return later ? speaker.now + speaker.chance.between(apart, 4 * apart) : speaker.now;
}

template <class Message, class State>
std::optional<s2::Message> description(Speaker& speaker, const State& state) {
  const auto when = free_moment(speaker, state);
  if (!when) return std::nullopt;
  Message message;
  message.valid_from = *when;
  fill(message, *when > speaker.now ? 3 : 2 + speaker.chance.below(2), *speaker.registry.standing.profile);
  return message;
}

template <class State>
std::optional<Message> withdrawal(Speaker& speaker, const State& state, Kind kind) {
  const auto scheduled = state.descriptions.scheduled();
  // Not shortly before it comes into force: the other side may see it in force already.
  if (!scheduled.empty()) {
    if (scheduled.front().from < speaker.now + std::chrono::seconds(90)) return std::nullopt;
    return revocation(kind, scheduled.front().value.message_id);
  }
  return revocation(kind, state.descriptions.current()->value.message_id);
}

template <class Status>
Message mode_status(Speaker& speaker) {
  Status status;
  if constexpr (requires { status.actuator_id; }) status.actuator_id = actuator;
  status.active_operation_mode_id = mode_id(1 + speaker.chance.below(3));
  status.operation_mode_factor = speaker.chance.one_in(2) ? 0.5 : 1;
  if (speaker.chance.one_in(2)) {
    status.previous_operation_mode_id = mode_id(1 + speaker.chance.below(2));
    status.transition_timestamp = speaker.now;
  }
  return status;
}

template <class Status>
Message timer_status(Speaker& speaker) {
  Status status;
  if constexpr (requires { status.actuator_id; }) status.actuator_id = actuator;
  status.timer_id = timer;
  status.finished_at = speaker.soon();
  return status;
}

Message storage_news(Speaker& speaker) {
  switch (speaker.chance.below(4)) {
    case 0:
      return frbc::LeakageBehaviour{{}, speaker.now, {{{0, 100}, 0.001}}};
    case 1: {
      frbc::UsageForecast forecast{{}, speaker.soon(), {}};
      forecast.elements.emplace_back().duration = std::chrono::hours(1);
      return forecast;
    }
    case 2:
      return frbc::FillLevelTargetProfile{{}, speaker.soon(), {{std::chrono::hours(1), {20, 80}}}};
    default:
      return frbc::StorageStatus{{}, static_cast<double>(speaker.chance.below(100))};
  }
}

std::optional<Message> demand_news(Speaker& speaker) {
  if (speaker.chance.one_in(2)) {
    ddbc::AverageDemandRateForecast forecast{{}, speaker.soon(), {}};
    forecast.elements.emplace_back().duration = std::chrono::hours(1);
    return forecast;
  }
  if (speaker.registry.standing.profile != Profile::v1_0_0) return std::nullopt;
  return ddbc::PresentDemandStatus{{}, {1, static_cast<double>(2 + speaker.chance.below(5))}};
}

template <class Description, class Status, class TimerStatus, class State>
std::optional<Message> modes_say(Speaker& speaker, const State& state) {
  if (!state.descriptions.known() || speaker.chance.one_in(8)) return description<Description>(speaker, state);
  if (speaker.chance.one_in(25)) return withdrawal(speaker, state, kind_of(Message(Description())));
  return speaker.chance.one_in(3) ? timer_status<TimerStatus>(speaker) : mode_status<Status>(speaker);
}

template <class Instruction, class State>
std::optional<Message> instruction(Speaker& speaker, const State& state) {
  if (!state.descriptions.known()) return std::nullopt;
  Instruction message;
  message.id = speaker.ids();
  message.execution_time = speaker.soon();
  if constexpr (requires { message.actuator_id; }) message.actuator_id = actuator;
  const Id chosen = mode_id(1 + speaker.chance.below(3));
  if constexpr (requires { message.operation_mode_id; }) {
    message.operation_mode_id = chosen;
  } else {
    message.operation_mode = chosen;
  }
  message.operation_mode_factor = 0.5;
  return message;
}

}  // namespace

std::optional<Message> ombc_device_says(Speaker& speaker) {
  return modes_say<ombc::SystemDescription, ombc::Status, ombc::TimerStatus>(speaker, speaker.registry.ombc);
}

std::optional<Message> frbc_device_says(Speaker& speaker) {
  const FrbcState& state = speaker.registry.frbc;
  if (state.descriptions.known() && speaker.chance.one_in(3)) return storage_news(speaker);
  return modes_say<frbc::SystemDescription, frbc::ActuatorStatus, frbc::TimerStatus>(speaker, state);
}

std::optional<Message> ddbc_device_says(Speaker& speaker) {
  const DdbcState& state = speaker.registry.ddbc;
  if (state.descriptions.known() && speaker.chance.one_in(4)) return demand_news(speaker);
  return modes_say<ddbc::SystemDescription, ddbc::ActuatorStatus, ddbc::TimerStatus>(speaker, state);
}

std::optional<Message> ombc_manager_says(Speaker& speaker) {
  return instruction<ombc::Instruction>(speaker, speaker.registry.ombc);
}
std::optional<Message> frbc_manager_says(Speaker& speaker) {
  return instruction<frbc::Instruction>(speaker, speaker.registry.frbc);
}
std::optional<Message> ddbc_manager_says(Speaker& speaker) {
  return instruction<ddbc::Instruction>(speaker, speaker.registry.ddbc);
}

}  // namespace s2::tests
