// A storage that does exactly what its description says.

#include "fake_battery.hpp"

#include <algorithm>
#include <memory>

namespace s2::planner::test {
namespace {

const Id actuator_id{"inverter"};

frbc::OperationModeElement band(const BatteryNature& nature, NumberRange levels, double from_w, double to_w) {
  const auto rate = [&](double power_w) {
    const double cells = power_w > 0 ? power_w * nature.efficiency : power_w / nature.efficiency;
    return cells / nature.capacity_wh * 100 / 3600;
  };
  return {.fill_level_range = levels,
          .fill_rate = {rate(from_w), rate(to_w)},
          .power_ranges = {{from_w, to_w, nature.quantity}},
          .running_costs = {}};
}

frbc::OperationMode mode(const BatteryNature& nature, std::string_view id, double from_w, double to_w) {
  frbc::OperationMode result{.id = Id{id}, .diagnostic_label = {}, .elements = {}, .abnormal_condition_only = false};
  if (nature.taper_above < 100 && (from_w > 0 || to_w > 0)) {
    result.elements = {
        band(nature, {0, nature.taper_above}, from_w, to_w),
        band(nature, {nature.taper_above, 100}, std::min(from_w, from_w / 4), std::max(to_w / 4, std::min(to_w, 0.0)))};
  } else {
    result.elements = {band(nature, {0, 100}, from_w, to_w)};
  }
  return result;
}

std::vector<frbc::OperationMode> modes(const BatteryNature& nature) {
  const double p = nature.power_w;
  switch (nature.style) {
    case Style::descending:
      return {mode(nature, "all", p, -p)};
    case Style::two_ranges:
      return {mode(nature, "in", 0, p), mode(nature, "out", -p, 0)};
    case Style::fixed_powers:
      return {mode(nature, "full-in", p, p), mode(nature, "half-in", p / 2, p / 2), mode(nature, "idle", 0, 0),
              mode(nature, "half-out", -p / 2, -p / 2), mode(nature, "full-out", -p, -p)};
    case Style::charger:
      return {mode(nature, "idle", 0, 0), mode(nature, "charge", 0.1 * p, p)};
    case Style::three_modes:
    case Style::through_idle:
    case Style::with_timer:
      break;
  }
  return {mode(nature, "charge", 0.05 * p, p), mode(nature, "idle", 0, 0), mode(nature, "discharge", -p, -0.05 * p)};
}

bool is_declared(Style style, const Id& from, const Id& to) {
  if (from == to) return false;
  return style != Style::through_idle || from == Id{"idle"} || to == Id{"idle"};
}

}  // namespace

Time at(int hour, int minute, int second) { return {1'717'200'000 + hour * 3600 + minute * 60 + second, 0}; }

IdSource counting_ids(std::string prefix) {
  return [prefix = std::move(prefix), next = std::make_shared<int>(0)] {
    return Id(prefix + "-" + std::to_string(++*next));
  };
}

frbc::SystemDescription describe(const BatteryNature& nature) {
  frbc::ActuatorDescription actuator{.id = actuator_id,
                                     .diagnostic_label = {},
                                     .supported_commodities = {Commodity::electricity},
                                     .operation_modes = modes(nature),
                                     .transitions = {},
                                     .timers = {}};
  if (nature.style == Style::with_timer) actuator.timers = {{Id{"pause"}, {}, Duration{600'000}}};
  for (const auto& from : actuator.operation_modes) {
    for (const auto& to : actuator.operation_modes) {
      if (!is_declared(nature.style, from.id, to.id)) continue;
      Transition move{Id(from.id.str() + "-" + to.id.str()), from.id, to.id, {}, {}, {}, {}, false};
      if (nature.style == Style::with_timer && to.id == Id{"idle"}) move.start_timers = {Id{"pause"}};
      if (nature.style == Style::with_timer && from.id == Id{"idle"}) move.blocking_timers = {Id{"pause"}};
      actuator.transitions.push_back(std::move(move));
    }
  }
  return {.message_id = Id{"description"},
          .valid_from = at(0),
          .actuators = {std::move(actuator)},
          .storage = {.diagnostic_label = {},
                      .fill_level_label = "%",
                      .provides_leakage_behaviour = false,
                      .provides_fill_level_target_profile = false,
                      .provides_usage_forecast = false,
                      .fill_level_range = {nature.lowest, nature.highest}}};
}

FakeBattery::FakeBattery(BatteryNature nature, double level)
    : nature_(nature), description_(describe(nature)), level_(level) {
  if (nature_.style == Style::descending) {
    mode_ = Id{"all"};
    factor_ = 0.5;
  } else {
    mode_ = Id(nature_.style == Style::two_ranges ? "in" : "idle");
  }
}

ResourceManagerDetails FakeBattery::details() const {
  return {.message_id = Id{"details"},
          .resource_id = Id{"battery"},
          .name = "battery",
          .roles = {{RoleType::energy_storage, Commodity::electricity}},
          .manufacturer = {},
          .model = {},
          .serial_number = {},
          .firmware_version = {},
          .instruction_processing_delay = Duration{0},
          .available_control_types = {ControlType::fill_rate_based_control, ControlType::not_controllable},
          .currency = {},
          .provides_forecast = false,
          .provides_power_measurement_types = {nature_.quantity}};
}

std::vector<Message> FakeBattery::greeting() const {
  std::vector<Message> messages{description_, frbc::StorageStatus{Id{"level"}, level_}, status()};
  if (nature_.ready_at) {
    messages.push_back(frbc::FillLevelTargetProfile{
        Id{"target"}, at(0), {{*nature_.ready_at - at(0), {0, 100}}, {Duration{3'600'000}, {nature_.highest, 100}}}});
  }
  return messages;
}

const frbc::OperationModeElement* FakeBattery::element(const Id& id) const {
  for (const auto& candidate : description_.actuators.front().operation_modes) {
    if (candidate.id != id) continue;
    for (const auto& part : candidate.elements) {
      if (level_ >= part.fill_level_range.start_of_range && level_ < part.fill_level_range.end_of_range) return &part;
    }
    return &candidate.elements.back();
  }
  return nullptr;
}

std::string FakeBattery::objection(const frbc::Instruction& instruction, Time now) const {
  if (instruction.actuator_id != actuator_id) return "no such actuator";
  if (!element(instruction.operation_mode)) return "no such mode";
  if (instruction.operation_mode_factor < 0 || instruction.operation_mode_factor > 1) return "factor";
  if (instruction.execution_time < now) return "in the past";
  if (instruction.operation_mode == mode_) return {};
  for (const auto& move : description_.actuators.front().transitions) {
    if (move.from != mode_ || move.to != instruction.operation_mode) continue;
    for (const auto& timer : move.blocking_timers) {
      if (timers_.contains(timer) && timers_.at(timer) > now) return "blocked by a timer";
    }
    return {};
  }
  return "no transition from " + mode_.str() + " to " + instruction.operation_mode.str();
}

void FakeBattery::obey(const frbc::Instruction& instruction, Time now) {
  for (const auto& move : description_.actuators.front().transitions) {
    if (move.from != mode_ || move.to != instruction.operation_mode) continue;
    for (const auto& timer : move.start_timers) timers_[timer] = now + Duration{600'000};
  }
  mode_ = instruction.operation_mode;
  factor_ = instruction.operation_mode_factor;
}

double FakeBattery::power_w() const {
  const auto& range = element(mode_)->power_ranges.front();
  return range.start_of_range + factor_ * (range.end_of_range - range.start_of_range);
}

void FakeBattery::run(Duration span) {
  constexpr std::int64_t step_ms = 5'000;
  for (std::int64_t passed = 0; passed < span.count(); passed += step_ms) {
    const auto& rate = element(mode_)->fill_rate;
    const double seconds = static_cast<double>(std::min(step_ms, span.count() - passed)) / 1000;
    level_ += seconds * (rate.start_of_range + factor_ * (rate.end_of_range - rate.start_of_range));
  }
}

frbc::ActuatorStatus FakeBattery::status() const {
  return {.message_id = Id{"status"},
          .actuator_id = actuator_id,
          .active_operation_mode_id = mode_,
          .operation_mode_factor = factor_,
          .previous_operation_mode_id = {},
          .transition_timestamp = {}};
}

PowerMeasurement FakeBattery::measurement(Time now) const {
  return {Id{"measurement"}, now, {{nature_.quantity, power_w()}}};
}

}  // namespace s2::planner::test
