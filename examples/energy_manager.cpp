// An energy manager that gives every device one instruction, whatever its control type.
//
//   energy_manager [URL to listen at] [how many devices to steer before it ends; for ever unless told]

#include <s2/energy_manager.hpp>
#include <s2/runner.hpp>

#include <cstdlib>
#include <iostream>

using namespace s2;
using std::chrono_literals::operator""h;

namespace {

// For one hour no more than 2 kW of production (negative in S2).
pebc::Instruction at_most_2_kw(const pebc::PowerConstraints& offer) {
  pebc::Instruction wish;
  wish.power_constraints_id = offer.id;
  wish.power_envelopes = {{{}, offer.allowed_limit_ranges.front().commodity_quantity, {{1h, 0, -2000}}}};
  return wish;
}

// The first step of a task, at once.
ppbc::ScheduleInstruction begin(const ppbc::PowerProfileDefinition& task) {
  const auto& step = task.power_sequence_containers.front();
  return {{}, {}, task.id, step.id, step.power_sequences.front().id, {}, false};
}

ombc::Instruction second_mode(const ombc::SystemDescription& can) {
  return {{}, {}, {}, can.operation_modes.at(1).id, 1, false};
}

// The first actuator in its first mode.
frbc::Instruction run(const frbc::SystemDescription& can, double factor) {
  const auto& actuator = can.actuators.front();
  return {{}, {}, actuator.id, actuator.operation_modes.front().id, factor, {}, false};
}
ddbc::Instruction run(const ddbc::SystemDescription& can, double factor) {
  const auto& actuator = can.actuators.front();
  return {{}, {}, {}, false, actuator.id, actuator.operation_modes.front().id, factor};
}

}  // namespace

int main(int argc, char** argv) {
  int left = argc > 2 ? std::atoi(argv[2]) : -1;
  Runner runner;
  EnergyManager cem(runner.surroundings());
  cem.prefer({ControlType::fill_rate_based_control, ControlType::demand_driven_based_control,
              ControlType::operation_mode_based_control, ControlType::power_profile_based_control,
              ControlType::power_envelope_based_control});
  const auto follow = [&](const Resource& device, const Instructed& instruction) {
    instruction.on_rejected([](const std::string& why) { std::cout << "rejected: " << why << '\n'; });
    instruction.on_started([&, device] {
      std::cout << device.details().resource_id.text() << " does as it was told\n" << std::flush;
      if (--left == 0) runner.stop();
    });
  };
  cem.on<pebc::PowerConstraints>(
      [&](Resource roof, const auto& offer) { follow(roof, roof.instruct(at_most_2_kw(offer))); });
  cem.on<ppbc::PowerProfileDefinition>(
      [&](Resource machine, const auto& task) { follow(machine, machine.instruct(begin(task))); });
  cem.on<ombc::SystemDescription>(
      [&](Resource boiler, const auto& can) { follow(boiler, boiler.instruct(second_mode(can))); });
  cem.on<frbc::SystemDescription>(
      [&](Resource battery, const auto& can) { follow(battery, battery.instruct(run(can, 0.8))); });
  cem.on<ddbc::SystemDescription>([&](Resource pump, const auto& can) { follow(pump, pump.instruct(run(can, 0.5))); });
  cem.on_note([](const Resource& device, const Finding& finding) {
    if (finding.severity == Severity::error) std::cout << device.name() << ": " << finding.text << '\n';
  });

  const auto url = runner.listen(cem, argc > 1 ? argv[1] : "ws://127.0.0.1:8765");
  std::cout << (url ? "listening at " + *url : url.error().text) << '\n' << std::flush;
  return url ? runner.run() : 1;
}
