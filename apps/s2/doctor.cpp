// s2 doctor: whether this machine and its network are fit for S2 Connect.

#include "doctor.hpp"

#include "doctor/checks.hpp"
#include "doctor/look_around.hpp"
#include "doctor/report.hpp"
#include "endpoint_options.hpp"

#include <s2/connect/base_url.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

struct Arguments {
  DoctorOptions options;
  bool json = false;
};

int run(const Arguments& arguments, Console& console) {
  const std::string& url = arguments.options.url;
  if (!url.empty()) {
    const auto parsed = connect::BaseUrl::parse(url, {.ip_literals = true});
    if (!parsed) return wrong_usage(console, "doctor", parsed.error().text);
  }
  transport::Loop loop;
  const auto verdicts = examine(look_around(arguments.options, loop));
  console.out << (arguments.json ? json_report(verdicts) : text_report(verdicts, console));
  return is_any_bad(verdicts) ? refused : done;
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("URL", arguments->options.url, "a peer to look at as well: its pairing URL");
  app.add_option("--cert", arguments->options.certificates,
                 "look at the certificates in this PEM file; may be given several times")
      ->option_text("FILE");
  app.add_option("--port", arguments->options.port, "the port of TCP that is to be listened on; any unless told")
      ->option_text("N");
  add_store_options(app, arguments->options.store);
  app.add_flag("--json", arguments->json, "print one JSON object per check instead of text");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb doctor_verb() {
  return {
      .name = "doctor",
      .summary = "look whether machine and network are fit for S2 Connect",
      .operands = "[URL]",
      .description =
          "Looks at what pairing in a local network depends on, and says for each thing how it is, and what to do "
          "about it: network interfaces and whether they take part in multicast, bridges of containers, link-local "
          "IPv6, other programs on port 5353, who does service discovery (Avahi's daemon, or each program), the "
          "resolution of this machine's own .local name, the clock, a free port, TLS 1.3, the store of pairings and "
          "who may read it, and the dates of certificates.\n"
          "\n"
          "With the URL of a peer it goes there as well: its name, its port, its TLS, its certificate, whether "
          "it still shows the root that was seen at pairing, and the versions of S2 Connect it serves. Nothing is "
          "paired, and a certificate that nobody knows yet is no fault in a local network.\n"
          "\n"
          "Each check is ok, a warning (it may do, in some networks or for some time), bad (something will not work) "
          "or not tried. It takes some seconds, because names are waited for.",
      .exit_codes = {{"0", "nothing is bad"}, {"1", "something is bad"}, {"2", "could not run: wrong usage"}},
      .examples = {{"s2 doctor", "this machine and its network"},
                   {"s2 doctor https://evse1038.local:8443/pairing/", "and why this charger cannot be reached"},
                   {"s2 doctor --json | jq -r 'select(.verdict == \"bad\") | .remedy'", "what has to be done"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
