#include "ppbc_tasks.hpp"

#include "durations.hpp"
#include "scope.hpp"

#include <algorithm>

namespace s2::rules {

ContainerRef resolve_container(const PpbcState& state, const Id& profile, const Id& container, const Id* sequence,
                               bool revoked_too) {
  const auto* task = state.find(profile);
  if (!task || (task->revoked && !revoked_too)) return {};
  ContainerRef found{.task = task};
  const auto place = std::find_if(task->containers.begin(), task->containers.end(),
                                  [wanted = digest_of(container)](const auto& item) { return item.id == wanted; });
  if (place == task->containers.end()) return found;
  found.state = &*place;
  found.index = static_cast<std::size_t>(place - task->containers.begin());
  found.container = &task->profile.power_sequence_containers[found.index];
  if (sequence) found.sequence = find_id(found.container->power_sequences, *sequence);
  return found;
}

WindowFault window_fault(const ppbc::ScheduleInstruction& instruction, const ContainerRef& place, Time now,
                         Duration skew) {
  const auto& profile = place.task->profile;
  const Time begin = moment_of(instruction, now);
  if (instruction.execution_time > now) skew = Duration{0};
  if (begin + skew < profile.start_time) return WindowFault::too_early;
  return begin + total_of(place.sequence->elements) > profile.end_time + skew ? WindowFault::too_late
                                                                              : WindowFault::none;
}

std::optional<Time> scheduled_end(const ContainerRef& place) {
  const auto& state = *place.state;
  if (!state.scheduled || !state.start) return std::nullopt;
  const auto* sequence = find_id(place.container->power_sequences, *state.scheduled);
  return sequence ? std::optional(*state.start + total_of(sequence->elements)) : std::nullopt;
}

std::optional<Time> end_of_previous(const ContainerRef& place) {
  if (!place.sequence || place.index == 0) return std::nullopt;
  ContainerRef previous = place;
  --previous.index;
  previous.container = &place.task->profile.power_sequence_containers[previous.index];
  previous.state = &place.task->containers[previous.index];
  return scheduled_end(previous);
}

}  // namespace s2::rules
