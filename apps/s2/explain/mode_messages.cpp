// What descriptions of operation modes offer, and what reports of modes and timers imply.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <model/find_id.hpp>
#include <rules/resolution/values.hpp>
#include <rules/scope.hpp>

#include <algorithm>

namespace s2::app {
namespace {

using rules::value_at;

// What a mode offers, in the terms of its control type.
std::string offer_of(const ombc::OperationMode& mode) { return power_words(mode.power_ranges); }
std::string offer_of(const ddbc::OperationMode& mode) {
  return power_words(mode.power_ranges) + ", supplies " + range_words(mode.supply_range);
}
std::string offer_of(const frbc::OperationMode& mode) {
  std::string text;
  for (const auto& element : mode.elements) {
    text += (text.empty() ? "" : "; ") + std::string("at ") + range_words(element.fill_level_range) + ": " +
            power_words(element.power_ranges) + ", fill rate " + range_words(element.fill_rate) + " /s";
  }
  return text;
}

// "; to 'Off' (om0), 'Run' (om1)": where a mode can be left to.
template <class Part>
std::string ways_from(const Part& part, const Id& mode) {
  std::string text;
  for (const auto& other : part.operation_modes) {
    const bool leads = std::any_of(part.transitions.begin(), part.transitions.end(),
                                   [&](const Transition& one) { return one.from == mode && one.to == other.id; });
    if (leads) text += (text.empty() ? "; then " : ", ") + named_words(other.diagnostic_label, other.id);
  }
  return text;
}

// The modes and timers of a description, of all its actuators.
struct Offers {
  std::vector<FactItem> modes;
  std::vector<FactItem> timers;

  // `owner` names the actuator, with a colon; it is empty under OMBC.
  template <class Part>
  void add(const Part& part, const std::string& owner, const Id& actuator) {
    for (const auto& mode : part.operation_modes) {
      const std::string abnormal = mode.abnormal_condition_only ? " (abnormal conditions only)" : "";
      modes.push_back({owner + named_words(mode.diagnostic_label, mode.id) + abnormal + ": " + offer_of(mode) +
                           ways_from(part, mode.id),
                       JsonLine()
                           .member("actuator", actuator.text())
                           .member("mode", mode.id.text())
                           .member("label", mode.diagnostic_label.value_or(""))
                           .member("offers", offer_of(mode))
                           .raw("abnormal_condition_only", mode.abnormal_condition_only ? "true" : "false")});
    }
    for (const Timer& timer : part.timers) {
      timers.push_back({owner + named_words(timer.diagnostic_label, timer.id) + ": " + span_words(timer.duration),
                        JsonLine()
                            .member("actuator", actuator.text())
                            .member("timer", timer.id.text())
                            .member("label", timer.diagnostic_label.value_or(""))
                            .raw("duration_ms", std::to_string(timer.duration.count()))});
    }
  }

