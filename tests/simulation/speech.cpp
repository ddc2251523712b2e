// What is said under every control type, and who says the rest.

#include "speech.hpp"

namespace s2::tests {
namespace {

constexpr auto l1 = CommodityQuantity::electric_power_l1;

Message measurement(Speaker& speaker) {
  const double watts = static_cast<double>(speaker.chance.below(1000));
  return PowerMeasurement{.message_id = {}, .measurement_timestamp = speaker.now, .values = {{l1, watts}}};
}

Message forecast(Speaker& speaker) {
  PowerForecast message{.message_id = {}, .start_time = speaker.soon(), .elements = {}};
  PowerForecastValue value;
  value.value_expected = static_cast<double>(speaker.chance.below(1000));
  value.commodity_quantity = l1;
  message.elements = {{std::chrono::hours(1), {value}}, {std::chrono::hours(2), {value}}};
  return message;
}

}  // namespace

std::optional<Message> device_says(Speaker& speaker) {
  if (speaker.chance.one_in(5)) return measurement(speaker);
  if (speaker.chance.one_in(12)) return forecast(speaker);
  switch (speaker.registry.standing.active) {
    case ControlType::operation_mode_based_control:
      return ombc_device_says(speaker);
    case ControlType::fill_rate_based_control:
      return frbc_device_says(speaker);
    case ControlType::demand_driven_based_control:
      return ddbc_device_says(speaker);
    case ControlType::power_envelope_based_control:
      return pebc_device_says(speaker);
    case ControlType::power_profile_based_control:
      return ppbc_device_says(speaker);
    case ControlType::not_controllable:
    case ControlType::no_selection:
      break;
  }
  return std::nullopt;
}

std::optional<Message> manager_says(Speaker& speaker) {
  const auto& open = speaker.registry.instructions.open();
  if (!open.empty() && speaker.chance.one_in(6)) {
    const OpenInstruction& one = speaker.chance.of(open);
    return revocation(kind_of(one.message), one.id);
  }
  switch (speaker.registry.standing.active) {
    case ControlType::operation_mode_based_control:
      return ombc_manager_says(speaker);
    case ControlType::fill_rate_based_control:
      return frbc_manager_says(speaker);
    case ControlType::demand_driven_based_control:
      return ddbc_manager_says(speaker);
    case ControlType::power_envelope_based_control:
      return pebc_manager_says(speaker);
    case ControlType::power_profile_based_control:
      return ppbc_manager_says(speaker);
    case ControlType::not_controllable:
    case ControlType::no_selection:
      break;
  }
  return std::nullopt;
}

Message revocation(Kind kind, const Id& object_id) {
  RevokeObject message{.message_id = {}, .object_type = {}, .object_id = object_id};
  for (int i = 0; i <= static_cast<int>(RevokableObjects::ddbc_instruction); ++i) {
    const auto object = static_cast<RevokableObjects>(i);
    if (name_of(object) == message_type_of(kind).name()) message.object_type = object;
  }
  return message;
}

ResourceManagerDetails versatile_resource() {
  ResourceManagerDetails details;
  details.resource_id = Id("resource-1");
  details.roles = {Role{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {
      ControlType::power_envelope_based_control, ControlType::power_profile_based_control,
      ControlType::operation_mode_based_control, ControlType::fill_rate_based_control,
      ControlType::demand_driven_based_control,  ControlType::not_controllable};
  details.provides_forecast = true;
  details.provides_power_measurement_types = {l1};
  return details;
}

}  // namespace s2::tests
