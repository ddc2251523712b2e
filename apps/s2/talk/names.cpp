#include "talk/names.hpp"

#include "suggest.hpp"
#include "talk/command_words.hpp"

#include <algorithm>

namespace s2::app {
namespace {

// From this many characters on, the beginning of an id is enough.
constexpr std::size_t prefix_bytes = 4;

// What an id in a field names; empty for ids that name nothing known.
std::string_view sort_of(std::string_view field) {
  if (field.find("operation_mode") != field.npos) return "mode";
  if (field == "actuator_id") return "actuator";
  if (field == "timer_id") return "timer";
  if (field == "instruction_id") return "instruction";
  return {};
}

template <class Item>
Named named(std::string_view field, const Item& item) {
  return {field, item.id, item.diagnostic_label.value_or("")};
}

template <class Scope>
void add_scope(std::vector<Named>& things, const Scope& scope) {
  for (const auto& mode : scope.operation_modes) things.push_back(named("mode", mode));
  for (const auto& timer : scope.timers) things.push_back(named("timer", timer));
}

template <class Description>
void add_actuators(std::vector<Named>& things, const Description* description) {
  if (description == nullptr) return;
  for (const auto& actuator : description->actuators) {
    things.push_back(named("actuator", actuator));
    add_scope(things, actuator);
  }
}

}  // namespace

std::vector<Named> named_things(const Registry& registry) {
  std::vector<Named> things;
  if (const auto* description = registry.ombc.descriptions.in_force()) add_scope(things, *description);
  add_actuators(things, registry.frbc.descriptions.in_force());
  add_actuators(things, registry.ddbc.descriptions.in_force());
  for (const auto& open : registry.instructions.open()) things.push_back({"instruction", open.id, ""});
  return things;
}

Result<Id> id_for(std::string_view field, std::string_view word, const Registry& registry) {
  const std::string_view sort = sort_of(field);
  const Id* found = nullptr;
  bool several = false;
  const auto things = named_things(registry);
  for (const Named& thing : things) {
    if (thing.field != sort) continue;
    if (thing.id.text() == word) return thing.id;
    const bool is_meant = word == "last" || (!thing.label.empty() && same_letters(thing.label, word)) ||
                          (word.size() >= prefix_bytes && thing.id.text().starts_with(word));
    if (!is_meant) continue;
    several = several || (found != nullptr && *found != thing.id && word != "last");
    found = &thing.id;
  }
  if (several) {
    return not_understood(std::string(field) + ": '" + std::string(word) + "' stands for several; write the id");
  }
  return found != nullptr ? *found : Id(word);
}

std::optional<Id> usual_id(std::string_view field, const Registry& registry) {
  const std::string_view sort = sort_of(field);
  if (sort != "actuator" && sort != "instruction") return std::nullopt;
  std::vector<Named> things = named_things(registry);
  std::erase_if(things, [&](const Named& thing) { return thing.field != sort; });
  if (things.empty() || (sort == "actuator" && things.size() > 1)) return std::nullopt;
  return things.back().id;
}

}  // namespace s2::app
