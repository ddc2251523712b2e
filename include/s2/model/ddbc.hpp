#pragma once
// Demand Driven Based Control: a demand that the CEM meets by choosing between actuators.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::ddbc {

/// One way an actuator can run. Source: S2 JSON, schemas/DDBC.OperationMode.
struct OperationMode {
  Id id;                                        ///< unique in its actuator
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface
  std::vector<PowerRange>
      power_ranges;          ///< power per quantity; start belongs to factor 0, end to factor 1; one per quantity
  NumberRange supply_range;  ///< supply rate; start belongs to factor 0, end to factor 1, demand-rate unit
  std::optional<NumberRange> running_costs;  ///< cost of being in this mode without energy cost; the range is
                                             ///< uncertainty, not tied to the factor, currency/s
  bool abnormal_condition_only{};            ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const OperationMode&) const = default;
};

/// Something that supplies the demand. Source: S2 JSON, schemas/DDBC.ActuatorDescription.
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

/// Expected demand over one span of time. Source: S2 JSON, schemas/DDBC.AverageDemandRateForecastElement.
struct AverageDemandRateForecastElement {
  Duration duration{};                            ///< length of this element, ms
  std::optional<double> demand_rate_upper_limit;  ///< upper bound of the 100 % band, demand-rate unit
  std::optional<double> demand_rate_upper_95ppr;  ///< upper bound of the 95 % band, demand-rate unit
  std::optional<double> demand_rate_upper_68ppr;  ///< upper bound of the 68 % band, demand-rate unit
  double demand_rate_expected{};                  ///< most likely demand rate, demand-rate unit
  std::optional<double> demand_rate_lower_68ppr;  ///< lower bound of the 68 % band, demand-rate unit
  std::optional<double> demand_rate_lower_95ppr;  ///< lower bound of the 95 % band, demand-rate unit
  std::optional<double> demand_rate_lower_limit;  ///< lower bound of the 100 % band, demand-rate unit

  /// Member by member.
  bool operator==(const AverageDemandRateForecastElement&) const = default;
};

/// Actuators that together satisfy a demand. Sent by the RM. Source: S2 JSON, messages/DDBC.SystemDescription.
struct SystemDescription {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Time valid_from;                             ///< start of validity; now or past means at once, future means scheduled
  std::vector<ActuatorDescription> actuators;  ///< all actuators
  bool provides_average_demand_rate_forecast{};    ///< whether a demand forecast may be expected
  std::optional<NumberRange> present_demand_rate;  ///< present demand; replaced by DDBC.PresentDemandStatus in v1.0.0,
                                                   ///< demand-rate unit (only in 0.0.2-beta)

  /// Member by member.
  bool operator==(const SystemDescription&) const = default;
};

/// Present demand rate. Sent by the RM. Source: S2 JSON, messages/DDBC.PresentDemandStatus.
struct PresentDemandStatus {
  Id message_id;                    ///< identifies this message; echoed by the answering ReceptionStatus
  NumberRange present_demand_rate;  ///< demand that has to be met now, as a range, demand-rate unit

  /// Member by member.
  bool operator==(const PresentDemandStatus&) const = default;
};

/// Active operation mode and factor of one actuator. Sent by the RM. Source: S2 JSON, messages/DDBC.ActuatorStatus.
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

/// When a timer of one actuator finishes. Sent by the RM. Source: S2 JSON, messages/DDBC.TimerStatus.
struct TimerStatus {
  Id message_id;     ///< identifies this message; echoed by the answering ReceptionStatus
  Id timer_id;       ///< timer concerned; declared in the system description
  Id actuator_id;    ///< actuator concerned; declared in the system description
  Time finished_at;  ///< when the timer finishes; future = still running, past = finished or never started

  /// Member by member.
  bool operator==(const TimerStatus&) const = default;
};

/// Expected average demand. Sent by the RM. Source: S2 JSON, messages/DDBC.AverageDemandRateForecast.
struct AverageDemandRateForecast {
  Id message_id;    ///< identifies this message; echoed by the answering ReceptionStatus
  Time start_time;  ///< begin of the first element
  std::vector<AverageDemandRateForecastElement> elements;  ///< consecutive in time, starting at start_time

  /// Member by member.
  bool operator==(const AverageDemandRateForecast&) const = default;
};

/// Put one actuator into an operation mode with a factor. Sent by the CEM. Source: S2 JSON, messages/DDBC.Instruction.
struct Instruction {
  Id message_id;                   ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                           ///< instruction id, unique in the RM for the session
  Time execution_time;             ///< moment execution shall begin; in the past means as soon as possible
  bool abnormal_condition{};       ///< true when the CEM acts under an abnormal condition
  Id actuator_id;                  ///< actuator concerned; declared in the system description
  Id operation_mode_id;            ///< mode to activate
  double operation_mode_factor{};  ///< position inside the ranges of the mode, 0 to 1

  /// Member by member.
  bool operator==(const Instruction&) const = default;
};

}  // namespace s2::ddbc

namespace s2 {

template <>
const Type& type_of<ddbc::OperationMode>();
template <>
const Type& type_of<ddbc::ActuatorDescription>();
template <>
const Type& type_of<ddbc::AverageDemandRateForecastElement>();
template <>
const Type& type_of<ddbc::SystemDescription>();
template <>
const Type& type_of<ddbc::PresentDemandStatus>();
template <>
const Type& type_of<ddbc::ActuatorStatus>();
template <>
const Type& type_of<ddbc::TimerStatus>();
template <>
const Type& type_of<ddbc::AverageDemandRateForecast>();
template <>
const Type& type_of<ddbc::Instruction>();

}  // namespace s2
