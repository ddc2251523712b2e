#include "resolve.hpp"

#include "values.hpp"

#include <chrono>

namespace s2 {
namespace {

using namespace rules;

// Hands an instruction to its part; false for what is none.
struct Resolve {
  const Situation& situation;
  EnvelopeAnchor anchor;
  Resolution& out;
  Problems& problems;

  bool operator()(const ombc::Instruction& m) const { return resolve_mode(m, situation, out, problems), true; }
  bool operator()(const frbc::Instruction& m) const { return resolve_mode(m, situation, out, problems), true; }
  bool operator()(const ddbc::Instruction& m) const { return resolve_mode(m, situation, out, problems), true; }
  bool operator()(const pebc::Instruction& m) const {
    return resolve_envelope(m, situation, anchor, out, problems), true;
  }
  bool operator()(const ppbc::ScheduleInstruction& m) const {
    return resolve_sequence(m, situation, out, problems), true;
  }
  bool operator()(const ppbc::StartInterruptionInstruction& m) const {
    return resolve_pause(m, situation, out, problems), true;
  }
  bool operator()(const ppbc::EndInterruptionInstruction& m) const {
    return resolve_pause(m, situation, out, problems), true;
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

void doubt_the_clock(Time execution_time, const Situation& situation, Problems& problems) {
  if (execution_time + situation.tolerances().late >= situation.now) return;
  problems.doubt("INST-016", "/execution_time", format_time(execution_time),
                 "the execution_time has passed by; it begins at once");
}

}  // namespace

Result<Resolution, std::vector<Finding>> resolve(const Message& instruction, const Registry& registry, Time now,
                                                 EnvelopeAnchor anchor) {
  Resolution out;
  Problems problems;
  const Situation situation{registry, now};
  const auto execution_time = execution_time_of(instruction);
  const Id* id = instruction_id_of(instruction);
  if (!std::visit(Resolve{situation, anchor, out, problems}, instruction) || !execution_time || !id) {
    const auto& type = message_type_of(kind_of(instruction));
    problems.error("S2CPP-RESOLVE", "/message_type", std::string(type.name()), "the message is no instruction");
    return Unexpected{problems.take()};
  }
  if (problems.failed()) return Unexpected{problems.take()};
  doubt_the_clock(*execution_time, situation, problems);
  out.control_type = message_type_of(kind_of(instruction)).control_type.value_or(ControlType::no_selection);
  out.instruction = *id;
  out.doubts = problems.take();
  return out;
}

std::optional<double> factor_for_power(std::span<const PowerRange> ranges, CommodityQuantity quantity, double wanted) {
  for (const PowerRange& range : ranges) {
    if (range.commodity_quantity == quantity) return factor_for(wanted, range);
  }
  return std::nullopt;
}

std::optional<double> factor_for_electric_power(std::span<const PowerRange> ranges, double wanted) {
  const auto start = electric_power(ranges, [](const PowerRange& range) { return range.start_of_range; });
  const auto end = electric_power(ranges, [](const PowerRange& range) { return range.end_of_range; });
  if (!start || !end) return std::nullopt;
  return factor_for(wanted, NumberRange{*start, *end});
}

double energy_kwh(double power, Duration span) { return power * static_cast<double>(span.count()) / 3.6e9; }

NumberRange costs_of(const std::optional<NumberRange>& running_costs, Duration span,
                     std::optional<double> transition_costs) {
  const double fixed = transition_costs.value_or(0);
  if (!running_costs) return {fixed, fixed};
  const double seconds = std::chrono::duration<double>(span).count();
  const auto [low, high] = std::minmax(running_costs->start_of_range, running_costs->end_of_range);
  return {fixed + low * seconds, fixed + high * seconds};
}

}  // namespace s2
