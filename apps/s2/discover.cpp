// s2 discover: who is there in the LAN.

#include "discover.hpp"

#include "discover/discover_process.hpp"
#include "process_options.hpp"
#include "text_layout.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace s2::app {
namespace {

// How long --once looks unless told: Avahi asks at once and after one second, and answers may take half of one.
constexpr double usual_seconds = 3;

struct Arguments {
  DiscoverOptions options;
  std::optional<double> seconds;
};

int run(Arguments& arguments, Console& console) {
  DiscoverOptions& options = arguments.options;
  if (options.once || arguments.seconds) {
    options.span = Duration{static_cast<std::int64_t>(arguments.seconds.value_or(usual_seconds) * 1000)};
  }
  transport::Loop loop;
  const auto dnssd = transport::open_dnssd(loop, options.dnssd);
  if (!dnssd) {
    console.complain(harmless(dnssd.error().text));
    return could_not_run;
  }
  return run_discover(options, loop, **dnssd, console);
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  app.add_flag("--once", arguments->options.once, "look for three seconds, print what is there, and end");
  app.add_option("--seconds", arguments->seconds, "end after so long; with --once, look for so long")
      ->option_text("N")
      ->check(between(0.1, 86400));
  app.add_flag("--json", arguments->options.json, "print a JSON object a line for whatever comes, changes or goes");
  app.add_option("--interface", arguments->options.dnssd.interfaces,
                 "use this network interface alone; may be given several times")
      ->option_text("NAME");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb discover_verb() {
  return {
      .name = "discover",
      .summary = "show the endpoints of S2 Connect in the local network",
      .operands = "",
      .description =
          "Listens for endpoints that publish themselves by DNS-SD over multicast DNS (_s2connect._tcp) and shows for "
          "each its name, whether it hosts a CEM or RMs, and the URL to pair at or to poll, as s2 pair wants it. Below "
          "stand the host and port, the addresses and the network interfaces it was heard on.\n"
          "\n"
          "On a terminal the table is redrawn as they come and go, until Ctrl-C. Elsewhere a line that begins with + "
          "or "
          "- tells of each.\n"
          "\n"
          "Nothing of it is proven: anybody in the network can say anything. Who somebody is turns out when the "
          "pairing code is checked. Endpoints that nobody hears (another subnet, a Wi-Fi that keeps its guests apart, "
          "a container) can be paired with by their URL all the same.",
      .exit_codes = {{"0", "somebody was there, or Ctrl-C ended it"},
                     {"1", "time was up and nobody had been there"},
                     {"2", "could not run: wrong usage, no such interface, port 5353 of UDP is not shared"}},
      .examples = {{"s2 discover", "watch who is there"},
                   {"s2 discover --once", "a list for now"},
                   {"s2 discover --json --seconds 5 | jq -r 'select(.event == \"found\") | .pairing_url'",
                    "URLs for a script"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
