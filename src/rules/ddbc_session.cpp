// DDBC: messages against the descriptions of the actuators and against the demand.

#include "references.hpp"

#include "resolution/values.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void unannounced_forecast(const ddbc::AverageDemandRateForecast& m, const Context& context, Finder& find) {
  const auto& descriptions = context.registry.ddbc.descriptions;
  const auto* present = descriptions.in_force();
  const auto* later = descriptions.at(std::max(context.now, m.start_time));
  const bool announced = !present || present->provides_average_demand_rate_forecast ||
                         (later && later->provides_average_demand_rate_forecast);
  if (!announced) find.here();
}

constexpr auto not_described = [](const auto&, const Context& context, Finder& find) {
  if (!context.registry.ddbc.descriptions.known()) find.here();
};

double lower_end(const NumberRange& range) { return std::min(range.start_of_range, range.end_of_range); }

// The largest supply is that of every actuator on its own: their modes do not depend on each other.
double largest_supply(const ddbc::SystemDescription& description) {
  double sum = 0;
  for (const auto& actuator : description.actuators) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const auto& mode : actuator.operation_modes) {
      largest = std::max({largest, mode.supply_range.start_of_range, mode.supply_range.end_of_range});
    }
    if (!actuator.operation_modes.empty()) sum += largest;
  }
  return sum;
}

// Whether a supply falls short of what is demanded at least, by more than rounding.
bool falls_short(double supply, const NumberRange& demand) {
  constexpr double rounding = 1e-9;
  return supply < lower_end(demand) - rounding * std::abs(lower_end(demand));
}

void report_unmet(const ddbc::SystemDescription& description, const NumberRange& demand, Finder& find) {
  if (falls_short(largest_supply(description), demand)) find.at("present_demand_rate", shown(demand));
}

void more_than_all_can(const ddbc::PresentDemandStatus& m, const Context& context, Finder& find) {
  const auto* description = context.registry.ddbc.descriptions.in_force();
  if (description) report_unmet(*description, m.present_demand_rate, find);
}

void more_than_it_can(const ddbc::SystemDescription& m, const Context&, Finder& find) {
  if (m.present_demand_rate) report_unmet(m, *m.present_demand_rate, find);
}

// What an actuator supplies in a mode; empty when the mode is not described.
std::optional<double> supply_of(const ddbc::ActuatorDescription& actuator, const Id& mode, double factor) {
  const auto* described = find_id(actuator.operation_modes, mode);
  return described ? std::optional(value_at(described->supply_range, factor)) : std::nullopt;
}

// What an actuator will supply when an instruction for another one begins: by the last open instruction for it before
// that, or else by its report. Empty when nobody can know.
std::optional<double> expected_supply(const ddbc::ActuatorDescription& actuator, Time moment,
                                      const Registry& registry) {
  const ddbc::Instruction* next = nullptr;
  for (const OpenInstruction& open : registry.instructions.open()) {
    const auto* instruction = std::get_if<ddbc::Instruction>(&open.message);
    if (!instruction || instruction->actuator_id != actuator.id || instruction->execution_time > moment) continue;
    const InstructionFacts* facts = registry.instructions.find(open.id);
    if (facts && facts->revoked) continue;
    if (!next || instruction->execution_time >= next->execution_time) next = instruction;
  }
  if (next) return supply_of(actuator, next->operation_mode_id, next->operation_mode_factor);
  const ModeState* state = registry.ddbc.states.mode(actuator.id);
  return state ? supply_of(actuator, state->mode, state->factor) : std::nullopt;
}

void leaves_demand_unmet(const ddbc::Instruction& m, const Context& context, Finder& find) {
  const auto demand = context.registry.ddbc.present_demand();
  const Time moment = moment_of(m, context.now);
  const auto* description = context.registry.ddbc.descriptions.at(moment);
  if (!demand || !description || !scope_of(*description, m.actuator_id)) return;
  double sum = 0;
  for (const auto& actuator : description->actuators) {
    const auto supply = actuator.id == m.actuator_id ? supply_of(actuator, m.operation_mode_id, m.operation_mode_factor)
                                                     : expected_supply(actuator, moment, context.registry);
    if (!supply) return;
    sum += *supply;
  }
  if (falls_short(sum, *demand)) find.here(shown(sum));
}

constexpr Entry family[] = {
    {{"DDBC-001", error, session, invalid_content, "S2 JSON, DDBC.Instruction",
      "an instruction names an actuator that is described for the present or for its execution_time"},
     {in_session<ddbc::Instruction, unknown_actuator>()}},
    {{"DDBC-002", error, session, invalid_content, "S2 JSON, DDBC.Instruction",
      "an instruction names an operation mode that its actuator has at present or at its execution_time"},
     {in_session<ddbc::Instruction, unknown_mode>()}},
    {{"DDBC-003", error, session, invalid_content, "S2 JSON, DDBC.ActuatorStatus and DDBC.TimerStatus",
      "a status names an actuator of the description in force"},
     {in_session<ddbc::ActuatorStatus, unknown_reporter>(), in_session<ddbc::TimerStatus, unknown_reporter>()}},
    {{"DDBC-004", warning, session, noted, "S2 JSON, DDBC.SystemDescription",
      "a forecast of the demand is sent when the description announces one"},
     {in_session<ddbc::AverageDemandRateForecast, unannounced_forecast>()}},
    {{"DDBC-005", warning, engine, none, "S2 JSON, DDBC.PresentDemandStatus",
      "the present demand is told within 60 s after a description came into force"}},
    {{"DDBC-006", warning, session, noted, "S2 JSON, DDBC.OperationMode, supply_range",
      "the actuators together can supply what is demanded"},
     {in_session<ddbc::PresentDemandStatus, more_than_all_can>(),
      in_session<ddbc::SystemDescription, more_than_it_can>()}},
    {{"DDBC-007", warning, session, noted, "S2 documentation, Control types, DDBC",
      "after an instruction the active modes together still supply what is demanded at least"},
     {in_session<ddbc::Instruction, leaves_demand_unmet>()}},
    {{"DDBC-008", error, session, invalid_content, "S2 JSON, DDBC.Instruction",
      "actuators are instructed when their description is known"},
     {in_session<ddbc::Instruction, nothing_described>()}},
    {{"DDBC-009", warning, session, noted, "derived",
      "a demand is told when the description of the actuators is known"},
     {in_session<ddbc::PresentDemandStatus, not_described>(),
      in_session<ddbc::AverageDemandRateForecast, not_described>()}},
};

}  // namespace

Family ddbc_session() { return family; }

}  // namespace s2::rules
