#pragma once
// Quantities, ranges, timers and transitions: what several control types share.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2 {

/// A kind of energy carrier. Source: S2 JSON, schemas/Commodity.
enum class Commodity : std::uint8_t {
  gas,          ///< natural gas
  heat,         ///< heat
  electricity,  ///< electricity
  oil,          ///< heating oil
};

/// What a number measures, and thereby its unit and phase. Source: S2 JSON, schemas/CommodityQuantity.
enum class CommodityQuantity : std::uint8_t {
  electric_power_l1,                 ///< W on phase 1; a single-phase device uses L1
  electric_power_l2,                 ///< W on phase 2; three-phase devices only
  electric_power_l3,                 ///< W on phase 3; three-phase devices only
  electric_power_3_phase_symmetric,  ///< W, total of three equally loaded phases; three-phase devices only
  natural_gas_flow_rate,             ///< litres per second
  hydrogen_flow_rate,                ///< grams per second
  heat_temperature,                  ///< degrees Celsius
  heat_flow_rate,                    ///< litres per second of the heat carrier
  heat_thermal_power,                ///< W thermal
  oil_flow_rate,                     ///< litres per hour
};

/// A way in which a CEM can influence a resource. Source: S2 JSON, schemas/ControlType.
enum class ControlType : std::uint8_t {
  power_envelope_based_control,  ///< PEBC
  power_profile_based_control,   ///< PPBC
  operation_mode_based_control,  ///< OMBC
  fill_rate_based_control,       ///< FRBC
  demand_driven_based_control,   ///< DDBC
  not_controllable,              ///< no control possible, measurements and forecasts only
  no_selection,                  ///< no control type selected; used to deactivate
};

/// A currency code (the list of the standard is incomplete). Source: S2 JSON, schemas/Currency.
enum class Currency : std::uint8_t {
  aed,
  ang,
  aud,
  che,
  chf,
  chw,
  eur,
  gbp,
  lbp,
  lkr,
  lrd,
  lsl,
  lyd,
  mad,
  mdl,
  mga,
  mkd,
  mmk,
  mnt,
  mop,
  mro,
  mur,
  mvr,
  mwk,
  mxn,
  mxv,
  myr,
  mzn,
  nad,
  ngn,
  nio,
  nok,
  npr,
  nzd,
  omr,
  pab,
  pen,
  pgk,
  php,
  pkr,
  pln,
  pyg,
  qar,
  ron,
  rsd,
  rub,
  rwf,
  sar,
  sbd,
  scr,
  sdg,
  sek,
  sgd,
  shp,
  sll,
  sos,
  srd,
  ssp,
  std_,
  syp,
  szl,
  thb,
  tjs,
  tmt,
  tnd,
  top,
  try_,
  ttd,
  twd,
  tzs,
  uah,
  ugx,
  usd,
  usn,
  uyi,
  uyu,
  uzs,
  vef,
  vnd,
  vuv,
  wst,
  xag,
  xau,
  xba,
  xbb,
  xbc,
  xbd,
  xcd,
  xof,
  xpd,
  xpf,
  xpt,
  xsu,
  xts,
  xua,
  xxx,
  yer,
  zar,
  zmw,
  zwl,
};

/// What a resource does. Source: S2 JSON, schemas/RoleType.
enum class RoleType : std::uint8_t {
  energy_producer,  ///< produces
  energy_consumer,  ///< consumes
  energy_storage,   ///< stores (both directions)
};

/// Two numbers, ordered or not as the place says. Source: S2 JSON, schemas/NumberRange.
struct NumberRange {
  double start_of_range{};  ///< value at the start (factor 0 where a factor applies)
  double end_of_range{};    ///< value at the end (factor 1 where a factor applies)

  /// Member by member.
  bool operator==(const NumberRange&) const = default;
};

/// Power between factor 0 and factor 1. Source: S2 JSON, schemas/PowerRange.
struct PowerRange {
  double start_of_range{};                 ///< power at factor 0, in the unit of commodity_quantity
  double end_of_range{};                   ///< power at factor 1, in the unit of commodity_quantity
  CommodityQuantity commodity_quantity{};  ///< quantity (and thereby unit and phase) of the values

  /// Member by member.
  bool operator==(const PowerRange&) const = default;
};

