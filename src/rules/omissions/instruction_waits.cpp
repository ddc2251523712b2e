// Omissions about instructions: reports on them and their end. Rule catalogue, C.8 and C.10.

#include "look.hpp"
#include "rows.hpp"

#include <rules/expected_mode.hpp>
#include <rules/resolution/schedule.hpp>

namespace s2::rules {
namespace {

// When an instruction is over, as far as can be foreseen, and how long the way there takes.
struct Course {
  Time begins;
  Duration transition{};
  Duration length{};
};

// Blocking timers may delay it (C.11).
template <one_of<ombc::Instruction, frbc::Instruction, ddbc::Instruction> T>
Course course_of(const T& m, const Registry& registry, Time now) {
  Course course{moment_of(m, now)};
  const auto& state = state_of(registry, m);
  const auto* description = state.descriptions.at(course.begins);
  const auto scope = description ? scope_of(*description, actuator_of(m)) : std::nullopt;
  const Id* from = expected_mode(m, registry, now);
  if (!scope || !from || *from == mode_of(m)) return course;
  for (const Transition& transition : scope->transitions()) {
    if (transition.from != *from || transition.to != mode_of(m)) continue;
    course.transition = transition.transition_duration.value_or(Duration{});
    for (const Id& timer : transition.blocking_timers) {
      course.begins = std::max(course.begins, state.states.finished_at(actuator_of(m), timer).value_or(course.begins));
    }
    break;
  }
  return course;
}

Course course_of(const pebc::Instruction& m, const Registry&, Time now) {
  Course course{moment_of(m, now)};
  for (const auto& envelope : m.power_envelopes) {
    course.length = std::max(course.length, total_of(envelope.power_envelope_elements));
  }
  return course;
}

Course course_of(const ppbc::ScheduleInstruction& m, const Registry& registry, Time now) {
  Course course{moment_of(m, now)};
  const auto* task = registry.ppbc.find(m.power_profile_id);
  const auto* container = task ? find_id(task->profile.power_sequence_containers, m.sequence_container_id) : nullptr;
  const auto* sequence = container ? find_id(container->power_sequences, m.power_sequence_id) : nullptr;
  if (sequence) course.length = length_of(*sequence);
  return course;
}

template <one_of<ppbc::StartInterruptionInstruction, ppbc::EndInterruptionInstruction> T>
Course course_of(const T& m, const Registry&, Time now) {
  return {moment_of(m, now)};
}

// A sequence that was paused ends later; nobody knows when (D.6).
bool goes_on(const Message& instruction, const Registry& registry) {
  const auto is_paused_or_runs = [&](const auto& m) {
    const auto* task = registry.ppbc.find(m.power_profile_id);
    if (!task) return false;
    for (std::size_t i = 0; i < task->containers.size(); ++i) {
      if (task->profile.power_sequence_containers[i].id != m.sequence_container_id) continue;
      const auto& container = task->containers[i];
      if (!container.status) return false;
      return container.status->status == ppbc::PowerSequenceStatus::interrupted ||
             (container.status->status == ppbc::PowerSequenceStatus::executing && container.was_interrupted);
    }
    return false;
  };
  if (const auto* schedule = std::get_if<ppbc::ScheduleInstruction>(&instruction)) return is_paused_or_runs(*schedule);
  if (const auto* pause = std::get_if<ppbc::StartInterruptionInstruction>(&instruction)) {
    return is_paused_or_runs(*pause);
  }
  return false;
}

std::string last_report(const Wait& wait, const Registry& registry) {
  const auto* facts = registry.instructions.find(wait.subject);
  return facts && facts->status ? "; the last status reported is " + std::string(name_of(*facts->status))
                                : "; no status was reported";
}

// Whether the RM revoked what an open instruction is based on.
bool lost_its_basis(const OpenInstruction& open, const Registry& registry) {
  const auto is_gone = [&](ObjectKind kind, const Id& id) {
    const auto* facts = registry.objects.find(kind, id);
    return facts && facts->gone;
  };
  return std::visit(
      [&](const auto& m) {
        if constexpr (requires { m.power_constraints_id; }) {
          return is_gone(ObjectKind::power_constraints, m.power_constraints_id);
        } else if constexpr (requires { m.power_profile_id; }) {
          return is_gone(ObjectKind::power_profile, m.power_profile_id);
        } else {
          return true;
        }
      },
      open.message);
}

}  // namespace

// --- INST-019 ---

void await_report(const Scene& scene) {
  scene.await(Awaited::report, *instruction_id_of(*scene.message), scene.now, processing_delay(scene.registry));
}

bool is_report(const Message& message, const Wait& wait, const OmissionTimes&) {
  return names(std::get<InstructionStatusUpdate>(message), wait);
}

// One that was never answered is undecided: that says REC-002 (C.4).
Still report_still(Wait& wait, const Registry& registry) {
  const auto* facts = registry.instructions.find(wait.subject);
  return facts && !facts->status && wait.accepted ? Still::owed : Still::settled;
}

std::string report_says(const Wait& wait, const Registry&) {
  return "the RM has not reported on the instruction within " + waited(wait) + " after it was received";
}

// --- INST-006 ---

void await_end(const Scene& scene) {
  const auto take = [&](const auto& m) {
    if constexpr (requires {
                    m.execution_time;
                    m.id;
                  }) {
      const Course course = course_of(m, scene.registry, scene.now);
      const Duration length = sum_of(course.length, course.transition);
      Wait* wait = scene.await(Awaited::end_of_instruction, m.id, course.begins,
                               sum_of(length, processing_delay(scene.registry)));
      if (!wait) return;
      wait->lag = course.transition;
      if constexpr (requires { m.operation_mode_factor; }) {
        wait->actuator = digest_of(actuator_of(m));
        wait->mode = digest_of(mode_of(m));
        wait->factor = m.operation_mode_factor;
      }
    }
  };
  std::visit(take, *scene.message);
}

bool is_end(const Message& message, const Wait& wait, const OmissionTimes&) {
  const auto& update = std::get<InstructionStatusUpdate>(message);
  return is_final(update.status_type) && names(update, wait);
}

Still end_still(Wait& wait, const Registry& registry) {
  const auto* open = registry.instructions.open(wait.subject);
  const auto* facts = registry.instructions.find(wait.subject);
  if (!open || !facts || (!wait.accepted && !facts->status)) return Still::settled;
  return goes_on(open->message, registry) ? Still::later : Still::owed;
}

std::string end_says(const Wait& wait, const Registry& registry) {
  return "the RM has not reported how the instruction ended, " + waited(wait) + " after it was to begin" +
         last_report(wait, registry);
}

// --- REV-007 ---

void await_end_of_revoked(const Scene& scene) {
  const auto& revocation = std::get<RevokeObject>(*scene.message);
  if (scene.sender == EnergyManagementRole::cem) {
    // An instruction is withdrawn: its end is awaited anyway, and is no matter of its basis.
    for (Wait& wait : scene.waits.all()) {
      const bool is_it = revocation.object_id == wait.subject || revocation.object_id == wait.message;
      if (wait.what == Awaited::end_of_instruction && is_it) wait.withdrawn = true;
    }
    return;
  }
  for (const OpenInstruction& open : scene.registry.instructions.open()) {
    const auto* facts = scene.registry.instructions.find(open.id);
    if (!facts || !facts->revoked || !lost_its_basis(open, scene.registry)) continue;
    const Wait* before = scene.waits.find(Awaited::end_of_instruction, open.id);
    if (!before || before->withdrawn) continue;
    const bool accepted = before->accepted;
    scene.waits.remove_if([&](const Wait& wait) {
      return wait.subject == open.id && (wait.what == Awaited::end_of_instruction || wait.what == Awaited::report);
    });
    Wait* wait = scene.await(Awaited::end_of_revoked, open.id);
    if (!wait) return;
    wait->accepted = accepted;
    wait->kind = kind_of(open.message);
    wait->sender = EnergyManagementRole::cem;
    wait->message = *message_id_of(open.message);
  }
}

std::string end_of_revoked_says(const Wait& wait, const Registry& registry) {
  return "what the instruction is based on was revoked, and the RM has not reported its end within " + waited(wait) +
         last_report(wait, registry);
}

}  // namespace s2::rules
