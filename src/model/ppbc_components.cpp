// The tables of the PPBC components.

#include <s2/model/ppbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ppbc::PowerSequenceStatus>() {
  static constexpr EnumValue values[] = {
      {"NOT_SCHEDULED", "no sequence of the container is scheduled"},
      {"SCHEDULED", "chosen sequence starts later"},
      {"EXECUTING", "chosen sequence is running"},
      {"INTERRUPTED", "running but paused, will continue"},
      {"FINISHED", "ended successfully (terminal)"},
      {"ABORTED", "stopped by the device, will not continue (terminal)"},
  };
  static constexpr Type type =
      describe("PPBC.PowerSequenceStatus", "how far a sequence has come", values, ppbc::PowerSequenceStatus::aborted);
  return type;
}

template <>
const Type& type_of<ppbc::PowerSequenceElement>() {
  using T = ppbc::PowerSequenceElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::power_values>("power_values", {.unit = Unit::of_quantity, .items = {1, 10}}, "one value per quantity"),
  };
  static constexpr Type type = describe<T>("PPBC.PowerSequenceElement", "power over one span of a sequence", rows);
  return type;
}

template <>
const Type& type_of<ppbc::PowerSequence>() {
  using T = ppbc::PowerSequence;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in its container"),
      row<&T::elements>("elements", {.items = {1, 288}}, "consecutive in time"),
      row<&T::is_interruptible>("is_interruptible", "whether the sequence can be paused"),
      row<&T::max_pause_before>("max_pause_before", {.unit = Unit::milliseconds},
                                "longest gap after the end of the previous sequence; absent = no limit stated"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type = describe<T>("PPBC.PowerSequence", "one way to carry out a step", rows);
  return type;
}

template <>
const Type& type_of<ppbc::PowerSequenceContainer>() {
  using T = ppbc::PowerSequenceContainer;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in its profile"),
      row<&T::power_sequences>("power_sequences", {.items = {1, 288}}, "alternatives, one of which is chosen"),
  };
  static constexpr Type type =
      describe<T>("PPBC.PowerSequenceContainer", "one step of a task with its alternatives", rows);
  return type;
}

template <>
const Type& type_of<ppbc::PowerSequenceContainerStatus>() {
  using T = ppbc::PowerSequenceContainerStatus;
  static constexpr Field rows[] = {
      row<&T::power_profile_id>("power_profile_id", "PPBC.PowerProfileDefinition concerned"),
      row<&T::sequence_container_id>("sequence_container_id", "container concerned, inside that profile"),
      row<&T::selected_sequence_id>("selected_sequence_id", "chosen sequence; absent = none chosen yet"),
      row<&T::progress>("progress", {.unit = Unit::milliseconds},
                        "time since the chosen sequence started; required once started"),
      row<&T::status>("status", "status of the chosen sequence"),
  };
  static constexpr Type type = describe<T>("PPBC.PowerSequenceContainerStatus", "progress of one step of a task", rows);
  return type;
}

}  // namespace s2
