#pragma once
// Power Profile Based Control: a task of known course, shifted and paused by the CEM.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::ppbc {

/// How far a sequence has come. Source: S2 JSON, schemas/PPBC.PowerSequenceStatus.
enum class PowerSequenceStatus : std::uint8_t {
  not_scheduled,  ///< no sequence of the container is scheduled
  scheduled,      ///< chosen sequence starts later
  executing,      ///< chosen sequence is running
  interrupted,    ///< running but paused, will continue
  finished,       ///< ended successfully (terminal)
  aborted,        ///< stopped by the device, will not continue (terminal)
};

/// Power over one span of a sequence. Source: S2 JSON, schemas/PPBC.PowerSequenceElement.
struct PowerSequenceElement {
  Duration duration{};                           ///< length of this element, ms
  std::vector<PowerForecastValue> power_values;  ///< one value per quantity

  /// Member by member.
  bool operator==(const PowerSequenceElement&) const = default;
};

/// One way to carry out a step. Source: S2 JSON, schemas/PPBC.PowerSequence.
struct PowerSequence {
  Id id;                                       ///< unique in its container
  std::vector<PowerSequenceElement> elements;  ///< consecutive in time
  bool is_interruptible{};                     ///< whether the sequence can be paused
  std::optional<Duration>
      max_pause_before;            ///< longest gap after the end of the previous sequence; absent = no limit stated, ms
  bool abnormal_condition_only{};  ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const PowerSequence&) const = default;
};

/// One step of a task with its alternatives. Source: S2 JSON, schemas/PPBC.PowerSequenceContainer.
struct PowerSequenceContainer {
  Id id;                                       ///< unique in its profile
  std::vector<PowerSequence> power_sequences;  ///< alternatives, one of which is chosen

  /// Member by member.
  bool operator==(const PowerSequenceContainer&) const = default;
};

/// Progress of one step of a task. Source: S2 JSON, schemas/PPBC.PowerSequenceContainerStatus.
struct PowerSequenceContainerStatus {
  Id power_profile_id;                     ///< PPBC.PowerProfileDefinition concerned
  Id sequence_container_id;                ///< container concerned, inside that profile
  std::optional<Id> selected_sequence_id;  ///< chosen sequence; absent = none chosen yet
  std::optional<Duration> progress;        ///< time since the chosen sequence started; required once started, ms
  PowerSequenceStatus status{};            ///< status of the chosen sequence

  /// Member by member.
  bool operator==(const PowerSequenceContainerStatus&) const = default;
};

/// A task: ordered containers with alternative power sequences. Sent by the RM. Source: S2 JSON,
/// messages/PPBC.PowerProfileDefinition.
struct PowerProfileDefinition {
  Id message_id;    ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;            ///< unique in the RM for the session
  Time start_time;  ///< earliest start of the first sequence
  Time end_time;    ///< latest end of the last sequence
  std::vector<PowerSequenceContainer> power_sequence_containers;  ///< steps of the task in execution order

  /// Member by member.
  bool operator==(const PowerProfileDefinition&) const = default;
};

/// Progress of the containers. Sent by the RM. Source: S2 JSON, messages/PPBC.PowerProfileStatus.
struct PowerProfileStatus {
  Id message_id;  ///< identifies this message; echoed by the answering ReceptionStatus
  std::vector<PowerSequenceContainerStatus> sequence_container_status;  ///< status of every container of the profile

  /// Member by member.
  bool operator==(const PowerProfileStatus&) const = default;
};

/// Choose a sequence and its start time. Sent by the CEM. Source: S2 JSON, messages/PPBC.ScheduleInstruction.
struct ScheduleInstruction {
  Id message_id;              ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                      ///< instruction id, unique in the RM for the session
  Id power_profile_id;        ///< PPBC.PowerProfileDefinition concerned
  Id sequence_container_id;   ///< container concerned, inside that profile
  Id power_sequence_id;       ///< sequence concerned, inside that container
  Time execution_time;        ///< start of the chosen sequence; in the past means as soon as possible
  bool abnormal_condition{};  ///< true when the CEM acts under an abnormal condition

  /// Member by member.
  bool operator==(const ScheduleInstruction&) const = default;
};

/// Pause a running sequence. Sent by the CEM. Source: S2 JSON, messages/PPBC.StartInterruptionInstruction.
struct StartInterruptionInstruction {
  Id message_id;              ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                      ///< instruction id, unique in the RM for the session
  Id power_profile_id;        ///< PPBC.PowerProfileDefinition concerned
  Id sequence_container_id;   ///< container concerned, inside that profile
  Id power_sequence_id;       ///< sequence concerned, inside that container
  Time execution_time;        ///< begin of the pause; in the past means as soon as possible
  bool abnormal_condition{};  ///< true when the CEM acts under an abnormal condition

  /// Member by member.
  bool operator==(const StartInterruptionInstruction&) const = default;
};

/// Continue a paused sequence. Sent by the CEM. Source: S2 JSON, messages/PPBC.EndInterruptionInstruction.
struct EndInterruptionInstruction {
  Id message_id;              ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                      ///< instruction id, unique in the RM for the session
  Id power_profile_id;        ///< PPBC.PowerProfileDefinition concerned
  Id sequence_container_id;   ///< container concerned, inside that profile
  Id power_sequence_id;       ///< sequence concerned, inside that container
  Time execution_time;        ///< end of the pause; in the past means as soon as possible
  bool abnormal_condition{};  ///< true when the CEM acts under an abnormal condition

  /// Member by member.
  bool operator==(const EndInterruptionInstruction&) const = default;
};

}  // namespace s2::ppbc

namespace s2 {

template <>
const Type& type_of<ppbc::PowerSequenceStatus>();
template <>
const Type& type_of<ppbc::PowerSequenceElement>();
template <>
const Type& type_of<ppbc::PowerSequence>();
template <>
const Type& type_of<ppbc::PowerSequenceContainer>();
template <>
const Type& type_of<ppbc::PowerSequenceContainerStatus>();
template <>
const Type& type_of<ppbc::PowerProfileDefinition>();
template <>
const Type& type_of<ppbc::PowerProfileStatus>();
template <>
const Type& type_of<ppbc::ScheduleInstruction>();
template <>
const Type& type_of<ppbc::StartInterruptionInstruction>();
template <>
const Type& type_of<ppbc::EndInterruptionInstruction>();

}  // namespace s2
