// What instructions mean: their resolution, in words.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <rules/scope.hpp>
#include <s2/resolve.hpp>

namespace s2::app {
namespace {

std::string range_json(const NumberRange& range) {
  return '[' + number_json(range.start_of_range) + ',' + number_json(range.end_of_range) + ']';
}

std::string power_json(const std::vector<PowerValue>& power) {
  std::string json = "[";
  for (const PowerValue& one : power) {
    json += (json.size() > 1 ? "," : "") + JsonLine()
                                               .member("quantity", name_of(one.commodity_quantity))
                                               .raw("value", number_json(one.value))
                                               .member("unit", unit_of(one.commodity_quantity))
                                               .str();
  }
  return json + ']';
}

// One hour in the mode, so that costs per second become sums that people know.
std::string costs_words(const NumberRange& costs, std::string_view currency) {
  const NumberRange hour = costs_of(costs, std::chrono::hours(1));
  return "costs " + range_words(hour) + ' ' + std::string(currency) + " an hour";
}

FactItem operation_item(const Operation& operation, bool is_present, std::string_view currency) {
  std::string text;
  JsonLine json;
  if (operation.fill_levels) {
    text = "at " + range_words(*operation.fill_levels) + (is_present ? " (present level): " : ": ");
    json.raw("fill_levels", range_json(*operation.fill_levels)).raw("present", is_present ? "true" : "false");
  }
  text += power_words(operation.power);
  json.raw("power", power_json(operation.power));
  if (operation.fill_rate) {
    text += ", fill rate " + number_words(*operation.fill_rate) + " /s";
    json.raw("fill_rate", number_json(*operation.fill_rate));
  }
  if (operation.supply_rate) {
    text += ", supplies " + number_words(*operation.supply_rate);
    json.raw("supply_rate", number_json(*operation.supply_rate));
  }
  if (operation.running_costs) {
    text += ", " + costs_words(*operation.running_costs, currency);
    json.raw("running_costs", range_json(*operation.running_costs));
  }
  return {std::move(text), std::move(json)};
}

FactItem timer_item(const TimerEnd& timer) {
  return {named_words(timer.label, timer.timer) + " until " + format_time(timer.until),
          JsonLine()
              .member("timer", timer.timer.text())
              .member("label", timer.label)
              .member("until", format_time(timer.until))};
}

void tell_move(const Move& move, const Resolution& means, std::string_view currency, Facts& facts) {
  facts.named("from", move.from_label, move.from);
  if (!move.transition) return facts.say("transition", "none is described");
  facts.named("transition", "", *move.transition);
  if (move.duration > Duration{0}) {
    facts.span("transition takes", move.duration);
    facts.time("effective", means.effective);
  }
  if (move.costs) facts.number("transition costs", *move.costs, currency);
  if (move.held_back) facts.list("held back by", {timer_item(*move.held_back)});
  std::vector<FactItem> items;
  for (const TimerEnd& timer : move.started) items.push_back(timer_item(timer));
  facts.list("starts timers", std::move(items));
}

// Tells what an instruction of each sort means.
struct Teller {
  const Message& message;
  const Setting& setting;
  const Resolution& means;
  Facts& facts;

  void operator()(const ModeResolution& mode) const {
    const std::string_view currency = currency_of(setting);
    if (!mode.actuator.empty()) facts.named("actuator", mode.actuator_label, mode.actuator);
    facts.named("mode", mode.mode_label, mode.mode);
    facts.number("factor", mode.factor);
    std::vector<FactItem> items;
    for (std::size_t i = 0; i < mode.operations.size(); ++i)
      items.push_back(operation_item(mode.operations[i], mode.present == i, currency));
    facts.list("does", std::move(items));
    if (mode.move) tell_move(*mode.move, means, currency, facts);
    if (!mode.before) facts.say("before", "unknown: no mode was reported");
    if (mode.before && !mode.move) facts.say("before", "the same mode; only the factor changes");
    if (const auto* frbc = std::get_if<frbc::Instruction>(&message))
      tell_course(setting, Obeyed{*frbc, means.effective}, facts);
  }

