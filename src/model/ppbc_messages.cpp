// The tables of the PPBC messages.

#include <s2/model/ppbc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ppbc::PowerProfileDefinition>() {
  using T = ppbc::PowerProfileDefinition;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::start_time>("start_time", "earliest start of the first sequence"),
      row<&T::end_time>("end_time", "latest end of the last sequence"),
      row<&T::power_sequence_containers>("power_sequences_containers", {.items = {1, 1000}},
                                         "steps of the task in execution order"),
  };
  static constexpr Type type =
      describe<T>("PPBC.PowerProfileDefinition", "a task: ordered containers with alternative power sequences", rows);
  return type;
}

template <>
const Type& type_of<ppbc::PowerProfileStatus>() {
  using T = ppbc::PowerProfileStatus;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::sequence_container_status>("sequence_container_status", {.items = {1, 1000}},
                                         "status of every container of the profile"),
  };
  static constexpr Type type = describe<T>("PPBC.PowerProfileStatus", "progress of the containers", rows);
  return type;
}

template <>
const Type& type_of<ppbc::ScheduleInstruction>() {
  using T = ppbc::ScheduleInstruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::power_profile_id>("power_profile_id", "PPBC.PowerProfileDefinition concerned"),
      row<&T::sequence_container_id>("sequence_container_id", "container concerned, inside that profile"),
      row<&T::power_sequence_id>("power_sequence_id", "sequence concerned, inside that container"),
      row<&T::execution_time>("execution_time", "start of the chosen sequence; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
  };
  static constexpr Type type = describe<T>("PPBC.ScheduleInstruction", "choose a sequence and its start time", rows);
  return type;
}

template <>
const Type& type_of<ppbc::StartInterruptionInstruction>() {
  using T = ppbc::StartInterruptionInstruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::power_profile_id>("power_profile_id", "PPBC.PowerProfileDefinition concerned"),
      row<&T::sequence_container_id>("sequence_container_id", "container concerned, inside that profile"),
      row<&T::power_sequence_id>("power_sequence_id", "sequence concerned, inside that container"),
      row<&T::execution_time>("execution_time", "begin of the pause; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
  };
  static constexpr Type type = describe<T>("PPBC.StartInterruptionInstruction", "pause a running sequence", rows);
  return type;
}

template <>
const Type& type_of<ppbc::EndInterruptionInstruction>() {
  using T = ppbc::EndInterruptionInstruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "instruction id, unique in the RM for the session"),
      row<&T::power_profile_id>("power_profile_id", "PPBC.PowerProfileDefinition concerned"),
      row<&T::sequence_container_id>("sequence_container_id", "container concerned, inside that profile"),
      row<&T::power_sequence_id>("power_sequence_id", "sequence concerned, inside that container"),
      row<&T::execution_time>("execution_time", "end of the pause; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
  };
  static constexpr Type type = describe<T>("PPBC.EndInterruptionInstruction", "continue a paused sequence", rows);
  return type;
}

}  // namespace s2
