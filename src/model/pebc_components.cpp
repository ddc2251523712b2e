// The tables of the PEBC components.

#include <s2/model/pebc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<pebc::PowerEnvelopeConsequenceType>() {
  static constexpr EnumValue values[] = {
      {"VANISH", "limited energy is lost for good"},
      {"DEFER", "limited energy is caught up later"},
  };
  static constexpr Type type =
      describe("PEBC.PowerEnvelopeConsequenceType", "what becomes of energy that a limit prevents", values,
               pebc::PowerEnvelopeConsequenceType::defer);
  return type;
}

template <>
const Type& type_of<pebc::PowerEnvelopeLimitType>() {
  static constexpr EnumValue values[] = {
      {"UPPER_LIMIT", "range is for upper limits"},
      {"LOWER_LIMIT", "range is for lower limits"},
  };
  static constexpr Type type = describe("PEBC.PowerEnvelopeLimitType", "which of the two limits", values,
                                        pebc::PowerEnvelopeLimitType::lower_limit);
  return type;
}

template <>
const Type& type_of<pebc::AllowedLimitRange>() {
  using T = pebc::AllowedLimitRange;
  static constexpr Field rows[] = {
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
      row<&T::limit_type>("limit_type", "which limit the range is for"),
      row<&T::range_boundary>("range_boundary", {.unit = Unit::of_quantity},
                              "values the CEM may choose; start not above end"),
      row<&T::abnormal_condition_only>("abnormal_condition_only",
                                       "true = may only be used while abnormal_condition is true"),
  };
  static constexpr Type type =
      describe<T>("PEBC.AllowedLimitRange", "values the CEM may choose for one kind of limit", rows);
  return type;
}

template <>
const Type& type_of<pebc::PowerEnvelopeElement>() {
  using T = pebc::PowerEnvelopeElement;
  static constexpr Field rows[] = {
      row<&T::duration>("duration", {.unit = Unit::milliseconds}, "length of this element"),
      row<&T::upper_limit>("upper_limit", {.unit = Unit::of_quantity},
                           "power shall stay at or below; not below lower_limit"),
      row<&T::lower_limit>("lower_limit", {.unit = Unit::of_quantity}, "power shall stay at or above"),
  };
  static constexpr Type type = describe<T>("PEBC.PowerEnvelopeElement", "limits over one span of time", rows);
  return type;
}

template <>
const Type& type_of<pebc::PowerEnvelope>() {
  using T = pebc::PowerEnvelope;
  static constexpr Field rows[] = {
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
      row<&T::power_envelope_elements>("power_envelope_elements", {.items = {1, 288}},
                                       "consecutive in time, starting at execution_time"),
  };
  static constexpr Type type = describe<T>("PEBC.PowerEnvelope", "limits over time for one quantity", rows);
  return type;
}

}  // namespace s2
