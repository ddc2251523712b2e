// An energy manager that strangers pair with by a code (S2 Connect), and that lets every battery charge.
//
//   connected_cem FILE OF ITS PAIRINGS [how many batteries to steer before it ends; for ever unless told]

#include <s2/energy_manager.hpp>
#include <s2/host.hpp>
#include <s2/runner.hpp>
#include <s2/store.hpp>

#include <cstdlib>
#include <iostream>

using namespace s2;

namespace {

frbc::Instruction charge(const frbc::SystemDescription& can) {
  const auto& actuator = can.actuators.front();
  return {{}, {}, actuator.id, actuator.operation_modes.front().id, 0.8, {}, false};
}

// Its id is stable for ever: made at the first time, kept in the store.
Result<connect::NodeDescription> describe(connect::Store& store) {
  auto id = host::node_id(store, "cem");
  if (!id) return Unexpected{std::move(id).error()};
  return connect::NodeDescription{
      .id = *id, .brand = "Example", .type = "Energy manager", .model_name = "EMS 1", .role = connect::Role::cem};
}

int fail(const Finding& why) {
  std::cout << why.text << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  int left = argc > 2 ? std::atoi(argv[2]) : -1;
  Runner runner;
  EnergyManager cem(runner.surroundings({.start = Start::connected}));
  cem.prefer({ControlType::fill_rate_based_control});
  cem.on<frbc::SystemDescription>([&](Resource battery, const frbc::SystemDescription& can) {
    battery.instruct(charge(can)).on_started([&, battery] {
      std::cout << battery.details().resource_id.text() << " does as it was told\n" << std::flush;
      if (--left == 0) runner.stop();
    });
  });

  auto store = store::open_file(argc > 1 ? argv[1] : "cem.db");
  if (!store) return fail(store.error());
  const auto node = describe(**store);
  if (!node) return fail(node.error());
  host::HostSettings settings;
  settings.description = {.name = "Example house", .logo_url = {}, .deployment = connect::Deployment::lan};
  settings.serving = host::Serving{.name = "localhost"};  // in a real LAN: its name that ends in .local, every address
  host::HostHandler handler;
  handler.on_session = [&](host::SessionOpened session) {
    runner.adopt(cem, std::move(session.connection), session.peer.id.text());
  };
  auto host = host::EndpointHost::open(runner.loop(), **store, std::move(settings), std::move(handler));
  if (!host) return fail(host.error());
  if (const auto added = (*host)->add_node({.description = *node}); !added) return fail(added.error());
  const auto code = (*host)->issue_code(node->id);
  if (!code) return fail(code.error());
  std::cout << "pair with " << (*host)->facts().pairing_url->text() << ' ' << code->reveal() << '\n' << std::flush;
  return runner.run();
}
