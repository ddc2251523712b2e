// s2 cem: the energy manager as a process of its own.

#include "cem.hpp"

#include "endpoint_options.hpp"
#include "process_options.hpp"

#include <house/cem_process.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

// What is read from the command line.
struct CemArguments {
  house::CemOptions options;
  std::string listen;
  EndpointArguments endpoint;
  house::PairedCemOptions paired;
  std::vector<CLI::Option*> of_connect;  // any of them asks for S2 Connect
};

// S2 Connect is served when something was said about it.
std::optional<std::string> add_connect(CemArguments& arguments) {
  if (auto wrong = finish(arguments.endpoint)) return "--connect-listen: " + *wrong;
  for (const auto* option : arguments.of_connect) {
    if (option->count() == 0) continue;
    arguments.paired.endpoint = arguments.endpoint.options;
    arguments.options.paired = arguments.paired;
  }
  return std::nullopt;
}

int run(CemArguments& arguments, Console& console) {
  auto& options = arguments.options;
  if (!arguments.listen.empty()) {
    const auto address = house::parse_address(arguments.listen, options.listen);
    if (!address) return wrong_usage(console, "cem", "--listen: '" + arguments.listen + "' is not ADDRESS:PORT");
    options.listen = *address;
  }
  if (const auto wrong = add_connect(arguments)) return wrong_usage(console, "cem", *wrong);
  return house::run_cem(options, console.err, console.out);
}

void add_connect_options(CLI::App& app, CemArguments& arguments) {
  add_client_options(app, arguments.endpoint);
  add_server_options(app, arguments.endpoint, "--connect-listen");
  app.add_option("--node", arguments.paired.node,
                 "which node of the store the energy manager is; made when it is not there")
      ->option_text("NAME");
  app.add_flag("--pair", arguments.paired.pair, "show pairing codes although somebody is paired already");
  for (const char* name : {"--store", "--name", "--connect-listen", "--cert", "--node", "--pair"}) {
    arguments.of_connect.push_back(app.get_option(name));
  }
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<CemArguments>();
  auto& options = arguments->options;
  add_process_options(app, options.process, options.day);
  app.add_option("--listen", arguments->listen, "listen there; 127.0.0.1:8765 unless told; port 0 takes a free one")
      ->option_text("ADDRESS:PORT");
  app.add_option("--price-file", options.price_file,
                 "prices from a CSV file: the first column is a moment (RFC 3339), another one is called "
                 "price_eur_per_kwh or price_eur_per_mwh")
      ->option_text("FILE")
      ->excludes(app.get_option("--day"));
  app.add_option("--fuse", options.fuse_a, "main fuse, ampere per phase of three; 25 unless told")
      ->option_text("A")
      ->check(between(1, 1000));
  app.add_option("--grid-fee", options.grid_fee_ct, "on top of the price for what is bought, ct/kWh; 16 unless told")
      ->option_text("CT")
      ->check(between(0, 1000));
  add_connect_options(app, *arguments);
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb cem_verb() {
  return {
      .name = "cem",
      .summary = "run an energy manager that devices connect to",
      .operands = "",
      .description =
          "Listens for devices (Resource Managers) over WebSocket and steers them by prices and forecasts: charges "
          "in the cheapest hours and on surplus, never above the fuse, never against what a device said it can do. "
          "The path a device connects to is its name: ws://127.0.0.1:8765/battery.\n\n"
          "It logs connections, decisions with their reasons, and whatever is wrong with a message; a device that "
          "misbehaves or vanishes concerns no other. Ctrl-C ends all sessions in good order.\n\n"
          "With any of --store, --name, --connect-listen, --cert, --node and --pair it serves S2 Connect as well: "
          "devices pair with it by a "
          "code and then have their sessions over TLS, in this run and all later ones. While nobody is paired it shows "
          "the pairing URL and a code that changes every five minutes. Unless told otherwise that is reached from this "
          "machine alone, and so is the plain WebSocket, which needs no pairing and should stay there.\n\n"
          "When the recording cannot be written any more (a full disk), it says so once and goes on.",
      .exit_codes = {{"0", "ended by Ctrl-C or SIGTERM"},
                     {"1", "the same, but the recording is not complete"},
                     {"2", "could not run: a port or the store is in use, or prices or recording cannot be opened"}},
      .examples = {{"s2 cem", "an energy manager on 127.0.0.1:8765 with the prices of an embedded day"},
                   {"s2 cem --listen 0.0.0.0:8765 --record house.s2log", "for the whole network, recorded"},
                   {"s2 cem --name hems.local --audit trust.jsonl",
                    "S2 Connect for the whole network, with an audit trail"},
                   {"s2 cem --speed 60", "an hour in a minute; devices need --speed 60 as well"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
