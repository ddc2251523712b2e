// A dishwasher that may be started when it suits (Power Profile Based Control).
//
//   ppbc_dishwasher [URL of the energy manager]

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>
#include <s2/transport/system.hpp>

#include <iostream>

using namespace s2;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;

namespace {

constexpr auto power = CommodityQuantity::electric_power_l1;

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("dishwasher");
  details.roles = {{RoleType::energy_consumer, Commodity::electricity}};
  details.available_control_types = {ControlType::power_profile_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

ppbc::PowerSequenceElement element(Duration duration, double watts) {
  PowerForecastValue value;
  value.value_expected = watts;
  value.commodity_quantity = power;
  return {duration, {value}};
}

// Half an hour of heating and an hour of washing, within the next eight hours.
ppbc::PowerProfileDefinition programme(Time now) {
  ppbc::PowerSequence eco;
  eco.id = Id("eco");
  eco.elements = {element(30min, 2000), element(60min, 100)};
  ppbc::PowerProfileDefinition task;
  task.id = Id("dishes");
  task.start_time = now;
  task.end_time = now + 8h;
  task.power_sequence_containers = {{Id("wash"), {eco}}};
  return task;
}

ppbc::PowerProfileStatus washing(ppbc::PowerSequenceStatus status) {
  ppbc::PowerSequenceContainerStatus container;
  container.power_profile_id = Id("dishes");
  container.sequence_container_id = Id("wash");
  container.status = status;
  if (status != ppbc::PowerSequenceStatus::not_scheduled) container.selected_sequence_id = Id("eco");
  if (status == ppbc::PowerSequenceStatus::executing) container.progress = 0ms;
  return {{}, {container}};
}

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager machine(details(), runner.surroundings());
  machine.describe(programme(transport::system_now()));
  machine.status(washing(ppbc::PowerSequenceStatus::not_scheduled));
  machine.on<ppbc::ScheduleInstruction>([&](const ppbc::ScheduleInstruction&, Order order) {
    order.accept();
    machine.status(washing(ppbc::PowerSequenceStatus::scheduled));
    order.at_begin([&, order] {
      std::cout << "dishwasher: begins with " << *order.power() << " W\n" << std::flush;
      order.started();
      machine.status(washing(ppbc::PowerSequenceStatus::executing));
    });
  });
  runner.connect(machine, argc > 1 ? argv[1] : "ws://127.0.0.1:8765/dishwasher");
  return runner.run();
}
