#pragma once
// Two real engines and the wire between them.

#include <s2/session.hpp>

#include <memory>
#include <string>

namespace s2::tests {

/// Fresh ids with a prefix: cem-1, cem-2, …
inline IdSource numbered_ids(std::string prefix) {
  return [prefix, made = 0]() mutable { return Id(prefix + std::to_string(++made)); };
}

/// A resource that offers FRBC, PEBC and NOT_CONTROLABLE.
inline ResourceManagerDetails resource() {
  ResourceManagerDetails details;
  details.resource_id = Id("resource-1");
  details.roles = {Role{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control, ControlType::power_envelope_based_control,
                                     ControlType::not_controllable};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

/// A fill level of the resource.
inline frbc::StorageStatus fill_level(double level) { return {.message_id = {}, .present_fill_level = level}; }

/// An instruction with this id.
inline frbc::Instruction instruction(const Id& id) {
  return {.message_id = {},
          .id = id,
          .actuator_id = Id("actuator-1"),
          .operation_mode = Id("mode-1"),
          .operation_mode_factor = 0.5,
          .execution_time = {},
          .abnormal_condition = false};
}

/// What the resource can do: one actuator with one mode, to be steered by instruction().
inline frbc::SystemDescription description(Time valid_from = {}) {
  frbc::SystemDescription description;
  description.valid_from = valid_from;
  description.storage.fill_level_range = {0, 100};
  frbc::ActuatorDescription actuator;
  actuator.id = Id("actuator-1");
  actuator.supported_commodities = {Commodity::electricity};
  actuator.operation_modes = {{.id = Id("mode-1"),
                               .diagnostic_label = {},
                               .elements = {{.fill_level_range = {0, 100},
                                             .fill_rate = {0, 0.01},
                                             .power_ranges = {{0, 1000, CommodityQuantity::electric_power_l1}},
                                             .running_costs = {}}},
                               .abnormal_condition_only = false}};
  description.actuators = {actuator};
  return description;
}

/// The session is connected and the control type active, with nothing left to send or to tell.
inline void quiet(Session& session) {
  while (session.next_frame()) {
  }
  while (session.next_event()) {
  }
}

/// An RM with FRBC active; the peer is whoever holds it.
inline RmSession controlled_rm(SessionOptions options = {}) {
  options.start = Start::connected;
  RmSession rm(options, resource(), numbered_ids("rm-"), Time{});
  rm.receive(R"({"message_type":"ReceptionStatus","subject_message_id":"rm-1","status":"OK"})", Time{});
  rm.receive(R"({"message_type":"SelectControlType","message_id":"p-1","control_type":"FILL_RATE_BASED_CONTROL"})",
             Time{});
  auto published = description();
  published.message_id = Id("d-1");
  (void)rm.send(std::move(published), Time{});
  rm.receive(R"({"message_type":"ReceptionStatus","subject_message_id":"d-1","status":"OK"})", Time{});
  quiet(rm);
  return rm;
}

}  // namespace s2::tests
