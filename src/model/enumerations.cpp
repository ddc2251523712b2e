// The tables of the enumerations that several control types share.

#include <s2/model/common.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<Commodity>() {
  static constexpr EnumValue values[] = {
      {"GAS", "natural gas"},
      {"HEAT", "heat"},
      {"ELECTRICITY", "electricity"},
      {"OIL", "heating oil"},
  };
  static constexpr Type type = describe("Commodity", "a kind of energy carrier", values, Commodity::oil);
  return type;
}

template <>
const Type& type_of<CommodityQuantity>() {
  static constexpr EnumValue values[] = {
      {"ELECTRIC.POWER.L1", "W on phase 1; a single-phase device uses L1"},
      {"ELECTRIC.POWER.L2", "W on phase 2; three-phase devices only"},
      {"ELECTRIC.POWER.L3", "W on phase 3; three-phase devices only"},
      {"ELECTRIC.POWER.3_PHASE_SYMMETRIC", "W, total of three equally loaded phases; three-phase devices only"},
      {"NATURAL_GAS.FLOW_RATE", "litres per second"},
      {"HYDROGEN.FLOW_RATE", "grams per second"},
      {"HEAT.TEMPERATURE", "degrees Celsius"},
      {"HEAT.FLOW_RATE", "litres per second of the heat carrier"},
      {"HEAT.THERMAL_POWER", "W thermal"},
      {"OIL.FLOW_RATE", "litres per hour"},
  };
  static constexpr Type type = describe("CommodityQuantity", "what a number measures, and thereby its unit and phase",
                                        values, CommodityQuantity::oil_flow_rate);
  return type;
}

template <>
const Type& type_of<ControlType>() {
  static constexpr EnumValue values[] = {
      {"POWER_ENVELOPE_BASED_CONTROL", "PEBC"},
      {"POWER_PROFILE_BASED_CONTROL", "PPBC"},
      {"OPERATION_MODE_BASED_CONTROL", "OMBC"},
      {"FILL_RATE_BASED_CONTROL", "FRBC"},
      {"DEMAND_DRIVEN_BASED_CONTROL", "DDBC"},
      {"NOT_CONTROLABLE", "no control possible, measurements and forecasts only"},
      {"NO_SELECTION", "no control type selected; used to deactivate"},
  };
  static constexpr Type type =
      describe("ControlType", "a way in which a CEM can influence a resource", values, ControlType::no_selection);
  return type;
}

template <>
const Type& type_of<RoleType>() {
  static constexpr EnumValue values[] = {
      {"ENERGY_PRODUCER", "produces"},
      {"ENERGY_CONSUMER", "consumes"},
      {"ENERGY_STORAGE", "stores (both directions)"},
  };
  static constexpr Type type = describe("RoleType", "what a resource does", values, RoleType::energy_storage);
  return type;
}

}  // namespace s2
