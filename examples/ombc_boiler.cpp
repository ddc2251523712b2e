// A heating rod with three steps (Operation Mode Based Control).
//
//   ombc_boiler [URL of the energy manager]

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <iostream>

using namespace s2;

namespace {

constexpr auto power = CommodityQuantity::electric_power_l1;

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("boiler");
  details.roles = {{RoleType::energy_consumer, Commodity::electricity}};
  details.available_control_types = {ControlType::operation_mode_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

ombc::OperationMode step(std::string_view name, double watts) {
  ombc::OperationMode mode;
  mode.id = Id(name);
  mode.power_ranges = {{watts, watts, power}};
  return mode;
}

Transition move(std::string_view from, std::string_view to) {
  Transition transition;
  transition.id = Id(std::string(from) + "-to-" + std::string(to));
  transition.from = Id(from);
  transition.to = Id(to);
  return transition;
}

ombc::SystemDescription steps() {
  ombc::SystemDescription steps;
  steps.operation_modes = {step("off", 0), step("low", 1000), step("high", 2000)};
  steps.transitions = {move("off", "low"), move("low", "off"), move("low", "high"), move("high", "low")};
  return steps;
}

ombc::Status running(const Id& mode) {
  ombc::Status status;
  status.active_operation_mode_id = mode;
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager boiler(details(), runner.surroundings());
  boiler.describe(steps());
  boiler.status(running(Id("off")));
  boiler.on<ombc::Instruction>([&](const ombc::Instruction& wish, Order order) {
    order.at_begin([&, order, mode = wish.operation_mode_id] {
      std::cout << "boiler: heats with " << *order.power() << " W\n" << std::flush;
      order.started();
      boiler.status(running(mode));
      order.succeeded();
    });
  });
  runner.connect(boiler, argc > 1 ? argv[1] : "ws://127.0.0.1:8765/boiler");
  return runner.run();
}