  void operator()(const EnvelopeResolution& envelope) const {
    facts.say("based on", envelope.constraints.text());
    facts.say("consequence", meaning_words(envelope.consequence));
    std::vector<FactItem> items;
    for (const EnvelopePiece& piece : envelope.pieces) {
      const std::string_view unit = unit_of(piece.quantity);
      items.push_back({window_words(piece.from, piece.until) + ": " + range_words({piece.lower, piece.upper}) + ' ' +
                           std::string(unit) + " (" + std::string(name_of(piece.quantity)) + ')',
                       JsonLine()
                           .member("quantity", name_of(piece.quantity))
                           .member("from", format_time(piece.from))
                           .member("until", format_time(piece.until))
                           .raw("lower", number_json(piece.lower))
                           .raw("upper", number_json(piece.upper))
                           .member("unit", unit)});
    }
    facts.list("keeps power between", std::move(items));
    facts.time("ends", means.ends);
  }

  void operator()(const SequenceResolution& sequence) const {
    facts.say("task", sequence.profile.text());
    facts.say("container", sequence.container.text());
    facts.say("sequence", sequence.sequence.text());
    std::vector<FactItem> items;
    for (const SequencePiece& piece : sequence.pieces) {
      std::vector<PowerValue> power;
      for (const auto& value : piece.power) power.push_back({value.commodity_quantity, value.value_expected});
      items.push_back({window_words(piece.from, piece.until) + ": " + power_words(power),
                       JsonLine()
                           .member("from", format_time(piece.from))
                           .member("until", format_time(piece.until))
                           .raw("power", power_json(power))});
    }
    facts.list("expected power", std::move(items));
    facts.time("ends", means.ends);
    if (sequence.energy_kwh) facts.number("expected energy", *sequence.energy_kwh, "kWh");
    if (sequence.longest_pause) facts.span("longest pause before", *sequence.longest_pause);
    facts.say("may be interrupted", sequence.may_be_interrupted ? "yes" : "no");
  }

  void operator()(const PauseResolution& pause) const {
    facts.say("task", pause.profile.text());
    facts.say("container", pause.container.text());
    facts.say("sequence", pause.sequence.text());
    facts.say("effect", pause.ends ? "the sequence goes on" : "the sequence stands still");
    if (pause.sequence_began) facts.time("sequence began", *pause.sequence_began);
    if (pause.pause_began) facts.time("pause began", *pause.pause_began);
    if (pause.sequence_ends) facts.time("sequence ends", *pause.sequence_ends);
  }
};

void tell_problems(std::string_view name, const std::vector<Finding>& problems, Facts& facts) {
  std::vector<FactItem> items;
  for (const Finding& problem : problems) {
    items.push_back(
        {problem.text + " [" + problem.rule + ']',
         JsonLine().member("rule", problem.rule).member("pointer", problem.pointer).member("text", problem.text)});
  }
  facts.list(name, std::move(items));
}

// What an instruction says by itself.
template <class Instruction>
void tell_wish(const Instruction& m, Facts& facts) {
  if constexpr (requires {
                  m.actuator_id;
                  m.execution_time;
                })
    facts.named("actuator", "", m.actuator_id);
  if constexpr (requires {
                  m.execution_time;
                  m.operation_mode_factor;
                }) {
    facts.named("mode", "", rules::mode_of(m));
    facts.number("factor", m.operation_mode_factor);
  }
  if constexpr (requires { m.power_constraints_id; }) facts.say("based on", m.power_constraints_id.text());
  if constexpr (requires {
                  m.execution_time;
                  m.power_sequence_id;
                })
    facts.say("sequence", m.power_sequence_id.text());
}

}  // namespace

void tell_instruction(const Message& m, const Setting& setting, Facts& facts) {
  if (const Id* id = instruction_id_of(m)) facts.say("instruction", id->text());
  const auto execution_time = execution_time_of(m);
  if (execution_time) facts.time("execution time", *execution_time);
  if (!setting.observation) {
    std::visit([&](const auto& alone) { tell_wish(alone, facts); }, m);
    return facts.say("resolution", "what it leads to is in the messages before it; explain it in its recording");
  }
  const auto means = resolve(m, setting.registry, setting.now);
  if (!means) return tell_problems("cannot be carried out", means.error(), facts);
  facts.time("begins", means->begins);
  if (means->begins > setting.now) facts.span("in", means->begins - setting.now);
  std::visit(Teller{m, setting, *means, facts}, means->means);
  tell_problems("doubts", means->doubts, facts);
}

}  // namespace s2::app
