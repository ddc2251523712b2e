#pragma once
// Operation Mode Based Control: operating points the CEM can choose without limit in time.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::ombc {

/// One way the device can run. Source: S2 JSON, schemas/OMBC.OperationMode.
struct OperationMode {
  Id id;                                        ///< unique in the RM for the session
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface
  std::vector<PowerRange>
      power_ranges;  ///< power per quantity; start belongs to factor 0, end to factor 1; one per quantity
  std::optional<NumberRange> running_costs;  ///< cost of being in this mode without energy cost; the range is
                                             ///< uncertainty, not tied to the factor, currency/s
  bool abnormal_condition_only{};            ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const OperationMode&) const = default;
};

/// Operation modes, transitions and timers of the device. Sent by the RM. Source: S2 JSON,
/// messages/OMBC.SystemDescription.
struct SystemDescription {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Time valid_from;                             ///< start of validity; now or past means at once, future means scheduled
  std::vector<OperationMode> operation_modes;  ///< operation modes of this scope
  std::vector<Transition> transitions;         ///< moves between the operation modes of this scope
  std::vector<Timer> timers;                   ///< timers used by the transitions of this scope

  /// Member by member.
  bool operator==(const SystemDescription&) const = default;
};

/// Active operation mode and factor. Sent by the RM. Source: S2 JSON, messages/OMBC.Status.
struct Status {
  Id message_id;                                 ///< identifies this message; echoed by the answering ReceptionStatus
  Id active_operation_mode_id;                   ///< operation mode that is active now
  double operation_mode_factor{};                ///< position inside the ranges of the mode, 0 to 1
  std::optional<Id> previous_operation_mode_id;  ///< mode active before; to be given unless the present mode is the
                                                 ///< first one known to the RM
  std::optional<Time> transition_timestamp;      ///< when the move from the previous mode began; same condition as
                                                 ///< previous_operation_mode_id

  /// Member by member.
  bool operator==(const Status&) const = default;
};

/// When a timer finishes. Sent by the RM. Source: S2 JSON, messages/OMBC.TimerStatus.
struct TimerStatus {
  Id message_id;     ///< identifies this message; echoed by the answering ReceptionStatus
  Id timer_id;       ///< timer concerned; declared in the system description
  Time finished_at;  ///< when the timer finishes; future = still running, past = finished or never started

  /// Member by member.
  bool operator==(const TimerStatus&) const = default;
};

/// Go to an operation mode with a factor. Sent by the CEM. Source: S2 JSON, messages/OMBC.Instruction.
struct Instruction {
  Id message_id;                   ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                           ///< instruction id, unique in the RM for the session
  Time execution_time;             ///< moment execution shall begin; in the past means as soon as possible
  Id operation_mode_id;            ///< mode to activate
  double operation_mode_factor{};  ///< position inside the ranges of the mode, 0 to 1
  bool abnormal_condition{};       ///< true when the CEM acts under an abnormal condition

  /// Member by member.
  bool operator==(const Instruction&) const = default;
};

}  // namespace s2::ombc

namespace s2 {

template <>
const Type& type_of<ombc::OperationMode>();
template <>
const Type& type_of<ombc::SystemDescription>();
template <>
const Type& type_of<ombc::Status>();
template <>
const Type& type_of<ombc::TimerStatus>();
template <>
const Type& type_of<ombc::Instruction>();

}  // namespace s2
