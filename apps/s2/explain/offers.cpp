// What offers of limits and tasks mean: PEBC and PPBC.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <rules/resolution/schedule.hpp>
#include <rules/resolution/values.hpp>
#include <s2/resolve.hpp>

namespace s2::app {
namespace {

std::string validity_of(const Setting& setting, Time from, const std::optional<Time>& until) {
  if (setting.now < from) return "not in force yet";
  return until && setting.now >= *until ? "over" : "in force";
}

std::optional<double> energy_of(const ppbc::PowerSequence& sequence) {
  std::optional<double> sum;
  for (const auto& element : sequence.elements) {
    const auto power =
        rules::electric_power(element.power_values, [](const auto& value) { return value.value_expected; });
    if (power) sum = sum.value_or(0) + energy_kwh(*power, element.duration);
  }
  return sum;
}

std::string_view yes_or_no(bool value) { return value ? "true" : "false"; }

FactItem sequence_item(const ppbc::PowerSequenceContainer& container, const ppbc::PowerSequence& sequence,
                       Time latest) {
  const auto energy = energy_of(sequence);
  std::string text = "container " + named_words("", container.id) + ", sequence " + named_words("", sequence.id) +
                     ": " + span_words(rules::length_of(sequence));
  JsonLine json;
  json.member("container", container.id.text()).member("sequence", sequence.id.text());
  json.raw("duration_ms", std::to_string(rules::length_of(sequence).count()));
  if (energy) {
    text += ", " + quantity_words(*energy, "kWh");
    json.raw("energy_kwh", number_json(*energy));
  }
  if (sequence.is_interruptible) text += ", may be interrupted";
  if (sequence.abnormal_condition_only) text += ", abnormal conditions only";
  if (sequence.max_pause_before)
    text += ", at most " + span_words(*sequence.max_pause_before) + " after the one before";
  text += ", container starts by " + format_time(latest);
  json.raw("is_interruptible", yes_or_no(sequence.is_interruptible)).member("latest_start", format_time(latest));
  return {std::move(text), std::move(json)};
}

}  // namespace

void tell(const pebc::PowerConstraints& m, const Setting& setting, Facts& facts) {
  facts.say("id", m.id.text());
  facts.say("holds", window_words(m.valid_from, m.valid_until));
  if (setting.observation) facts.say("state", validity_of(setting, m.valid_from, m.valid_until));
  facts.say("consequence", meaning_words(m.consequence_type));
  std::vector<FactItem> items;
  for (const auto& range : m.allowed_limit_ranges) {
    const std::string_view unit = unit_of(range.commodity_quantity);
    items.push_back({std::string(name_of(range.limit_type)) + " of " + std::string(name_of(range.commodity_quantity)) +
                         ": " + range_words(range.range_boundary) + ' ' + std::string(unit) +
                         (range.abnormal_condition_only ? ", abnormal conditions only" : ""),
                     JsonLine()
                         .member("limit", name_of(range.limit_type))
                         .member("quantity", name_of(range.commodity_quantity))
                         .raw("from", number_json(range.range_boundary.start_of_range))
                         .raw("to", number_json(range.range_boundary.end_of_range))
                         .member("unit", unit)
                         .raw("abnormal_condition_only", yes_or_no(range.abnormal_condition_only))});
  }
  facts.list("limits on offer", std::move(items));
}

void tell(const pebc::EnergyConstraint& m, const Setting& setting, Facts& facts) {
  const Duration window = m.valid_until - m.valid_from;
  facts.say("id", m.id.text());
  facts.say("holds", window_words(m.valid_from, m.valid_until));
  if (setting.observation) facts.say("state", validity_of(setting, m.valid_from, m.valid_until));
  const std::string_view unit = unit_of(m.commodity_quantity);
  facts.say("quantity", name_of(m.commodity_quantity));
  facts.number("lowest average", m.lower_average_power, unit);
  facts.number("highest average", m.upper_average_power, unit);
  if (unit != "W") return;
  facts.number("least energy", energy_kwh(m.lower_average_power, window), "kWh");
  facts.number("most energy", energy_kwh(m.upper_average_power, window), "kWh");
}

void tell(const ppbc::PowerProfileDefinition& m, const Setting&, Facts& facts) {
  facts.say("id", m.id.text());
  facts.say("window", window_words(m.start_time, m.end_time));
  std::vector<FactItem> items;
  for (std::size_t i = 0; i < m.power_sequence_containers.size(); ++i) {
    const auto& container = m.power_sequence_containers[i];
    const Time latest = rules::latest_start(m, i);
    for (const auto& sequence : container.power_sequences) items.push_back(sequence_item(container, sequence, latest));
  }
  facts.list("sequences", std::move(items));
}

void tell(const ppbc::PowerProfileStatus& m, const Setting&, Facts& facts) {
  std::vector<FactItem> items;
  for (const auto& status : m.sequence_container_status) {
    std::string text =
        "container " + named_words("", status.sequence_container_id) + ": " + meaning_words(status.status);
    JsonLine json;
    json.member("profile", status.power_profile_id.text()).member("container", status.sequence_container_id.text());
    json.member("status", name_of(status.status));
    if (status.selected_sequence_id) {
      text += ", sequence " + named_words("", *status.selected_sequence_id);
      json.member("sequence", status.selected_sequence_id->text());
    }
    if (status.progress) {
      text += ", progress " + span_words(*status.progress);
      json.raw("progress_ms", std::to_string(status.progress->count()));
    }
    items.push_back({std::move(text), std::move(json)});
  }
  facts.list("containers", std::move(items));
}

}  // namespace s2::app
