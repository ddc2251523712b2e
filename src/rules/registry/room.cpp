// Whether a message finds room in a registry. Rule catalogue, C.13.

#include "room.hpp"

#include <s2/base/limits.hpp>

namespace s2::rules {
namespace {

template <class T>
bool has_place(const std::vector<T>& all, Time now) {
  return all.size() < Limits::held_objects ||
         std::any_of(all.begin(), all.end(), [now](const T& one) { return is_over(one, now); });
}

// What comes into force at once needs no place among those that are to come.
template <class State, class T>
bool has_place_for_description(const State& windows, const T& message, const Registry& registry, Time now) {
  return message.valid_from <= now + registry.tolerances.skew || windows.scheduled().size() < Limits::scheduled;
}

struct HasRoom {
  const Registry& registry;
  Time now;

  bool operator()(const pebc::PowerConstraints&) const { return has_place(registry.pebc.offers, now); }
  bool operator()(const pebc::EnergyConstraint&) const { return has_place(registry.pebc.energy, now); }
  bool operator()(const ppbc::PowerProfileDefinition&) const { return has_place(registry.ppbc.tasks, now); }
  bool operator()(const ombc::SystemDescription& message) const {
    return has_place_for_description(registry.ombc.descriptions, message, registry, now);
  }
  bool operator()(const frbc::SystemDescription& message) const {
    return has_place_for_description(registry.frbc.descriptions, message, registry, now);
  }
  bool operator()(const ddbc::SystemDescription& message) const {
    return has_place_for_description(registry.ddbc.descriptions, message, registry, now);
  }
  bool operator()(const frbc::LeakageBehaviour& message) const {
    return has_place_for_description(registry.frbc.leakage, message, registry, now);
  }
  template <class T>
  bool operator()(const T&) const {
    return true;
  }
};

}  // namespace

bool has_room(const Message& message, const Registry& registry, Time now) {
  if (message_type_of(kind_of(message)).is_instruction) {
    return registry.instructions.open().size() < Limits::open_instructions;
  }
  return std::visit(HasRoom{registry, now}, message);
}

}  // namespace s2::rules
