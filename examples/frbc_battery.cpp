// A home battery (Fill Rate Based Control).
//
//   frbc_battery [URL of the energy manager]

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <iostream>

using namespace s2;
using std::chrono_literals::operator""min;

namespace {

constexpr auto power = CommodityQuantity::electric_power_l1;

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("battery");
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

// One mode from -5 kW (factor 0) to 5 kW (factor 1); 10 kWh between 0 and 100 %, so 5 kW are 50 % in an hour.
frbc::SystemDescription description() {
  frbc::OperationModeElement element;
  element.fill_level_range = {0, 100};
  element.fill_rate = {-50.0 / 3600, 50.0 / 3600};
  element.power_ranges = {{-5000, 5000, power}};
  frbc::OperationMode mode;
  mode.id = Id("run");
  mode.elements = {element};
  frbc::ActuatorDescription inverter;
  inverter.id = Id("inverter");
  inverter.supported_commodities = {Commodity::electricity};
  inverter.operation_modes = {mode};
  frbc::SystemDescription description;
  description.actuators = {inverter};
  description.storage.fill_level_label = "%";
  description.storage.fill_level_range = {10, 95};
  return description;
}

frbc::StorageStatus level(double percent) { return {{}, percent}; }
frbc::ActuatorStatus running(double factor) { return {{}, Id("inverter"), Id("run"), factor, {}, {}}; }

frbc::Instruction rest() { return {{}, Id("rest"), Id("inverter"), Id("run"), 0.5, {}, false}; }

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager battery(details(), runner.surroundings());
  battery.describe(description());
  battery.status(level(52));
  battery.status(running(0.5));
  battery.fail_safe(FailSafe{.after = 15min, .behaviour = {rest()}});
  battery.on<frbc::Instruction>([&](const frbc::Instruction& wish, Order order) {
    order.at_begin([&, order, factor = wish.operation_mode_factor] {
      std::cout << "battery: runs at " << *order.power() << " W\n" << std::flush;
      order.started();
      battery.status(running(factor));
      order.succeeded();
    });
  });
  runner.connect(battery, argc > 1 ? argv[1] : "ws://127.0.0.1:8765/battery");
  return runner.run();
}
