// s2 device: a simulated appliance as a process of its own.

#include "device.hpp"

#include "choice.hpp"
#include "endpoint_options.hpp"
#include "process_options.hpp"

#include <house/device_process.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

// What is read from the command line; quantities as people give them.
struct DeviceArguments {
  house::DeviceOptions options;
  double capacity_kwh = devices::BatterySettings{}.capacity_wh / 1000;
  double power_kw = devices::BatterySettings{}.power_w / 1000;
  double peak_kw = devices::PvSettings{}.peak_w / 1000;
  std::vector<std::pair<house::Appliance, CLI::Option*>> of_one_kind;  // options that others do not have
  EndpointArguments endpoint;
  house::PairedDeviceOptions paired;
};

// S2 Connect is spoken when something was said about it.
void add_connect(DeviceArguments& arguments) {
  auto& options = arguments.options;
  const bool is_url = options.url.starts_with("https://");
  if (!is_url && arguments.paired.code.empty() && arguments.endpoint.options.store.file.empty()) return;
  arguments.paired.endpoint = arguments.endpoint.options;
  arguments.paired.url = options.url;
  options.paired = arguments.paired;
}

int run(DeviceArguments& arguments, Console& console) {
  auto& options = arguments.options;
  for (const auto& [kind, option] : arguments.of_one_kind) {
    if (kind == options.appliance || option->count() == 0) continue;
    return wrong_usage(console, "device",
                       option->get_name() + " is an option of a " + std::string(house::word_of(kind)));
  }
  options.battery.capacity_wh = arguments.capacity_kwh * 1000;
  options.battery.power_w = arguments.power_kw * 1000;
  options.peak_w = arguments.peak_kw * 1000;
  add_connect(arguments);
  return house::run_device(options, console.err);
}

void add_battery_options(CLI::App& app, DeviceArguments& arguments) {
  auto& battery = arguments.options.battery;
  const auto add = [&](const char* name, double& value, const char* unit, double most, const char* text) {
    auto* option = app.add_option(name, value, text)->option_text(unit)->check(between(0, most));
    arguments.of_one_kind.emplace_back(house::Appliance::battery, option);
  };
  add("--capacity", arguments.capacity_kwh, "KWH", 1e6, "battery: usable energy; 10 kWh unless told");
  add("--power", arguments.power_kw, "KW", 1e6, "battery: inverter rating; 5 kW unless told");
  add("--initial", battery.initial_percent, "PERCENT", 100, "battery: state of charge at the start; 40 unless told");
}

Action set_up(CLI::App& app) {
  using house::Appliance;
  const auto arguments = std::make_shared<DeviceArguments>();
  auto& options = arguments->options;
  Choices<Appliance> kinds;
  for (const auto kind : {Appliance::battery, Appliance::pv, Appliance::load}) {
    kinds.emplace_back(house::word_of(kind), kind);
  }
  add_choice(app, "KIND", options.appliance, kinds, "what the device is: battery, pv or load")->required();
  add_process_options(app, options.process, options.day);
  add_battery_options(app, *arguments);
  auto* peak = app.add_option("--peak", arguments->peak_kw, "pv: inverter rating; 5 kW unless told")
                   ->option_text("KW")
                   ->check(between(0, 1e6));
  arguments->of_one_kind.emplace_back(Appliance::pv, peak);
  app.add_option("--connect", options.url,
                 "the energy manager; ws://127.0.0.1:8765 unless told; a URL without path gets the device's name; or a "
                 "pairing URL of S2 Connect (https://)")
      ->option_text("URL");
  app.add_option("--name", options.name, "what the device is called; its kind unless told")->option_text("NAME");
  app.add_option("--seed", options.seed, "decides the errors of its forecasts; 1 unless told")->option_text("N");
  add_client_options(app, arguments->endpoint);
  app.add_option("--pair", arguments->paired.code,
                 "the code that the energy manager shows; needed at the first start, and ignored once it is paired")
      ->option_text("CODE");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb device_verb() {
  return {
      .name = "device",
      .summary = "run a simulated battery, photovoltaic system or household",
      .operands = "battery|pv|load",
      .description =
          "Connects to an energy manager over WebSocket and behaves like the real thing: a home battery (FRBC), a "
          "photovoltaic system that can be curtailed (PEBC), or a household that nobody steers (NOT_CONTROLABLE). Sun "
          "and household load are those of an embedded day, repeated.\n\n"
          "When there is no energy manager, or the connection is lost, it tries again: at once when the energy manager "
          "asked for that, otherwise after delays that grow up to 10 minutes. Its physics goes on meanwhile. Ctrl-C "
          "ends the session in good order.\n\n"
          "With --store, --pair or a URL that begins with https:// it speaks S2 Connect instead: it pairs with the "
          "energy "
          "manager by a code at the first start, and has its sessions over TLS ever after, by what the store remembers "
          "of "
          "its name. The code then stands in the list of processes while it runs; s2 pair can read it from a pipe.",
      .exit_codes = {{"0", "ended by Ctrl-C or SIGTERM"},
                     {"1", "the same, but the recording is not complete"},
                     {"2",
                      "could not run: settings that cannot be, no recording, or a peer that is no energy manager "
                      "or speaks no common version"}},
      .examples = {{"s2 device battery", "a battery for the energy manager on this machine (s2 cem)"},
                   {"s2 device pv --peak 8 --connect ws://hems.local:8765", "an 8 kW system for another machine"},
                   {"s2 device battery --connect https://hems.local:8766/s2/ --pair 7KQ2MXR4PD",
                    "a battery that pairs; later 's2 device battery --store FILE' or the same again will do"},
                   {"s2 device battery --name battery2 --capacity 5 --initial 80", "a second, smaller battery"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
