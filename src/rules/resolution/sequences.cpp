// Instructions that start, pause and continue sequences: PPBC.

#include "resolve.hpp"
#include "schedule.hpp"
#include "values.hpp"

#include <rules/scope.hpp>

#include <algorithm>

namespace s2::rules {
namespace {

using ppbc::PowerSequenceStatus;

// What the three ids of an instruction name.
struct Named {
  const PpbcState::Task* task = nullptr;
  std::size_t container = 0;
  const ppbc::PowerSequence* sequence = nullptr;

  const PpbcState::Container* state() const {
    return container < task->containers.size() ? &task->containers[container] : nullptr;
  }
  std::optional<PowerSequenceStatus> status() const {
    return state() && state()->status ? std::optional(state()->status->status) : std::nullopt;
  }
};

template <class List>
auto find_by_id(const List& list, const Id& id) {
  return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
}

template <class Instruction>
std::optional<Named> find_named(const Instruction& m, const Situation& situation, Problems& problems) {
  Named named{situation.registry.ppbc.find(m.power_profile_id), 0, nullptr};
  if (!named.task || named.task->revoked) {
    const std::string id = shown(m.power_profile_id);
    problems.error("PPBC-005", "/power_profile_id", id,
                   named.task ? "the power profile " + id + " was withdrawn" : "there is no power profile " + id);
    return std::nullopt;
  }
  const auto& containers = named.task->profile.power_sequence_containers;
  const auto container = find_by_id(containers, m.sequence_container_id);
  if (container == containers.end()) {
    const std::string id = shown(m.sequence_container_id);
    problems.error("PPBC-006", "/sequence_container_id", id, "there is no container " + id + " in the power profile");
    return std::nullopt;
  }
  named.container = static_cast<std::size_t>(container - containers.begin());
  const auto sequence = find_by_id(container->power_sequences, m.power_sequence_id);
  if (sequence == container->power_sequences.end()) {
    const std::string id = shown(m.power_sequence_id);
    problems.error("PPBC-007", "/power_sequence_id", id, "there is no sequence " + id + " in the container");
    return std::nullopt;
  }
  named.sequence = &*sequence;
  return named;
}

template <class Instruction>
void check_condition(const Instruction& m, const Named& named, Problems& problems) {
  if (!named.sequence->abnormal_condition_only || m.abnormal_condition) return;
  problems.error("PPBC-009", "/abnormal_condition", "false",
                 "the sequence " + shown(named.sequence->id) + " is for abnormal conditions only");
}

void check_window(const ppbc::ScheduleInstruction& m, const Named& named, const Situation& situation,
                  Problems& problems) {
  const auto& profile = named.task->profile;
  const Time begins = moment_of(m, situation.now);
  const Time ends = begins + length_of(*named.sequence);
  const Duration tolerance = m.execution_time > situation.now ? Duration{0} : situation.tolerances().skew;
  if (begins + tolerance < profile.start_time) {
    problems.error("PPBC-013", "/execution_time", format_time(m.execution_time),
                   "the task may not start before " + format_time(profile.start_time));
  } else if (ends > profile.end_time + tolerance) {
    problems.error(
        "PPBC-013", "/execution_time", format_time(m.execution_time),
        "the sequence would end at " + format_time(ends) + ", the task has to end by " + format_time(profile.end_time));
  }
}

// The gap to the container before, when that is scheduled.
void doubt_the_gap(const ppbc::ScheduleInstruction& m, const Named& named, const Situation& situation,
                   Problems& problems) {
  if (named.container == 0 || named.container > named.task->containers.size()) return;
  const auto& before = named.task->containers[named.container - 1];
  const auto& sequences = named.task->profile.power_sequence_containers[named.container - 1].power_sequences;
  const auto sequence = before.scheduled ? find_by_id(sequences, *before.scheduled) : sequences.end();
  if (sequence == sequences.end() || !before.start) return;
  const Time begins = moment_of(m, situation.now);
  const StartWindow window = start_window(*named.sequence, *before.start + length_of(*sequence));
  if (begins < window.earliest) {
    problems.doubt("PPBC-014", "/execution_time", format_time(m.execution_time),
                   "the sequence before ends at " + format_time(window.earliest) + "; the device may start later");
  } else if (!window.holds(begins)) {
    problems.doubt(
        "PPBC-015", "/execution_time", format_time(m.execution_time),
        "the sequence has to start by " + format_time(*window.latest) + ", max_pause_before after the one before");
  }
}

void doubt_the_choice(const Named& named, Problems& problems) {
  const auto status = named.status();
  if (!status || *status < PowerSequenceStatus::executing) return;
  problems.doubt("PPBC-012", "/sequence_container_id", "",
                 "it is too late to choose: the container is " + std::string(name_of(*status)));
}

std::vector<SequencePiece> pieces_of(const ppbc::PowerSequence& sequence, Time begins) {
  std::vector<SequencePiece> pieces;
  pieces.reserve(sequence.elements.size());
  for (const auto& element : sequence.elements) {
    pieces.push_back({begins, begins + element.duration, element.power_values});
    begins = begins + element.duration;
  }
  return pieces;
}

std::optional<double> energy_of(const ppbc::PowerSequence& sequence) {
  std::optional<double> sum;
  for (const auto& element : sequence.elements) {
    const auto power = electric_power(element.power_values, [](const auto& value) { return value.value_expected; });
    if (power) sum = sum.value_or(0) + energy_kwh(*power, element.duration);
  }
  return sum;
}

// Since when the sequence runs: as scheduled, or as reported.
std::optional<Time> began(const Named& named) {
  const auto* state = named.state();
  if (!state || state->scheduled != named.sequence->id) return std::nullopt;
  return state->start;
}

// Since when an open instruction pauses the sequence.
std::optional<Time> pause_began(const Named& named, const Situation& situation) {
  std::optional<Time> found;
  for (const OpenInstruction& open : situation.registry.instructions.open()) {
    const auto* pause = std::get_if<ppbc::StartInterruptionInstruction>(&open.message);
    const InstructionFacts* facts = situation.registry.instructions.find(open.id);
    if (!pause || (facts && facts->revoked) || pause->power_sequence_id != named.sequence->id) continue;
    found = moment_of(*pause, open.received);
  }
  return found;
}

template <class Instruction>
std::optional<Named> find_to_pause(const Instruction& m, const Situation& situation, Problems& problems) {
  const auto named = find_named(m, situation, problems);
  if (!named) return std::nullopt;
  if (!named->sequence->is_interruptible) {
    problems.error("PPBC-008", "/power_sequence_id", shown(m.power_sequence_id),
                   "the sequence " + shown(m.power_sequence_id) + " may not be interrupted");
  }
  check_condition(m, *named, problems);
  return named;
}

}  // namespace

void resolve_sequence(const ppbc::ScheduleInstruction& m, const Situation& situation, Resolution& out,
                      Problems& problems) {
  const auto named = find_named(m, situation, problems);
  if (!named) return;
  check_condition(m, *named, problems);
  check_window(m, *named, situation, problems);
  doubt_the_choice(*named, problems);
  doubt_the_gap(m, *named, situation, problems);
  out.begins = out.effective = moment_of(m, situation.now);
  out.ends = out.begins + length_of(*named->sequence);
  out.means = SequenceResolution{m.power_profile_id,
                                 m.sequence_container_id,
                                 m.power_sequence_id,
                                 pieces_of(*named->sequence, out.begins),
                                 energy_of(*named->sequence),
                                 named->sequence->max_pause_before,
                                 named->sequence->is_interruptible};
}

void resolve_pause(const ppbc::StartInterruptionInstruction& m, const Situation& situation, Resolution& out,
                   Problems& problems) {
  const auto named = find_to_pause(m, situation, problems);
  if (!named) return;
  out.begins = out.effective = moment_of(m, situation.now);
  out.ends = last_time;
  const auto start = began(*named);
  const bool runs = named->status() == PowerSequenceStatus::executing;
  if (!runs && !(start && *start <= out.begins)) {
    problems.doubt("PPBC-010", "/power_sequence_id", shown(m.power_sequence_id),
                   "the sequence does not run, as far as is known, so there is nothing to pause");
  }
  out.means = PauseResolution{m.power_profile_id, m.sequence_container_id, m.power_sequence_id, false, start, {}, {}};
}

void resolve_pause(const ppbc::EndInterruptionInstruction& m, const Situation& situation, Resolution& out,
                   Problems& problems) {
  const auto named = find_to_pause(m, situation, problems);
  if (!named) return;
  out.begins = out.effective = moment_of(m, situation.now);
  out.ends = last_time;
  const auto start = began(*named);
  const auto paused = pause_began(*named, situation);
  PauseResolution means{m.power_profile_id, m.sequence_container_id, m.power_sequence_id, true, start, paused, {}};
  if (start && paused) {
    const Pause pause{*paused, out.begins};
    means.sequence_ends = end_with_pauses(*start, length_of(*named->sequence), std::span(&pause, 1));
  }
  if (!paused && named->status() != PowerSequenceStatus::interrupted) {
    problems.doubt("PPBC-011", "/power_sequence_id", shown(m.power_sequence_id),
                   "the sequence is not interrupted, as far as is known, so there is nothing to continue");
  }
  out.means = std::move(means);
}

}  // namespace s2::rules
