#pragma once
// PlainDevice: an appliance that does nothing but introduce itself, for tests of what is around it.

#include <s2/devices.hpp>

#include <string>
#include <utility>
#include <vector>

namespace s2::house {

/// Not controllable, silent, and remembers what it was told.
class PlainDevice : public devices::Device {
 public:
  explicit PlainDevice(std::string resource_id) : resource_id_(std::move(resource_id)) {}

  ResourceManagerDetails details() const override {
    ResourceManagerDetails details;
    details.resource_id = Id(resource_id_);
    details.roles = {{RoleType::energy_consumer, Commodity::electricity}};
    details.instruction_processing_delay = Duration(0);
    details.available_control_types = {ControlType::not_controllable};
    details.provides_forecast = false;
    details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
    return details;
  }
  void on(const Event& event, Time) override { events.push_back(event); }
  void step(Time now) override { stepped_to = now; }
  std::vector<Message> take_messages() override { return std::exchange(to_say, {}); }
  devices::Reading reading() const override { return {.power = 100, .fill_level = {}, .activity = "idle"}; }

  std::vector<Event> events;    ///< what it was told
  std::vector<Message> to_say;  ///< what it will say next
  Time stepped_to;              ///< where its physics is

 private:
  std::string resource_id_;
};

/// A measurement as a device of a test says it.
inline Message measurement(double watts, Time now) {
  return PowerMeasurement{
      .message_id = {}, .measurement_timestamp = now, .values = {{CommodityQuantity::electric_power_l1, watts}}};
}

}  // namespace s2::house
