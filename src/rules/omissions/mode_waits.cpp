// Omissions about what an RM tells of modes, timers and demand. Rule catalogue, C.7 and C.11.

#include "look.hpp"
#include "rows.hpp"

#include <rules/scope.hpp>

namespace s2::rules {
namespace {

// Of two waits for one thing the earlier one counts.
Wait* await_once(const Scene& scene, Awaited what, const Id& subject, const IdDigest& actuator, Time from) {
  if (Wait* before = scene.waits.find(what, subject, &actuator)) {
    if (before->since <= from) return before;
    scene.waits.remove_if([&](const Wait& wait) { return &wait == before; });
  }
  Wait* wait = scene.await(what, subject, from);
  if (wait) wait->actuator = actuator;
  return wait;
}

// The moment a description that was just taken counts from; empty when there was no room for it.
template <class State, class T>
std::optional<Time> counts_from(const State& state, const T& description) {
  const auto is_it = [&](const auto& item) { return item.value.message_id == description.message_id; };
  if (const auto* current = state.descriptions.current(); current && is_it(*current)) return current->from;
  for (const auto& item : state.descriptions.scheduled()) {
    if (is_it(item)) return item.from;
  }
  return std::nullopt;
}

// The timers that a mode which was just entered has started: those of the first transition there.
template <class T>
void await_timers(const T& m, const Scene& scene) {
  const auto& state = state_of(scene.registry, m);
  const ModeState* now = state.states.mode(actuator_of(m));
  if (!now || now->entered != scene.now) return;
  const auto& from = now->previous ? now->previous : now->other;
  if (!from || *from == now->mode) return;
  const auto scope = scope_in_force(scene.registry, m);
  if (!scope) return;
  const Time began = now->transition.value_or(scene.now);
  for (const Transition& transition : scope->transitions()) {
    if (transition.from != *from || transition.to != now->mode) continue;
    for (const Id& id : transition.start_timers) {
      const Timer* timer = scope->find_timer(id);
      const auto told = state.states.finished_at(now->actuator, id);
      // What is over needs no report any longer, and one may have come first.
      const Time ends = timer ? began + timer->duration : scene.now;
      const bool is_told = told && *told + scene.registry.tolerances.skew >= ends;
      if (ends > scene.now && !is_told) await_once(scene, Awaited::timer, id, digest_of(now->actuator), scene.now);
    }
    return;
  }
}

template <class T>
void await_statuses(const T& m, const Scene& scene) {
  const auto& state = state_of(scene.registry, m);
  const auto from = counts_from(state, m);
  if (!from) return;
  const auto await_status = [&](const Id& actuator) {
    // One that goes on from another description is known; what will be when a later one counts is not.
    if (*from <= scene.now && state.states.mode(actuator)) return;
    await_once(scene, Awaited::status, actuator, {}, *from);
  };
  if constexpr (requires { m.actuators; }) {
    for (const auto& actuator : m.actuators) await_status(actuator.id);
  } else {
    await_status(Id());
  }
}

template <class State>
Still status_still(const State& state, const Id& actuator) {
  const auto* current = state.descriptions.current();
  const bool exists = current && scope_of(current->value, actuator);
  return exists && !state.states.mode(actuator) ? Still::owed : Still::settled;
}

// The name of an actuator or timer for people.
template <class T>
std::string name_of_part(const T& part) {
  return '"' + part.diagnostic_label.value_or(part.id.str()) + '"';
}

}  // namespace

// --- OM-025 ---

void await_timers(const Scene& scene) {
  if (const auto* frbc = std::get_if<frbc::ActuatorStatus>(scene.message)) return await_timers(*frbc, scene);
  if (const auto* ombc = std::get_if<ombc::Status>(scene.message)) return await_timers(*ombc, scene);
  if (const auto* ddbc = std::get_if<ddbc::ActuatorStatus>(scene.message)) return await_timers(*ddbc, scene);
}

bool is_timer(const Message& message, const Wait& wait, const OmissionTimes&) {
  return std::visit(
      [&](const auto& m) {
        if constexpr (requires { m.timer_id; }) {
          return m.timer_id == wait.subject && digest_of(actuator_of(m)) == wait.actuator;
        } else {
          return false;
        }
      },
      message);
}

std::string timer_says(const Wait& wait, const Registry&) {
  return "a change of mode started the timer, and no TimerStatus has told within " + waited(wait) +
         " until when it runs";
}

// --- OM-026 ---

void await_statuses(const Scene& scene) {
  std::visit(
      [&](const auto& m) {
        using T = std::decay_t<decltype(m)>;
        if constexpr (one_of<T, ombc::SystemDescription, frbc::SystemDescription, ddbc::SystemDescription>) {
          await_statuses(m, scene);
        }
      },
      *scene.message);
}

Still status_still(Wait& wait, const Registry& registry) {
  return with_state(wait.kind, registry, [&](const auto& state) { return status_still(state, wait.subject); });
}

std::string status_says(const Wait& wait, const Registry& registry) {
  return with_state(wait.kind, registry, [&](const auto& state) {
    std::string whose = "the device";
    if constexpr (requires { state.descriptions.current()->value.actuators; }) {
      const auto* current = state.descriptions.current();
      const auto* actuator = current ? find_id(current->value.actuators, wait.subject) : nullptr;
      if (actuator) whose = "the actuator " + name_of_part(*actuator);
    }
    return "no status has told the operation mode of " + whose + " within " + waited(wait) +
           " after its description came into force";
  });
}

// --- DDBC-005 ---

void await_demand(const Scene& scene) {
  if (scene.registry.standing.profile != Profile::v1_0_0 || scene.registry.ddbc.demand) return;
  const auto from = counts_from(scene.registry.ddbc, std::get<ddbc::SystemDescription>(*scene.message));
  if (from) await_once(scene, Awaited::demand, {}, {}, *from);
}

Still demand_still(Wait&, const Registry& registry) {
  const bool is_awaited = registry.ddbc.descriptions.current() && !registry.ddbc.demand;
  return is_awaited ? Still::owed : Still::settled;
}

std::string demand_says(const Wait& wait, const Registry&) {
  return "no DDBC.PresentDemandStatus has come within " + waited(wait) + " after the description came into force";
}

}  // namespace s2::rules
