// Omissions about operation modes that were asked for. Rule catalogue, C.8; documentation, Operation modes.

#include "look.hpp"
#include "rows.hpp"

#include <rules/finder.hpp>
#include <rules/scope.hpp>

#include <cmath>

namespace s2::rules {
namespace {

Duration between(Time a, Time b) { return a < b ? b - a : a - b; }

// Whether an instruction takes the place of another one, or competes with it, at one actuator.
template <class T>
bool is_crowded(const T& m, const OpenInstruction& open, const Registry& registry, Time now, Duration delay) {
  const auto* other = std::get_if<T>(&open.message);
  if (!other || other->id == m.id || actuator_of(*other) != actuator_of(m)) return false;
  if (other->execution_time == m.execution_time) return false;  // INST-014
  const auto* facts = registry.instructions.find(open.id);
  if (facts && facts->revoked) return false;
  return between(moment_of(m, now), moment_of(*other, open.received)) < delay;
}

template <class T>
void note_crowd(const T& m, const Scene& scene, Duration delay) {
  for (const OpenInstruction& open : scene.registry.instructions.open()) {
    if (!is_crowded(m, open, scene.registry, scene.now, delay)) continue;
    Wait* wait = scene.await(Awaited::room, m.id);
    if (wait) wait->lag = between(moment_of(m, scene.now), moment_of(std::get<T>(open.message), open.received));
    return;
  }
}

template <class Range>
bool is_point(const Range& range) {
  return range.start_of_range == range.end_of_range;
}

bool all_points(const std::vector<PowerRange>& ranges) {
  return std::all_of(ranges.begin(), ranges.end(), is_point<PowerRange>);
}

// Whether a mode does the same at every factor.
bool ignores_factor(const ombc::OperationMode& mode) { return all_points(mode.power_ranges); }
bool ignores_factor(const ddbc::OperationMode& mode) {
  return all_points(mode.power_ranges) && is_point(mode.supply_range);
}
bool ignores_factor(const frbc::OperationMode& mode) {
  return std::all_of(mode.elements.begin(), mode.elements.end(), [](const auto& element) {
    return all_points(element.power_ranges) && is_point(element.fill_rate);
  });
}

// F(mode) for the mode that was asked for, when the description in force has it.
template <class State, class F>
void with_mode(const State& state, const Wait& wait, F f) {
  const auto look_in = [&](const auto& part) {
    for (const auto& mode : part.operation_modes) {
      if (digest_of(mode.id) == wait.mode) return f(mode);
    }
  };
  const auto* description = state.descriptions.in_force();
  if (!description) return;
  if constexpr (requires { description->actuators; }) {
    for (const auto& actuator : description->actuators) {
      if (digest_of(actuator.id) == wait.actuator) return look_in(actuator);
    }
  } else {
    look_in(*description);
  }
}

bool is_as_instructed(const Wait& wait, const Id& mode, double factor, double tolerance) {
  return digest_of(mode) == wait.mode && (wait.any_factor || std::abs(factor - wait.factor) <= tolerance);
}

bool is_shown(const Wait& wait, const Registry& registry, double tolerance) {
  return with_state(wait.kind, registry, [&](const auto& state) {
    const auto& modes = state.states.modes();
    return std::any_of(modes.begin(), modes.end(), [&](const ModeState& mode) {
      return digest_of(mode.actuator) == wait.actuator && is_as_instructed(wait, mode.mode, mode.factor, tolerance);
    });
  });
}

}  // namespace

// --- INST-017 ---

void note_crowd(const Scene& scene) {
  const Duration delay = processing_delay(scene.registry);
  if (delay <= Duration{}) return;
  std::visit(
      [&](const auto& m) {
        if constexpr (requires {
                        m.operation_mode_factor;
                        m.execution_time;
                      }) {
          note_crowd(m, scene, delay);
        }
      },
      *scene.message);
}

std::string crowd_says(const Wait& wait, const Registry& registry) {
  return "the instruction is to be carried out " + in_words(wait.lag) +
         " before or after another one for the same actuator, which needs " + in_words(processing_delay(registry)) +
         " for each";
}

// --- INST-018 ---

void await_instructed_mode(const Scene& scene) {
  const auto& update = std::get<InstructionStatusUpdate>(*scene.message);
  if (update.status_type != InstructionStatus::started && update.status_type != InstructionStatus::succeeded) return;
  auto& all = scene.waits.all();
  const auto asked = std::find_if(all.begin(), all.end(), [&](const Wait& wait) {
    return wait.what == Awaited::end_of_instruction && names(update, wait);
  });
  if (asked == all.end() || asked->told || asked->mode == IdDigest{}) return;
  asked->told = true;
  Wait wanted = *asked;
  // The device is on its way to another mode from here on.
  scene.waits.remove_if(
      [&](const Wait& wait) { return wait.what == Awaited::instructed_mode && wait.actuator == wanted.actuator; });
  with_state(wanted.kind, scene.registry, [&](const auto& state) {
    with_mode(state, wanted, [&](const auto& mode) { wanted.any_factor = ignores_factor(mode); });
  });
  if (is_shown(wanted, scene.registry, scene.times.factor)) return;
  Wait* wait = scene.await(Awaited::instructed_mode, wanted.subject, scene.now,
                           sum_of(wanted.lag, processing_delay(scene.registry)));
  if (!wait) return;
  wanted.what = wait->what;
  wanted.since = wait->since;
  wanted.due = wait->due;
  *wait = std::move(wanted);
}

bool shows_instructed_mode(const Message& message, const Wait& wait, const OmissionTimes& times) {
  return std::visit(
      [&](const auto& m) {
        if constexpr (requires { m.active_operation_mode_id; }) {
          return digest_of(actuator_of(m)) == wait.actuator &&
                 is_as_instructed(wait, m.active_operation_mode_id, m.operation_mode_factor, times.factor);
        } else if constexpr (requires { m.status_type; }) {
          // It will not be carried out, or not to its end.
          const bool is_over = is_final(m.status_type) && m.status_type != InstructionStatus::succeeded;
          return is_over && names(m, wait);
        } else {
          return false;
        }
      },
      message);
}

// The mode may be gone with its description.
Still instructed_mode_still(Wait& wait, const Registry& registry) {
  bool exists = false;
  with_state(wait.kind, registry,
             [&](const auto& state) { with_mode(state, wait, [&](const auto&) { exists = true; }); });
  return exists ? Still::owed : Still::settled;
}

std::string instructed_mode_says(const Wait& wait, const Registry& registry) {
  std::string name;
  with_state(wait.kind, registry, [&](const auto& state) {
    with_mode(state, wait, [&](const auto& mode) { name = mode.diagnostic_label.value_or(mode.id.str()); });
  });
  std::string text = "the RM has carried out the instruction, and no status has shown its mode \"" + name + '"';
  if (!wait.any_factor) text += " with factor " + shown(wait.factor);
  return text + " within " + waited(wait);
}

}  // namespace s2::rules
