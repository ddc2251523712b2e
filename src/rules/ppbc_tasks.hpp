#pragma once
// Tasks: what instructions and reports name in the profiles of PPBC, and how long that takes.

#include <s2/registry.hpp>

#include <optional>

namespace s2::rules {

/// A container of a task with its state.
struct ContainerRef {
  const PpbcState::Task* task = nullptr;                    ///< nullptr when the profile is unknown or revoked
  const ppbc::PowerSequenceContainer* container = nullptr;  ///< nullptr when the profile has no such container
  const PpbcState::Container* state = nullptr;              ///< how it stands
  const ppbc::PowerSequence* sequence = nullptr;            ///< nullptr when the container has no such sequence
  std::size_t index = 0;                                    ///< of the container
};

/// What a profile, a container and a sequence id resolve to; each only when the one before does. A revoked profile
/// counts as none unless `revoked_too`.
ContainerRef resolve_container(const PpbcState& state, const Id& profile, const Id& container, const Id* sequence,
                               bool revoked_too);

/// What one of the three instructions names.
template <class T>
ContainerRef resolve_container(const PpbcState& state, const T& instruction) {
  return resolve_container(state, instruction.power_profile_id, instruction.sequence_container_id,
                           &instruction.power_sequence_id, false);
}

/// How a sequence that an instruction schedules misses the window of its task (PPBC-013).
enum class WindowFault : std::uint8_t { none, too_early, too_late };

/// See WindowFault; the place has a sequence. A moment that is `now` may be off by the skew tolerance.
WindowFault window_fault(const ppbc::ScheduleInstruction& instruction, const ContainerRef& place, Time now,
                         Duration skew);

/// When the sequence that was scheduled for a container ends if nothing interrupts it. Empty when none was scheduled.
std::optional<Time> scheduled_end(const ContainerRef& place);

/// As scheduled_end, of the container before the one of a sequence. Empty for the first container.
std::optional<Time> end_of_previous(const ContainerRef& place);

}  // namespace s2::rules