/// One measured value. Source: S2 JSON, schemas/PowerValue.
struct PowerValue {
  CommodityQuantity commodity_quantity{};  ///< quantity (and thereby unit and phase) of the values
  double value{};  ///< positive = consumption, negative = production, in the unit of commodity_quantity

  /// Member by member.
  bool operator==(const PowerValue&) const = default;
};

/// Expected power of one quantity with confidence bands. Source: S2 JSON, schemas/PowerForecastValue.
struct PowerForecastValue {
  std::optional<double> value_upper_limit;  ///< upper bound of the 100 % band, in the unit of commodity_quantity
  std::optional<double> value_upper_95ppr;  ///< upper bound of the 95 % band, in the unit of commodity_quantity
  std::optional<double> value_upper_68ppr;  ///< upper bound of the 68 % band, in the unit of commodity_quantity
  double value_expected{};                  ///< most likely power, in the unit of commodity_quantity
  std::optional<double> value_lower_68ppr;  ///< lower bound of the 68 % band, in the unit of commodity_quantity
  std::optional<double> value_lower_95ppr;  ///< lower bound of the 95 % band, in the unit of commodity_quantity
  std::optional<double> value_lower_limit;  ///< lower bound of the 100 % band, in the unit of commodity_quantity
  CommodityQuantity commodity_quantity{};   ///< quantity (and thereby unit and phase) of the values

  /// Member by member.
  bool operator==(const PowerForecastValue&) const = default;
};

/// Expected power over one span of time. Source: S2 JSON, schemas/PowerForecastElement.
struct PowerForecastElement {
  Duration duration{};                           ///< length of this element, ms
  std::vector<PowerForecastValue> power_values;  ///< one value per quantity

  /// Member by member.
  bool operator==(const PowerForecastElement&) const = default;
};

/// What a resource does with one commodity. Source: S2 JSON, schemas/Role.
struct Role {
  RoleType role{};        ///< what the resource does
  Commodity commodity{};  ///< with which commodity

  /// Member by member.
  bool operator==(const Role&) const = default;
};

/// A span that transitions start and that blocks transitions while it runs. Source: S2 JSON, schemas/Timer.
struct Timer {
  Id id;                                        ///< unique in its OMBC.SystemDescription / FRBC or DDBC actuator
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface
  Duration duration{};                          ///< running time after a (re)start, ms

  /// Member by member.
  bool operator==(const Timer&) const = default;
};

/// A move between two operation modes. Source: S2 JSON, schemas/Transition.
struct Transition {
  Id id;                                   ///< unique in its OMBC.SystemDescription / FRBC or DDBC actuator
  Id from;                                 ///< mode the move starts in
  Id to;                                   ///< mode the move ends in
  std::vector<Id> start_timers;            ///< timers (re)started when the move begins
  std::vector<Id> blocking_timers;         ///< the move cannot begin while any of these runs
  std::optional<double> transition_costs;  ///< cost of one move, currency
  std::optional<Duration>
      transition_duration;  ///< time until the device behaves like the to mode; absent = negligible (treat as 0), ms
  bool abnormal_condition_only{};  ///< true = may only be used while abnormal_condition is true

  /// Member by member.
  bool operator==(const Transition&) const = default;
};

}  // namespace s2

namespace s2 {

template <>
const Type& type_of<Commodity>();
template <>
const Type& type_of<CommodityQuantity>();
template <>
const Type& type_of<ControlType>();
template <>
const Type& type_of<Currency>();
template <>
const Type& type_of<RoleType>();
template <>
const Type& type_of<NumberRange>();
template <>
const Type& type_of<PowerRange>();
template <>
const Type& type_of<PowerValue>();
template <>
const Type& type_of<PowerForecastValue>();
template <>
const Type& type_of<PowerForecastElement>();
template <>
const Type& type_of<Role>();
template <>
const Type& type_of<Timer>();
template <>
const Type& type_of<Transition>();

/// The unit a quantity is measured in, e.g. "W" or "l/h". Source: S2 JSON, schemas/CommodityQuantity.
std::string_view unit_of(CommodityQuantity quantity);

/// Whether a quantity is electric power in W; others are flow rates, heat and temperatures.
bool is_electric_power(CommodityQuantity quantity);

/// The commodity a quantity belongs to; none exists for hydrogen.
std::optional<Commodity> commodity_of(CommodityQuantity quantity);

}  // namespace s2
