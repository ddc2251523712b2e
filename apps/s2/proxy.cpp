// s2 proxy: listen in between two peers.

#include "proxy.hpp"

#include "choice.hpp"
#include "endpoint_options.hpp"
#include "help.hpp"
#include "proxy/proxy_process.hpp"

#include <CLI/CLI.hpp>
#include <transport/url.hpp>

#include <memory>

namespace s2::app {
namespace {

struct Arguments {
  ProxyOptions options;
  std::string listen;
  std::optional<End> rm;
  std::optional<End> cem;
  bool quiet = false;
  bool json = false;
  bool lenient = false;
  bool strict = false;
  EndpointArguments endpoint;
  ProxyPairing pairing;
  bool paired = false;
};

// Who the client is, when one end was named.
std::optional<EnergyManagementRole> client_of(const Arguments& arguments) {
  using Role = EnergyManagementRole;
  if (arguments.rm) return *arguments.rm == End::client ? Role::rm : Role::cem;
  if (arguments.cem) return *arguments.cem == End::client ? Role::cem : Role::rm;
  return std::nullopt;
}

// In between clients and a URL.
std::optional<std::string> go_plain(Arguments& arguments) {
  ProxyOptions& options = arguments.options;
  if (options.url.empty()) return "URL is required, or one of --pair, --pair-rm, --show-code and --paired";
  if (!arguments.listen.empty()) {
    const auto address = house::parse_address(arguments.listen, options.listen);
    if (!address) return "--listen: '" + arguments.listen + "' is not ADDRESS:PORT";
    options.listen = *address;
  }
  const auto url = transport::parse_url(options.url);
  return url || options.url.starts_with("unix:") ? std::nullopt : std::optional(url.error().text);
}

// In between a device and an energy manager that pair with us.
std::optional<std::string> go_paired(Arguments& arguments) {
  ProxyOptions& options = arguments.options;
  ProxyPairing& pairing = arguments.pairing;
  if (!options.url.empty()) return "with --pair, --pair-rm, --show-code and --paired there is no URL beside them";
  if (client_of(arguments)) return "S2 Connect tells who is who; --rm and --cem are for URL";
  if (pairing.manager.target.empty() != pairing.manager.code.empty()) return "--pair and --code belong together";
  if (pairing.device.target.empty() != pairing.device.code.empty()) return "--pair-rm and --rm-code belong together";
  arguments.endpoint.listen = arguments.listen;
  if (const auto wrong = finish(arguments.endpoint)) return "--listen: " + *wrong;
  pairing.endpoint = arguments.endpoint.options;
  pairing.profile = options.judge.profile;
  options.paired = pairing;
  return std::nullopt;
}

int run(Arguments& arguments, Console& console) {
  ProxyOptions& options = arguments.options;
  const ProxyPairing& pairing = arguments.pairing;
  const bool is_connect = !pairing.manager.target.empty() || !pairing.device.target.empty() || pairing.show_code ||
                          !pairing.manager.code.empty() || !pairing.device.code.empty() || arguments.paired;
  if (const auto wrong = is_connect ? go_paired(arguments) : go_plain(arguments)) {
    return wrong_usage(console, "proxy", *wrong);
  }
  options.made_by = std::string(program_version());
  options.judge.client = client_of(arguments);
  if (arguments.lenient) options.judge.strictness = Strictness::lenient;
  if (arguments.strict) options.judge.strictness = Strictness::strict;
  if (arguments.quiet) options.form = ProxyForm::quiet;
  if (arguments.json) options.form = ProxyForm::json;
  return run_proxy(options, console);
}

void add_judging(CLI::App& app, Arguments& arguments) {
  const Choices<End> ends{{"client", End::client}, {"server", End::server}};
  auto* rm = add_choice(app, "--rm", arguments.rm, ends,
                        "which end is the Resource Manager: client or server; unless told, the one whose Handshake "
                        "says so, or that says what only a Resource Manager does");
  rm->option_text("END");
  add_choice(app, "--cem", arguments.cem, ends, "which end is the energy manager, likewise")
      ->option_text("END")
      ->excludes(rm);
  add_choice(app, "--profile", arguments.options.judge.profile, profile_choices(),
             "the S2 JSON version of conversations that begin without a handshake, and the one that is spoken by S2 "
             "Connect on both sides: 1.0.0 (unless told) or 0.0.2-beta")
      ->option_text("VERSION");
  auto* lenient = app.add_flag("--lenient", arguments.lenient, "judge as an analyser does: more is forgiven");
  app.add_flag("--strict", arguments.strict, "judge as a product test does: more warnings become errors")
      ->excludes(lenient);
}

void add_pairing(CLI::App& app, Arguments& arguments) {
  ProxyPairing& pairing = arguments.pairing;
  const auto target = [&app](const char* name, paired::Approached& whom, const char* text) {
    app.add_option(name, whom.target, text)->option_text("URL|NAME");
  };
  target("--pair", pairing.manager,
         "pair by S2 Connect with an energy manager that shows a code: its pairing URL, or the name under which it is "
         "found in the local network");
  app.add_option("--code", pairing.manager.code, "the code that it shows; needed with --pair")->option_text("CODE");
  target("--pair-rm", pairing.device, "the same with a device that shows a code");
  app.add_option("--rm-code", pairing.device.code, "the code that it shows; needed with --pair-rm")
      ->option_text("CODE");
  app.add_flag("--show-code", pairing.show_code, "show a code for a device although one is paired already");
  app.add_flag("--paired", arguments.paired,
               "stand between the two that the store has pairings with; whoever has none is shown a code");
  auto& options = arguments.endpoint.options;
  options.store.usual = "proxy.db";
  options.port = proxy_port;
  add_client_options(app, arguments.endpoint);
  add_name_option(app, arguments.endpoint);
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  ProxyOptions& options = arguments->options;
  app.add_option("URL", options.url,
                 "the server that clients are passed on to, e.g. ws://127.0.0.1:8765; also wss:// and unix:/PATH");
  app.add_option(
         "--listen", arguments->listen,
         "where clients come to; 127.0.0.1:8764 unless told; port 0 takes a free one. By S2 Connect the address "
         "is as --name says unless told")
      ->option_text("ADDRESS:PORT");
  app.add_option("--record", options.record, "append every message to this recording (.s2log)")->option_text("FILE");
  app.add_flag("--once", options.once, "end when the first client's connection is over");
  auto* quiet = app.add_flag("--quiet", arguments->quiet, "print only messages with findings, and the summary");
  app.add_flag("--json", arguments->json, "print JSON Lines instead of text")->excludes(quiet);
  add_pairing(app, *arguments);
  add_judging(app, *arguments);
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb proxy_verb() {
  return {
      .name = "proxy",
      .summary = "listen in between two peers, judge what they say, put in messages",
      .operands = "[URL]",
      .description =
          "Listens for WebSocket clients and connects each to the server at URL; what one end sends, the other gets, "
          "unchanged and in order, be it a message or not. The path of a client's request is put behind that of URL, "
          "and names its resource manager. Whoever closes a connection: the other end sees the same code and reason. "
          "Any number of clients may be there at once, up to 64.\n"
          "\n"
          "Each message is printed on a line: when, whose, from whom to whom, what, and in short what it says; below "
          "it what is wrong with it, with rule and JSON pointer, judged in the conversation it stands in. What did not "
          "happen in time is told when its time is over. At the end follows a summary: messages, findings by rule, "
          "messages without an answer, the slowest answer.\n"
          "\n"
          "Lines of the standard input put messages in: '> FRAME' gives the server a frame as if the client had sent "
          "it, '< FRAME' gives the client one as if the server had; with several connections, '2> FRAME' names one. "
          "The frame goes out as it is typed. The answer to it is printed and not passed on; what else it leads to "
          "is. What is wrong with it is printed and not counted. 'quit' or Ctrl-C closes all connections and ends.\n"
          "\n"
          "A binary message and text that is no UTF-8 are not passed on: as S2 and WebSocket demand, they close the "
          "connection (1003, 1007). So does a message beyond 4 MiB (1009), and an end for which more than 16 MiB wait "
          "because it does not read (1013). Pings are answered, not passed on.\n"
          "\n"
          "With --pair, --pair-rm, --show-code or --paired it stands between two that speak S2 Connect, over TLS: it "
          "pairs with the energy manager as a device, and with the device as an energy manager, by the code of either "
          "side or one of its own that it shows. When the device has come, the energy manager is called. A later start "
          "with --paired needs no code. What is recorded and printed are messages of S2, never codes or tokens. The "
          "store is one of its own; a device that pairs with the proxy leaves the energy manager that it had.",
      .exit_codes =
          {{"0", "ended by Ctrl-C, SIGTERM, 'quit' or --once, without findings of weight error"},
           {"1", "the same, but there were such findings, or the recording is not complete"},
           {"2",
            "could not run: wrong usage, not paired, the port or the store is in use, the recording cannot be "
            "opened; with --once: the server cannot be reached"}},
      .examples = {{"s2 proxy ws://127.0.0.1:8765", "devices connect to port 8764 instead of 8765"},
                   {"s2 proxy --listen 0.0.0.0:8764 --record visit.s2log ws://hems.local:8765/s2",
                    "for the whole network, recorded for 's2 replay'"},
                   {"s2 proxy --pair https://localhost:8766/s2/ --code 7KQ2MXR4PD --record visit.s2log",
                    "between 's2 cem' and a device that pairs with the code that the proxy shows"},
                   {"s2 proxy --once --quiet ws://127.0.0.1:8765 && echo clean", "a test in CI: one conversation"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