  void tell(Facts& facts) {
    facts.list("modes", std::move(modes));
    facts.list("timers", std::move(timers));
  }
};

template <class Description>
void tell_validity(const Description& m, const Windows<Description>& held, const Setting& setting, Facts& facts) {
  facts.time("valid from", m.valid_from);
  if (!setting.observation) return;
  const auto* current = held.current();
  const bool in_force = current && current->value.message_id == m.message_id;
  facts.say("effect", in_force ? "in force" : "not in force yet, or not taken in");
}

template <class Description>
void tell_actuators(const Description& m, Facts& facts) {
  Offers offers;
  std::vector<FactItem> items;
  for (const auto& actuator : m.actuators) {
    const std::string name = named_words(actuator.diagnostic_label, actuator.id);
    items.push_back(
        {name,
         JsonLine().member("actuator", actuator.id.text()).member("label", actuator.diagnostic_label.value_or(""))});
    offers.add(actuator, m.actuators.size() == 1 ? "" : name + ": ", actuator.id);
  }
  facts.list("actuators", std::move(items));
  offers.tell(facts);
}

// What the device does at this factor.
void tell_values(const ombc::OperationMode& mode, double factor, const Setting&, Facts& facts) {
  facts.say("power", power_words(rules::power_at(mode.power_ranges, factor)));
}
void tell_values(const ddbc::OperationMode& mode, double factor, const Setting&, Facts& facts) {
  facts.say("power", power_words(rules::power_at(mode.power_ranges, factor)));
  facts.number("supply rate", value_at(mode.supply_range, factor));
}
void tell_values(const frbc::OperationMode& mode, double factor, const Setting& setting, Facts& facts) {
  const auto level = setting.registry.frbc.fill_level;
  const auto* element = level ? rules::element_at(mode.elements, *level) : nullptr;
  if (!element && mode.elements.size() == 1) element = &mode.elements.front();
  if (!element) return facts.say("power", "depends on the fill level");
  facts.say("power", power_words(rules::power_at(element->power_ranges, factor)));
  facts.number("fill rate", value_at(element->fill_rate, factor), "/s");
}

// The timers that the reported change has started, unless a TimerStatus says otherwise.
template <class Part, class Report>
void tell_change(const Part& part, const Report& m, Facts& facts) {
  if (!m.previous_operation_mode_id || !m.transition_timestamp) return;
  const auto* before = find_id(part.operation_modes, *m.previous_operation_mode_id);
  facts.named("before", before ? before->diagnostic_label : std::nullopt, *m.previous_operation_mode_id);
  facts.time("changed at", *m.transition_timestamp);
  const auto way = std::find_if(part.transitions.begin(), part.transitions.end(), [&](const Transition& one) {
    return one.from == *m.previous_operation_mode_id && one.to == m.active_operation_mode_id;
  });
  if (way == part.transitions.end()) return;
  if (way->transition_duration) facts.time("effective at", *m.transition_timestamp + *way->transition_duration);
  std::vector<FactItem> items;
  for (const Id& id : way->start_timers) {
    const Timer* timer = rules::ModeScope(part).find_timer(id);
    if (!timer) continue;
    const Time until = *m.transition_timestamp + timer->duration;
    items.push_back({named_words(timer->diagnostic_label, id) + " until " + format_time(until),
                     JsonLine().member("timer", id.text()).member("until", format_time(until))});
  }
  facts.list("timers started", std::move(items));
}

template <class Report>
void tell_report(const Report& m, const Setting& setting, Facts& facts) {
  const auto* part =
      rules::part_of(rules::state_of(setting.registry, m).descriptions.in_force(), rules::actuator_of(m));
  const auto* mode = part ? find_id(part->operation_modes, m.active_operation_mode_id) : nullptr;
  if constexpr (requires { m.actuator_id; }) {
    facts.named("actuator", part ? part->diagnostic_label : std::nullopt, m.actuator_id);
  }
  facts.named("mode", mode ? mode->diagnostic_label : std::nullopt, m.active_operation_mode_id);
  facts.number("factor", m.operation_mode_factor);
  if (mode) tell_values(*mode, m.operation_mode_factor, setting, facts);
  if (part) tell_change(*part, m, facts);
}

// "'Run' (om1) to 'Off' (om0)": the ways that a timer blocks.
template <class Part>
std::string ways_blocked_by(const Part& part, const Id& timer) {
  const auto name = [&](const Id& id) {
    const auto* mode = find_id(part.operation_modes, id);
    return named_words(mode ? mode->diagnostic_label : std::nullopt, id);
  };
  std::string text;
  for (const Transition& one : part.transitions) {
    const auto& blocking = one.blocking_timers;
    if (std::find(blocking.begin(), blocking.end(), timer) == blocking.end()) continue;
    text += (text.empty() ? "" : ", ") + name(one.from) + " to " + name(one.to);
  }
  return text;
}

template <class Report>
void tell_timer(const Report& m, const Setting& setting, Facts& facts) {
  const auto* part =
      rules::part_of(rules::state_of(setting.registry, m).descriptions.in_force(), rules::actuator_of(m));
  const Timer* timer = part ? find_id(part->timers, m.timer_id) : nullptr;
  if constexpr (requires { m.actuator_id; }) {
    facts.named("actuator", part ? part->diagnostic_label : std::nullopt, m.actuator_id);
  }
  facts.named("timer", timer ? timer->diagnostic_label : std::nullopt, m.timer_id);
  facts.time("until", m.finished_at);
  if (!setting.observation) return;
  const bool runs = m.finished_at > setting.now;
  facts.say("state", runs ? "runs for another " + span_words(m.finished_at - setting.now) : std::string("finished"));
  if (!part || !runs) return;
  const std::string blocked = ways_blocked_by(*part, m.timer_id);
  if (!blocked.empty()) facts.say("blocks", blocked);
}

}  // namespace

void tell(const ombc::SystemDescription& m, const Setting& setting, Facts& facts) {
  tell_validity(m, setting.registry.ombc.descriptions, setting, facts);
  Offers offers;
  offers.add(m, "", Id());
  offers.tell(facts);
}

void tell(const frbc::SystemDescription& m, const Setting& setting, Facts& facts) {
  tell_validity(m, setting.registry.frbc.descriptions, setting, facts);
  if (m.storage.diagnostic_label) facts.say("storage", *m.storage.diagnostic_label);
  if (m.storage.fill_level_label) facts.say("fill level in", *m.storage.fill_level_label);
  facts.say("range to keep", range_words(m.storage.fill_level_range));
  tell_actuators(m, facts);
}

void tell(const ddbc::SystemDescription& m, const Setting& setting, Facts& facts) {
  tell_validity(m, setting.registry.ddbc.descriptions, setting, facts);
  if (m.present_demand_rate) facts.say("present demand", range_words(*m.present_demand_rate));
  tell_actuators(m, facts);
}

void tell(const ombc::Status& m, const Setting& setting, Facts& facts) { tell_report(m, setting, facts); }
void tell(const frbc::ActuatorStatus& m, const Setting& setting, Facts& facts) {
  tell_report(m, setting, facts);
  if (setting.observation) tell_course(setting, {}, facts);
}
void tell(const ddbc::ActuatorStatus& m, const Setting& setting, Facts& facts) { tell_report(m, setting, facts); }
void tell(const ombc::TimerStatus& m, const Setting& setting, Facts& facts) { tell_timer(m, setting, facts); }
void tell(const frbc::TimerStatus& m, const Setting& setting, Facts& facts) { tell_timer(m, setting, facts); }
void tell(const ddbc::TimerStatus& m, const Setting& setting, Facts& facts) { tell_timer(m, setting, facts); }

}  // namespace s2::app
