#pragma once
// Messages about the resource that need no control type: details, measurements, forecasts.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2 {

/// Identity and abilities of the resource. Sent by the RM. Source: S2 JSON, messages/ResourceManagerDetails.
struct ResourceManagerDetails {
  Id message_id;                                ///< identifies this message; echoed by the answering ReceptionStatus
  Id resource_id;                               ///< identity of the resource, unique for the CEM
  std::optional<std::string> name;              ///< name given by the user
  std::vector<Role> roles;                      ///< what the resource does with which commodity
  std::optional<std::string> manufacturer;      ///< manufacturer name
  std::optional<std::string> model;             ///< model name
  std::optional<std::string> serial_number;     ///< serial number
  std::optional<std::string> firmware_version;  ///< firmware version of the device
  Duration
      instruction_processing_delay{};  ///< average time RM plus device need to process and carry out an instruction, ms
  std::vector<ControlType> available_control_types;  ///< control types on offer
  std::optional<Currency>
      currency;  ///< currency of every cost field; required by the description as soon as costs are published
  bool provides_forecast{};                                         ///< whether PowerForecast may be expected
  std::vector<CommodityQuantity> provides_power_measurement_types;  ///< every quantity that measurements may carry

  /// Member by member.
  bool operator==(const ResourceManagerDetails&) const = default;
};

/// Measured power values. Sent by the RM. Source: S2 JSON, messages/PowerMeasurement.
struct PowerMeasurement {
  Id message_id;                   ///< identifies this message; echoed by the answering ReceptionStatus
  Time measurement_timestamp;      ///< when the values were measured
  std::vector<PowerValue> values;  ///< at most one value per quantity

  /// Member by member.
  bool operator==(const PowerMeasurement&) const = default;
};

/// Expected power with confidence bands. Sent by the RM. Source: S2 JSON, messages/PowerForecast.
struct PowerForecast {
  Id message_id;                               ///< identifies this message; echoed by the answering ReceptionStatus
  Time start_time;                             ///< begin of the first element
  std::vector<PowerForecastElement> elements;  ///< consecutive in time, starting at start_time

  /// Member by member.
  bool operator==(const PowerForecast&) const = default;
};

}  // namespace s2

namespace s2 {

template <>
const Type& type_of<ResourceManagerDetails>();
template <>
const Type& type_of<PowerMeasurement>();
template <>
const Type& type_of<PowerForecast>();

}  // namespace s2
