#pragma once
// Fill Rate Based Control: a storage whose fill level the CEM steers through actuators.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::frbc {

/// Behaviour of a mode in one band of the fill level. Source: S2 JSON, schemas/FRBC.OperationModeElement.
struct OperationModeElement {
  NumberRange fill_level_range;  ///< band of the fill level; start below end, fill-level unit
  NumberRange fill_rate;  ///< change of the fill level; start belongs to factor 0, end to factor 1, fill-level unit/s
  std::vector<PowerRange>
      power_ranges;  ///< power per quantity; start belongs to factor 0, end to factor 1; one per quantity
  std::optional<NumberRange> running_costs;  ///< cost of being in this mode without energy cost; the range is
                                             ///< uncertainty, not tied to the factor, currency/s

  /// Member by member.
  bool operator==(const OperationModeElement&) const = default;
};

/// One way an actuator can run. Source: S2 JSON, schemas/FRBC.OperationMode.
struct OperationMode {
  Id id;                                        ///< unique in its actuator
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface
  std::vector<OperationModeElement> elements;   ///< behaviour by fill level; bands contiguous
  bool abnormal_condition_only{};               ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const OperationMode&) const = default;
};

/// Something that fills or empties the storage. Source: S2 JSON, schemas/FRBC.ActuatorDescription.
struct ActuatorDescription {
  Id id;                                         ///< unique in the RM for the session
  std::optional<std::string> diagnostic_label;   ///< free text for diagnosis only, never for a user interface
  std::vector<Commodity> supported_commodities;  ///< commodities the operation modes use
  std::vector<OperationMode> operation_modes;    ///< operation modes of this scope
  std::vector<Transition> transitions;           ///< moves between the operation modes of this scope
  std::vector<Timer> timers;                     ///< timers used by the transitions of this scope

  /// Member by member.
  bool operator==(const ActuatorDescription&) const = default;
};

/// The storage and what is known of it. Source: S2 JSON, schemas/FRBC.StorageDescription.
struct StorageDescription {
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface
  std::optional<std::string> fill_level_label;  ///< free text naming the fill-level unit
  bool provides_leakage_behaviour{};            ///< whether FRBC.LeakageBehaviour may be expected
  bool provides_fill_level_target_profile{};    ///< whether FRBC.FillLevelTargetProfile may be expected
  bool provides_usage_forecast{};               ///< whether FRBC.UsageForecast may be expected
  NumberRange fill_level_range;  ///< band the CEM shall keep; outside it the RM may ignore instructions unless
                                 ///< abnormal, fill-level unit

  /// Member by member.
  bool operator==(const StorageDescription&) const = default;
};

/// Loss in one band of the fill level. Source: S2 JSON, schemas/FRBC.LeakageBehaviourElement.
struct LeakageBehaviourElement {
  NumberRange fill_level_range;  ///< band of the fill level; start below end, fill-level unit
  double leakage_rate{};         ///< loss; positive lowers the fill level, fill-level unit/s

  /// Member by member.
  bool operator==(const LeakageBehaviourElement&) const = default;
};

/// Expected usage over one span of time. Source: S2 JSON, schemas/FRBC.UsageForecastElement.
struct UsageForecastElement {
  Duration duration{};                           ///< length of this element, ms
  std::optional<double> usage_rate_upper_limit;  ///< upper bound of the 100 % band, fill-level unit/s
  std::optional<double> usage_rate_upper_95ppr;  ///< upper bound of the 95 % band, fill-level unit/s
  std::optional<double> usage_rate_upper_68ppr;  ///< upper bound of the 68 % band, fill-level unit/s
  double usage_rate_expected{};  ///< most likely usage rate (positive lowers the fill level), fill-level unit/s
  std::optional<double> usage_rate_lower_68ppr;  ///< lower bound of the 68 % band, fill-level unit/s
  std::optional<double> usage_rate_lower_95ppr;  ///< lower bound of the 95 % band, fill-level unit/s
  std::optional<double> usage_rate_lower_limit;  ///< lower bound of the 100 % band, fill-level unit/s

  /// Member by member.
  bool operator==(const UsageForecastElement&) const = default;
};

/// Wanted fill level over one span of time. Source: S2 JSON, schemas/FRBC.FillLevelTargetProfileElement.
struct FillLevelTargetProfileElement {
  Duration duration{};           ///< length of this element, ms
  NumberRange fill_level_range;  ///< band to be in while the element is active; start not above end, fill-level unit

  /// Member by member.
  bool operator==(const FillLevelTargetProfileElement&) const = default;
};

/// Actuators plus one storage. Sent by the RM. Source: S2 JSON, messages/FRBC.SystemDescription.
struct SystemDescription {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Time valid_from;                             ///< start of validity; now or past means at once, future means scheduled
  std::vector<ActuatorDescription> actuators;  ///< all actuators
  StorageDescription storage;                  ///< the one storage of the system

