// The tables of the PEBC messages.

#include <s2/model/pebc.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<pebc::PowerConstraints>() {
  using T = pebc::PowerConstraints;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::valid_from>("valid_from", "start of validity"),
      row<&T::valid_until>("valid_until", "end of validity; absent = open end"),
      row<&T::consequence_type>("consequence_type", "what happens to limited energy"),
      row<&T::allowed_limit_ranges>("allowed_limit_ranges", {.items = {2, 100}},
                                    "permitted limit values; at least one for each limit type"),
  };
  static constexpr Type type =
      describe<T>("PEBC.PowerConstraints", "which limits the CEM may set, and what limiting leads to", rows);
  return type;
}

template <>
const Type& type_of<pebc::EnergyConstraint>() {
  using T = pebc::EnergyConstraint;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::valid_from>("valid_from", "start of the window"),
      row<&T::valid_until>("valid_until", "end of the window"),
      row<&T::upper_average_power>("upper_average_power", {.unit = Unit::of_quantity},
                                   "highest average power of the window; times its length = largest energy"),
      row<&T::lower_average_power>("lower_average_power", {.unit = Unit::of_quantity},
                                   "lowest average power of the window; not above upper_average_power"),
      row<&T::commodity_quantity>("commodity_quantity", "quantity (and thereby unit and phase) of the values"),
  };
  static constexpr Type type =
      describe<T>("PEBC.EnergyConstraint", "average power that has to stay possible in a window", rows);
  return type;
}

template <>
const Type& type_of<pebc::Instruction>() {
  using T = pebc::Instruction;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::id>("id", "unique in the RM for the session"),
      row<&T::execution_time>("execution_time", "moment execution shall begin; in the past means as soon as possible"),
      row<&T::abnormal_condition>("abnormal_condition", "true when the CEM acts under an abnormal condition"),
      row<&T::power_constraints_id>("power_constraints_id",
                                    "id of the PowerConstraints the instruction was derived from"),
      row<&T::power_envelopes>("power_envelopes", {.items = {1, 10}}, "at most one per quantity"),
  };
  static constexpr Type type = describe<T>("PEBC.Instruction", "one power envelope per quantity to stay inside", rows);
  return type;
}

}  // namespace s2
