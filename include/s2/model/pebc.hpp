#pragma once
// Power Envelope Based Control: the RM follows its own course inside limits set by the CEM.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::pebc {

/// What becomes of energy that a limit prevents. Source: S2 JSON, schemas/PEBC.PowerEnvelopeConsequenceType.
enum class PowerEnvelopeConsequenceType : std::uint8_t {
  vanish,  ///< limited energy is lost for good
  defer,   ///< limited energy is caught up later
};

/// Which of the two limits. Source: S2 JSON, schemas/PEBC.PowerEnvelopeLimitType.
enum class PowerEnvelopeLimitType : std::uint8_t {
  upper_limit,  ///< range is for upper limits
  lower_limit,  ///< range is for lower limits
};

/// Values the CEM may choose for one kind of limit. Source: S2 JSON, schemas/PEBC.AllowedLimitRange.
struct AllowedLimitRange {
  CommodityQuantity commodity_quantity{};  ///< quantity (and thereby unit and phase) of the values
  PowerEnvelopeLimitType limit_type{};     ///< which limit the range is for
  NumberRange range_boundary;  ///< values the CEM may choose; start not above end, in the unit of commodity_quantity
  bool abnormal_condition_only{};  ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const AllowedLimitRange&) const = default;
};

/// Limits over one span of time. Source: S2 JSON, schemas/PEBC.PowerEnvelopeElement.
struct PowerEnvelopeElement {
  Duration duration{};   ///< length of this element, ms
  double upper_limit{};  ///< power shall stay at or below; not below lower_limit, in the unit of commodity_quantity
  double lower_limit{};  ///< power shall stay at or above, in the unit of commodity_quantity

  /// Member by member.
  bool operator==(const PowerEnvelopeElement&) const = default;
};

/// Limits over time for one quantity. Source: S2 JSON, schemas/PEBC.PowerEnvelope.
struct PowerEnvelope {
  Id id;                                                      ///< unique in the RM for the session
  CommodityQuantity commodity_quantity{};                     ///< quantity (and thereby unit and phase) of the values
  std::vector<PowerEnvelopeElement> power_envelope_elements;  ///< consecutive in time, starting at execution_time

  /// Member by member.
  bool operator==(const PowerEnvelope&) const = default;
};

/// Which limits the CEM may set, and what limiting leads to. Sent by the RM. Source: S2 JSON,
/// messages/PEBC.PowerConstraints.
struct PowerConstraints {
  Id message_id;                    ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                            ///< unique in the RM for the session
  Time valid_from;                  ///< start of validity
  std::optional<Time> valid_until;  ///< end of validity; absent = open end
  PowerEnvelopeConsequenceType consequence_type{};      ///< what happens to limited energy
  std::vector<AllowedLimitRange> allowed_limit_ranges;  ///< permitted limit values; at least one for each limit type

  /// Member by member.
  bool operator==(const PowerConstraints&) const = default;
};

/// Average power that has to stay possible in a window. Sent by the RM. Source: S2 JSON,
/// messages/PEBC.EnergyConstraint.
struct EnergyConstraint {
  Id message_id;                 ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                         ///< unique in the RM for the session
  Time valid_from;               ///< start of the window
  Time valid_until;              ///< end of the window
  double upper_average_power{};  ///< highest average power of the window; times its length = largest energy, in the
                                 ///< unit of commodity_quantity
  double lower_average_power{};  ///< lowest average power of the window; not above upper_average_power, in the unit of
                                 ///< commodity_quantity
  CommodityQuantity commodity_quantity{};  ///< quantity (and thereby unit and phase) of the values

  /// Member by member.
  bool operator==(const EnergyConstraint&) const = default;
};

/// One power envelope per quantity to stay inside. Sent by the CEM. Source: S2 JSON, messages/PEBC.Instruction.
struct Instruction {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Id id;                                       ///< unique in the RM for the session
  Time execution_time;                         ///< moment execution shall begin; in the past means as soon as possible
  bool abnormal_condition{};                   ///< true when the CEM acts under an abnormal condition
  Id power_constraints_id;                     ///< id of the PowerConstraints the instruction was derived from
  std::vector<PowerEnvelope> power_envelopes;  ///< at most one per quantity

  /// Member by member.
  bool operator==(const Instruction&) const = default;
};

}  // namespace s2::pebc

namespace s2 {

template <>
const Type& type_of<pebc::PowerEnvelopeConsequenceType>();
template <>
const Type& type_of<pebc::PowerEnvelopeLimitType>();
template <>
const Type& type_of<pebc::AllowedLimitRange>();
template <>
const Type& type_of<pebc::PowerEnvelopeElement>();
template <>
const Type& type_of<pebc::PowerEnvelope>();
template <>
const Type& type_of<pebc::PowerConstraints>();
template <>
const Type& type_of<pebc::EnergyConstraint>();
template <>
const Type& type_of<pebc::Instruction>();

}  // namespace s2