  /// Member by member.
  bool operator==(const SystemDescription&) const = default;
};

/// Present fill level. Sent by the RM. Source: S2 JSON, messages/FRBC.StorageStatus.
struct StorageStatus {
  Id message_id;                ///< identifies this message; echoed by the answering ReceptionStatus
  double present_fill_level{};  ///< present fill level, fill-level unit

  /// Member by member.
  bool operator==(const StorageStatus&) const = default;
};

/// Active operation mode and factor of one actuator. Sent by the RM. Source: S2 JSON, messages/FRBC.ActuatorStatus.
struct ActuatorStatus {
  Id message_id;                                 ///< identifies this message; echoed by the answering ReceptionStatus
  Id actuator_id;                                ///< actuator concerned; declared in the system description
  Id active_operation_mode_id;                   ///< operation mode that is active now
  double operation_mode_factor{};                ///< position inside the ranges of the mode, 0 to 1
  std::optional<Id> previous_operation_mode_id;  ///< mode active before; to be given unless the present mode is the
                                                 ///< first one known to the RM
  std::optional<Time> transition_timestamp;      ///< when the move from the previous mode began; same condition as
                                                 ///< previous_operation_mode_id

  /// Member by member.
  bool operator==(const ActuatorStatus&) const = default;
};

/// When a timer of one actuator finishes. Sent by the RM. Source: S2 JSON, messages/FRBC.TimerStatus.
struct TimerStatus {
  Id message_id;     ///< identifies this message; echoed by the answering ReceptionStatus
  Id timer_id;       ///< timer concerned; declared in the system description
  Id actuator_id;    ///< actuator concerned; declared in the system description
  Time finished_at;  ///< when the timer finishes; future = still running, past = finished or never started

  /// Member by member.
  bool operator==(const TimerStatus&) const = default;
};

/// Loss rate by fill level. Sent by the RM. Source: S2 JSON, messages/FRBC.LeakageBehaviour.
struct LeakageBehaviour {
  Id message_id;    ///< identifies this message; echoed by the answering ReceptionStatus
  Time valid_from;  ///< start of validity; now or past means at once, future means scheduled
  std::vector<LeakageBehaviourElement> elements;  ///< loss rate per band of the fill level; bands contiguous

  /// Member by member.
  bool operator==(const LeakageBehaviour&) const = default;
};

/// Expected usage of the stored energy. Sent by the RM. Source: S2 JSON, messages/FRBC.UsageForecast.
struct UsageForecast {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Time start_time;                             ///< begin of the first element
  std::vector<UsageForecastElement> elements;  ///< consecutive in time, starting at start_time

  /// Member by member.
  bool operator==(const UsageForecast&) const = default;
};

/// Fill levels to reach over time. Sent by the RM. Source: S2 JSON, messages/FRBC.FillLevelTargetProfile.
struct FillLevelTargetProfile {
  Id message_id;    ///< identifies this message; echoed by the answering ReceptionStatus
  Time start_time;  ///< begin of the first element
  std::vector<FillLevelTargetProfileElement> elements;  ///< consecutive in time, starting at start_time

  /// Member by member.
  bool operator==(const FillLevelTargetProfile&) const = default;
};

/// Put one actuator into an operation mode with a factor. Sent by the CEM. Source: S2 JSON, messages/FRBC.Instruction.
struct Instruction {
  Id message_id;                   ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                           ///< instruction id, unique in the RM for the session
  Id actuator_id;                  ///< actuator concerned; declared in the system description
  Id operation_mode;               ///< mode to activate (no _id suffix here)
  double operation_mode_factor{};  ///< position inside the ranges of the mode, 0 to 1
  Time execution_time;             ///< moment execution shall begin; in the past means as soon as possible
  bool abnormal_condition{};       ///< true when the CEM acts under an abnormal condition

  /// Member by member.
  bool operator==(const Instruction&) const = default;
};

}  // namespace s2::frbc

namespace s2 {

template <>
const Type& type_of<frbc::OperationModeElement>();
template <>
const Type& type_of<frbc::OperationMode>();
template <>
const Type& type_of<frbc::ActuatorDescription>();
template <>
const Type& type_of<frbc::StorageDescription>();
template <>
const Type& type_of<frbc::LeakageBehaviourElement>();
template <>
const Type& type_of<frbc::UsageForecastElement>();
template <>
const Type& type_of<frbc::FillLevelTargetProfileElement>();
template <>
const Type& type_of<frbc::SystemDescription>();
template <>
const Type& type_of<frbc::StorageStatus>();
template <>
const Type& type_of<frbc::ActuatorStatus>();
template <>
const Type& type_of<frbc::TimerStatus>();
template <>
const Type& type_of<frbc::LeakageBehaviour>();
template <>
const Type& type_of<frbc::UsageForecast>();
template <>
const Type& type_of<frbc::FillLevelTargetProfile>();
template <>
const Type& type_of<frbc::Instruction>();

}  // namespace s2
