// What messages about storages and demands mean.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <rules/resolution/values.hpp>
#include <s2/storage.hpp>

#include <chrono>

namespace s2::app {
namespace {

constexpr Duration looked_ahead = std::chrono::hours(24 * 7);

FactItem level_item(std::string_view what, double level, double seconds, Time now) {
  const Duration span(static_cast<Duration::rep>(seconds * 1000));
  return {std::string(what) + ' ' + number_words(level) + " in " + seconds_words(seconds) + ", at " +
              format_time(now + span),
          JsonLine()
              .raw("level", number_json(level))
              .raw("seconds", number_json(seconds))
              .member("at", format_time(now + span))};
}

// What all actuators of a demand supply together, by their reported modes; empty when one is unknown.
std::optional<double> supply_of(const DdbcState& ddbc) {
  const auto* description = ddbc.descriptions.in_force();
  if (!description) return std::nullopt;
  double sum = 0;
  for (const auto& actuator : description->actuators) {
    const ModeState* state = ddbc.states.mode(actuator.id);
    if (!state) return std::nullopt;
    for (const auto& mode : actuator.operation_modes) {
      if (mode.id == state->mode) sum += rules::value_at(mode.supply_range, state->factor);
    }
  }
  return sum;
}

// A course of elements on the clock.
template <class Elements, class Text, class Json>
std::vector<FactItem> on_the_clock(Time begins, const Elements& elements, Text text, Json json) {
  std::vector<FactItem> items;
  for (const auto& element : elements) {
    const Time until = begins + element.duration;
    JsonLine line;
    line.member("from", format_time(begins)).member("until", format_time(until));
    json(element, line);
    items.push_back({window_words(begins, until) + ": " + text(element), std::move(line)});
    begins = until;
  }
  return items;
}

std::string range_json(const NumberRange& range) {
  return '[' + number_json(range.start_of_range) + ',' + number_json(range.end_of_range) + ']';
}

}  // namespace

void tell_course(const Setting& setting, const std::optional<Obeyed>& obeyed, Facts& facts) {
  const auto& frbc = setting.registry.frbc;
  const auto* description = frbc.descriptions.in_force();
  if (!description || !frbc.fill_level) return;
  const std::size_t actuators = description->actuators.size();
  const Time begin = obeyed ? obeyed->effective : setting.now;
  const StorageFlow flow = storage_flow(setting.registry, begin, obeyed ? &obeyed->instruction : nullptr);
  const StorageFlow before = storage_flow(setting.registry, setting.now);
  if (flow.actuators.size() != actuators) return;
  const bool is_known = before.actuators.size() == actuators;
  const double level =
      is_known ? level_after(before, *frbc.fill_level, setting.now, begin - setting.now) : *frbc.fill_level;
  const auto course = storage_course(flow, level, begin, looked_ahead);
  if (course.empty()) return;
  const StoragePiece& first = course.front();
  facts.number("level changes by", (first.level_until - first.level_from) / (first.until_s - first.from_s),
               "/s, with leakage and usage");
  std::vector<FactItem> items;
  for (const double end :
       {description->storage.fill_level_range.start_of_range, description->storage.fill_level_range.end_of_range}) {
    const auto seconds = seconds_to_level(flow, level, end, begin, looked_ahead);
    if (seconds && *seconds > 0) items.push_back(level_item("reaches", end, *seconds, begin));
  }
  facts.list("level", std::move(items));
}

void tell(const frbc::StorageStatus& m, const Setting& setting, Facts& facts) {
  const auto* description = setting.registry.frbc.descriptions.in_force();
  facts.number("fill level", m.present_fill_level);
  if (!description) return;
  if (description->storage.fill_level_label) facts.say("fill level in", *description->storage.fill_level_label);
  const NumberRange& range = description->storage.fill_level_range;
  facts.say("range to keep", range_words(range));
  if (!rules::covers(range, m.present_fill_level)) {
    facts.say("outside", "the device may ignore instructions until the level is back");
  }
  if (setting.observation) tell_course(setting, {}, facts);
}

void tell(const frbc::LeakageBehaviour& m, const Setting&, Facts& facts) {
  facts.time("valid from", m.valid_from);
  std::vector<FactItem> items;
  for (const auto& element : m.elements) {
    items.push_back({"at " + range_words(element.fill_level_range) + ": loses " + number_words(element.leakage_rate) +
                         " /s, " + number_words(element.leakage_rate * 3600) + " in an hour",
                     JsonLine()
                         .raw("fill_levels", range_json(element.fill_level_range))
                         .raw("leakage_rate", number_json(element.leakage_rate))});
  }
  facts.list("leakage", std::move(items));
}

void tell(const frbc::UsageForecast& m, const Setting&, Facts& facts) {
  double sum = 0;
  for (const auto& element : m.elements)
    sum += element.usage_rate_expected * std::chrono::duration<double>(element.duration).count();
  facts.number("takes out in all", sum);
  facts.list("usage", on_the_clock(
                          m.start_time, m.elements,
                          [](const auto& element) { return number_words(element.usage_rate_expected) + " /s"; },
                          [](const auto& element, JsonLine& json) {
                            json.raw("usage_rate", number_json(element.usage_rate_expected));
                          }));
}

void tell(const frbc::FillLevelTargetProfile& m, const Setting&, Facts& facts) {
  facts.list(
      "targets",
      on_the_clock(
          m.start_time, m.elements, [](const auto& element) { return range_words(element.fill_level_range); },
          [](const auto& element, JsonLine& json) { json.raw("fill_levels", range_json(element.fill_level_range)); }));
}

void tell(const ddbc::PresentDemandStatus& m, const Setting& setting, Facts& facts) {
  facts.say("present demand", range_words(m.present_demand_rate));
  const auto supply = supply_of(setting.registry.ddbc);
  if (!supply) return;
  facts.number("present supply", *supply);
  const bool met = *supply >= m.present_demand_rate.start_of_range;
  facts.say("state", met ? "the demand is met" : "the demand is not met");
}

void tell(const ddbc::AverageDemandRateForecast& m, const Setting&, Facts& facts) {
  facts.list("demand", on_the_clock(
                           m.start_time, m.elements,
                           [](const auto& element) { return number_words(element.demand_rate_expected); },
                           [](const auto& element, JsonLine& json) {
                             json.raw("demand_rate", number_json(element.demand_rate_expected));
                           }));
}

}  // namespace s2::app
