// The tables of: messages about the resource that need no control type: details, measurements, forecasts.

#include <s2/model/resource_messages.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<ResourceManagerDetails>() {
  using T = ResourceManagerDetails;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::resource_id>("resource_id", "identity of the resource, unique for the CEM"),
      row<&T::name>("name", "name given by the user"),
      row<&T::roles>("roles", {.items = {1, 3}}, "what the resource does with which commodity"),
      row<&T::manufacturer>("manufacturer", "manufacturer name"),
      row<&T::model>("model", "model name"),
      row<&T::serial_number>("serial_number", "serial number"),
      row<&T::firmware_version>("firmware_version", "firmware version of the device"),
      row<&T::instruction_processing_delay>("instruction_processing_delay", {.unit = Unit::milliseconds},
                                            "average time RM plus device need to process and carry out an instruction"),
      row<&T::available_control_types>("available_control_types", {.items = {1, 5}}, "control types on offer"),
      row<&T::currency>("currency",
                        "currency of every cost field; required by the description as soon as costs are published"),
      row<&T::provides_forecast>("provides_forecast", "whether PowerForecast may be expected"),
      row<&T::provides_power_measurement_types>("provides_power_measurement_types", {.items = {1, 10}},
                                                "every quantity that measurements may carry"),
  };
  static constexpr Type type = describe<T>("ResourceManagerDetails", "identity and abilities of the resource", rows);
  return type;
}

template <>
const Type& type_of<PowerMeasurement>() {
  using T = PowerMeasurement;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::measurement_timestamp>("measurement_timestamp", "when the values were measured"),
      row<&T::values>("values", {.unit = Unit::of_quantity, .items = {1, 10}}, "at most one value per quantity"),
  };
  static constexpr Type type = describe<T>("PowerMeasurement", "measured power values", rows);
  return type;
}

template <>
const Type& type_of<PowerForecast>() {
  using T = PowerForecast;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::start_time>("start_time", "begin of the first element"),
      row<&T::elements>("elements", {.items = {1, 288}}, "consecutive in time, starting at start_time"),
  };
  static constexpr Type type = describe<T>("PowerForecast", "expected power with confidence bands", rows);
  return type;
}

}  // namespace s2
