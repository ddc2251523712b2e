// PPBC: instructions against the profiles they choose from.

#include "durations.hpp"
#include "ppbc_tasks.hpp"
#include "rule.hpp"
#include "scope.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using Status = ppbc::PowerSequenceStatus;
using Schedule = ppbc::ScheduleInstruction;
using StartPause = ppbc::StartInterruptionInstruction;
using EndPause = ppbc::EndInterruptionInstruction;

// F(value, context, finder) for the three instructions.
template <auto F>
constexpr decltype(Entry::checks) for_instructions() {
  return {in_session<Schedule, F>(), in_session<StartPause, F>(), in_session<EndPause, F>()};
}

template <class T>
ContainerRef place_of(const T& m, const Context& context) {
  return resolve_container(context.registry.ppbc, m);
}

constexpr auto unknown_profile = [](const auto& m, const Context& context, Finder& find) {
  if (!place_of(m, context).task) find.at("power_profile_id", shown(m.power_profile_id));
};

constexpr auto unknown_container = [](const auto& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (place.task && !place.container) find.at("sequence_container_id", shown(m.sequence_container_id));
};

constexpr auto unknown_sequence = [](const auto& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (place.container && !place.sequence) find.at("power_sequence_id", shown(m.power_sequence_id));
};

constexpr auto not_interruptible = [](const auto& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (place.sequence && !place.sequence->is_interruptible) find.at("power_sequence_id", shown(m.power_sequence_id));
};

constexpr auto for_abnormal_condition = [](const auto& m, const Context& context, Finder& find) {
  if (m.abnormal_condition) return;
  const auto place = place_of(m, context);
  if (place.sequence && place.sequence->abnormal_condition_only) find.at("abnormal_condition");
};

// Whether the last report says this of a sequence.
bool is_reported(const ContainerRef& place, Status status) {
  const auto& last = place.state->status;
  return last && last->status == status && last->selected_sequence_id &&
         *last->selected_sequence_id == place.sequence->id;
}

// Whether an open instruction of this type concerns the sequence and has begun by then.
template <class T, class M>
bool is_instructed(const M& m, const Context& context, Time by) {
  for (const OpenInstruction& open : context.registry.instructions.open()) {
    const auto* other = std::get_if<T>(&open.message);
    if (!other || other->execution_time > by || other->power_sequence_id != m.power_sequence_id) continue;
    if (other->sequence_container_id != m.sequence_container_id || other->power_profile_id != m.power_profile_id)
      continue;
    const InstructionFacts* facts = context.registry.instructions.find(open.id);
    if (!facts || !facts->revoked) return true;
  }
  return false;
}

void nothing_to_pause(const StartPause& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (!place.sequence || is_reported(place, Status::executing)) return;
  const Time moment = moment_of(m, context.now);
  if (is_reported(place, Status::interrupted) && is_instructed<EndPause>(m, context, moment)) return;
  const auto& state = *place.state;
  const bool is_planned = state.scheduled && *state.scheduled == m.power_sequence_id && state.start;
  const bool is_over =
      state.status && (state.status->status == Status::finished || state.status->status == Status::aborted);
  if (is_planned && !is_over && *state.start <= moment && moment < *scheduled_end(place)) return;
  find.here();
}

void nothing_to_resume(const EndPause& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (!place.sequence || is_reported(place, Status::interrupted)) return;
  if (!is_instructed<StartPause>(m, context, last_time)) find.here();
}

void too_late_to_choose(const Schedule& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (!place.sequence || !place.state->status) return;
  const Status status = place.state->status->status;
  if (status != Status::not_scheduled && status != Status::scheduled) find.here(shown(status));
}

void outside_window(const Schedule& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  if (place.sequence && window_fault(m, place, context.now, context.tolerances().skew) != WindowFault::none)
    find.at("execution_time", format_time(m.execution_time));
}

// One that was reported to be over has ended, whatever was planned.
bool is_previous_over(const ContainerRef& place) {
  const auto& status = place.task->containers[place.index - 1].status;
  return status && (status->status == Status::finished || status->status == Status::aborted);
}

void before_the_previous_ends(const Schedule& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  const auto end = end_of_previous(place);
  if (end && !is_previous_over(place) && moment_of(m, context.now) < *end)
    find.at("execution_time", format_time(m.execution_time));
}

void after_the_longest_pause(const Schedule& m, const Context& context, Finder& find) {
  const auto place = place_of(m, context);
  const auto end = end_of_previous(place);
  if (end && place.sequence->max_pause_before && moment_of(m, context.now) > *end + *place.sequence->max_pause_before)
    find.at("execution_time", format_time(m.execution_time));
}

constexpr Entry family[] = {
    {{"PPBC-005", error, session, invalid_content, "S2 JSON, PPBC instructions, power_profile_id",
      "an instruction names a power profile that was published and not revoked"},
     for_instructions<unknown_profile>()},
    {{"PPBC-006", error, session, invalid_content, "S2 JSON, PPBC instructions, sequence_container_id",
      "an instruction names a container of the profile"},
     for_instructions<unknown_container>()},
    {{"PPBC-007", error, session, invalid_content, "S2 JSON, PPBC instructions, power_sequence_id",
      "an instruction names a sequence of the container"},
     for_instructions<unknown_sequence>()},
    {{"PPBC-008", error, session, lifecycle, "S2 JSON, PPBC.PowerSequence, is_interruptible",
      "a sequence is paused that can be interrupted"},
     {in_session<StartPause, not_interruptible>(), in_session<EndPause, not_interruptible>()}},
    {{"PPBC-009", error, session, lifecycle, "S2 JSON, PPBC.PowerSequence, abnormal_condition_only",
      "a sequence for abnormal conditions is used under an abnormal condition only"},
     for_instructions<for_abnormal_condition>()},
    {{"PPBC-010", warning, session, noted, "S2 JSON, PPBC.PowerSequenceStatus",
      "a sequence is paused that is executing, or will be by then"},
     {in_session<StartPause, nothing_to_pause>()}},
    {{"PPBC-011", warning, session, noted, "S2 JSON, PPBC.PowerSequenceStatus",
      "a pause is ended that has begun, or is about to"},
     {in_session<EndPause, nothing_to_resume>()}},
    {{"PPBC-012", warning, session, noted, "S2 JSON, PPBC.PowerSequenceStatus",
      "a sequence is chosen before the container is executed"},
     {in_session<Schedule, too_late_to_choose>()}},
    {{"PPBC-013", error, session, lifecycle, "S2 JSON, PPBC.PowerProfileDefinition, start_time and end_time",
      "a sequence begins and ends inside the window of its profile"},
     {in_session<Schedule, outside_window>()}},
    {{"PPBC-014", warning, session, noted, "S2 JSON, PPBC.PowerProfileDefinition, containers in chronological order",
      "a sequence begins after the one scheduled in the container before"},
     {in_session<Schedule, before_the_previous_ends>()}},
    {{"PPBC-015", warning, session, noted, "S2 JSON, PPBC.PowerSequence, max_pause_before",
      "a sequence begins at most max_pause_before after the end of the one before"},
     {in_session<Schedule, after_the_longest_pause>()}},
};

}  // namespace

Family ppbc_session() { return family; }

}  // namespace s2::rules
