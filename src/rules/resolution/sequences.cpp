// Instructions that start, pause and continue sequences: PPBC.

#include "resolve.hpp"
#include "schedule.hpp"
#include "values.hpp"

#include <rules/ppbc_tasks.hpp>
#include <rules/scope.hpp>

#include <algorithm>

namespace s2::rules {
namespace {

using ppbc::PowerSequenceStatus;

using Named = ContainerRef;

std::optional<PowerSequenceStatus> status_of(const Named& named) {
  return named.state->status ? std::optional(named.state->status->status) : std::nullopt;
}

template <class Instruction>
std::optional<Named> find_named(const Instruction& m, const Situation& situation, Problems& problems) {
  const auto& state = situation.registry.ppbc;
  const Named named = resolve_container(state, m);
  if (named.sequence) return named;
  const auto unknown = [&problems](std::string_view rule, const char* pointer, const Id& id, const std::string& before,
                                   const std::string& behind) {
    problems.error(rule, pointer, shown(id), before + shown(id) + behind);
  };
  if (!named.task) {
    const bool withdrawn = state.find(m.power_profile_id) != nullptr;
    unknown("PPBC-005", "/power_profile_id", m.power_profile_id,
            withdrawn ? "the power profile " : "there is no power profile ", withdrawn ? " was withdrawn" : "");
  } else if (!named.container) {
    unknown("PPBC-006", "/sequence_container_id", m.sequence_container_id, "there is no container ",
            " in the power profile");
  } else {
    unknown("PPBC-007", "/power_sequence_id", m.power_sequence_id, "there is no sequence ", " in the container");
  }
  return std::nullopt;
}

template <class Instruction>
void check_condition(const Instruction& m, const Named& named, Problems& problems) {
  if (!named.sequence->abnormal_condition_only || m.abnormal_condition) return;
  problems.error("PPBC-009", "/abnormal_condition", "false",
                 "the sequence " + shown(named.sequence->id) + " is for abnormal conditions only");
}

void check_window(const ppbc::ScheduleInstruction& m, const Named& named, const Situation& situation,
                  Problems& problems) {
  const WindowFault fault = window_fault(m, named, situation.now, situation.tolerances().skew);
  if (fault == WindowFault::none) return;
  const auto& profile = named.task->profile;
  const Time ends = moment_of(m, situation.now) + length_of(*named.sequence);
  problems.error("PPBC-013", "/execution_time", format_time(m.execution_time),
                 fault == WindowFault::too_early ? "the task may not start before " + format_time(profile.start_time)
                                                 : "the sequence would end at " + format_time(ends) +
                                                       ", the task has to end by " + format_time(profile.end_time));
}

// The gap to the container before, when that is scheduled.
void doubt_the_gap(const ppbc::ScheduleInstruction& m, const Named& named, const Situation& situation,
                   Problems& problems) {
  const auto end_before = end_of_previous(named);
  if (!end_before) return;
  const Time begins = moment_of(m, situation.now);
  const StartWindow window = start_window(*named.sequence, *end_before);
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
  const auto status = status_of(named);
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
  return named.state->scheduled == named.sequence->id ? named.state->start : std::nullopt;
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
  const bool runs = status_of(*named) == PowerSequenceStatus::executing;
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
  if (!paused && status_of(*named) != PowerSequenceStatus::interrupted) {
    problems.doubt("PPBC-011", "/power_sequence_id", shown(m.power_sequence_id),
                   "the sequence is not interrupted, as far as is known, so there is nothing to continue");
  }
  out.means = std::move(means);
}

}  // namespace s2::rules
