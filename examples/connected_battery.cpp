// A home battery that pairs with an energy manager by a code (S2 Connect), and later finds it by itself.
//
//   connected_battery FILE OF ITS PAIRINGS [URL and CODE of an energy manager, to pair with]

#include <s2/host.hpp>
#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>
#include <s2/store.hpp>

#include <iostream>

using namespace s2;

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

// One mode from -5 kW (factor 0) to 5 kW (factor 1) of 10 kWh.
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

// Whoever was not understood, refused or unpaired is told here.
struct Say {
  void operator()(const connect::Paired&) const { std::cout << "battery: paired\n" << std::flush; }
  void operator()(const connect::PairingFailed& event) const {
    std::cout << "battery: " << connect::finding_of(event.why, event.detail).text << '\n' << std::flush;
  }
  template <class Other>
  void operator()(const Other&) const {}
};

int fail(const Finding& why) {
  std::cout << why.text << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager battery(details(), runner.surroundings({.start = Start::connected}));
  battery.describe(description());
  battery.status(frbc::StorageStatus{{}, 52});
  battery.on<frbc::Instruction>([&](const frbc::Instruction& wish, Order order) {
    order.at_begin([&, order, factor = wish.operation_mode_factor] {
      std::cout << "battery: runs at " << *order.power() << " W\n" << std::flush;
      order.started();
      battery.status(frbc::ActuatorStatus{{}, Id("inverter"), Id("run"), factor, {}, {}});
      order.succeeded();
    });
  });

  auto store = store::open_file(argc > 1 ? argv[1] : "battery.db");
  if (!store) return fail(store.error());
  const auto id = host::node_id(**store, "battery");
  if (!id) return fail(id.error());
  host::HostSettings settings;
  settings.description = {.name = "Battery", .logo_url = {}, .deployment = connect::Deployment::lan};
  host::HostHandler handler;
  handler.on_session = [&](host::SessionOpened session) {
    runner.adopt(battery, std::move(session.connection), session.peer.id.text());
  };
  auto host = host::EndpointHost::open(runner.loop(), **store, std::move(settings), std::move(handler));
  if (!host) return fail(host.error());
  const connect::NodeDescription node{
      .id = *id, .brand = "Example", .type = "Battery", .model_name = "B 10", .role = connect::Role::rm};
  if (const auto added = (*host)->add_node({.description = node}); !added) return fail(added.error());
  if (argc > 3) {
    const auto url = connect::BaseUrl::parse(argv[2]);
    if (!url) return fail(url.error());
    const auto begun = (*host)->pair({.node = node.id, .url = *url, .code = argv[3]},
                                     [](const connect::PairingEvent& event) { std::visit(Say{}, event); });
    if (!begun) return fail(begun.error());
  }
  return runner.run();
}
