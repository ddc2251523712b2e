// A hybrid heat pump: the demand is met with electricity or with gas (Demand Driven Based Control).
//
//   ddbc_heat_pump [URL of the energy manager]

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <iostream>

using namespace s2;

namespace {

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("heat-pump");
  details.roles = {{RoleType::energy_consumer, Commodity::electricity}, {RoleType::energy_consumer, Commodity::gas}};
  details.available_control_types = {ControlType::demand_driven_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

// One actuator that supplies 0 to 8 kW of heat.
ddbc::ActuatorDescription source(std::string_view name, Commodity commodity, PowerRange power) {
  ddbc::OperationMode mode;
  mode.id = Id("heat");
  mode.power_ranges = {power};
  mode.supply_range = {0, 8000};
  ddbc::ActuatorDescription actuator;
  actuator.id = Id(name);
  actuator.supported_commodities = {commodity};
  actuator.operation_modes = {mode};
  return actuator;
}

ddbc::SystemDescription sources() {
  ddbc::SystemDescription sources;
  sources.actuators = {source("compressor", Commodity::electricity, {0, 2500, CommodityQuantity::electric_power_l1}),
                       source("burner", Commodity::gas, {0, 0.25, CommodityQuantity::natural_gas_flow_rate})};
  return sources;
}

ddbc::ActuatorStatus running(const Id& source, double factor) { return {{}, source, Id("heat"), factor, {}, {}}; }
ddbc::PresentDemandStatus demand(double watts) { return {{}, {watts, watts}}; }

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager pump(details(), runner.surroundings());
  pump.describe(sources());
  pump.status(demand(4000));
  for (const auto* source : {"compressor", "burner"}) pump.status(running(Id(source), 0));
  pump.on<ddbc::Instruction>([&](const ddbc::Instruction& wish, Order order) {
    order.at_begin([&, order, wish] {
      std::cout << "heat pump: " << wish.actuator_id.text() << " at " << wish.operation_mode_factor << '\n'
                << std::flush;
      order.started();
      pump.status(running(wish.actuator_id, wish.operation_mode_factor));
      order.succeeded();
    });
  });
  runner.connect(pump, argc > 1 ? argv[1] : "ws://127.0.0.1:8765/heat-pump");
  return runner.run();
}
