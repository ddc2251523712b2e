// s2 talk: a session by hand or by script.

#include "talk.hpp"

#include "choice.hpp"
#include "endpoint_options.hpp"
#include "help.hpp"
#include "talk/talk_process.hpp"

#include <s2/codec.hpp>
#include <s2/transport.hpp>

#include <CLI/CLI.hpp>
#include <transport/url.hpp>

#include <fstream>
#include <memory>
#include <sstream>

namespace s2::app {
namespace {

struct Arguments {
  TalkOptions options;
  std::string listen;
  std::optional<EnergyManagementRole> role;
  std::string details;
  bool connected = false;
  bool lenient = false;
  bool strict = false;
  EndpointArguments endpoint;
  TalkPairing pairing;
  bool paired = false;
};

// A peer at a URL, or one that connects.
std::optional<std::string> go_plain(Arguments& arguments) {
  TalkOptions& options = arguments.options;
  if (options.url.empty() == arguments.listen.empty()) {
    return "either URL or --listen is needed, and not both; or one of --pair, --show-code and --paired";
  }
  if (!arguments.listen.empty()) {
    options.listen = house::parse_address(arguments.listen, {"127.0.0.1", 8765});
    return options.listen ? std::nullopt : std::optional("--listen: '" + arguments.listen + "' is not ADDRESS:PORT");
  }
  const auto url = transport::parse_url(options.url);
  return url || options.url.starts_with("unix:") ? std::nullopt : std::optional(url.error().text);
}

// A peer that we are paired with, or pair with.
std::optional<std::string> go_paired(Arguments& arguments) {
  if (!arguments.options.url.empty()) return "with --pair, --show-code and --paired there is no URL beside them";
  TalkPairing& pairing = arguments.pairing;
  if (pairing.whom.target.empty() != pairing.whom.code.empty()) return "--pair and --code belong together";
  arguments.endpoint.listen = arguments.listen;
  if (const auto wrong = finish(arguments.endpoint)) return "--listen: " + *wrong;
  pairing.endpoint = arguments.endpoint.options;
  arguments.options.paired = pairing;
  return std::nullopt;
}

std::optional<std::string> choose_way(Arguments& arguments) {
  const TalkPairing& pairing = arguments.pairing;
  const bool is_connect =
      !pairing.whom.target.empty() || !pairing.whom.code.empty() || pairing.show_code || arguments.paired;
  return is_connect ? go_paired(arguments) : go_plain(arguments);
}

// Who we are, and how sessions begin, follows from that.
void complete(Arguments& arguments) {
  TalkOptions& options = arguments.options;
  const bool waits = !arguments.listen.empty() || arguments.pairing.show_code;
  TalkerOptions& talker = options.talker;
  talker.role = arguments.role.value_or(waits ? EnergyManagementRole::cem : EnergyManagementRole::rm);
  if (arguments.connected || options.paired) {
    talker.session.start = Start::connected;
    talker.session.profile = profile_of(talker.session.versions.front()).value_or(Profile::v1_0_0);
  }
  if (!options.paired) return;
  // An energy manager serves its sessions, and whoever shows a code is called.
  const bool serves =
      waits || talker.role == EnergyManagementRole::cem || !options.paired->endpoint.certificates.empty();
  options.paired->part = serves ? paired::Part::server : paired::Part::client;
}

Result<ResourceManagerDetails> read_details(const std::string& path) {
  const auto fault = [&](std::string text) {
    return Unexpected{Finding{"S2CPP-DETAILS", Severity::error, "", "", path + ": " + std::move(text)}};
  };
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return fault("cannot be read");
  auto decoded = decode(text.str(), Profile::v1_0_0);
  if (!decoded) {
    const Finding& first = decoded.error().findings.front();
    return fault((first.pointer.empty() ? "" : first.pointer + ": ") + first.text);
  }
  if (auto* details = std::get_if<ResourceManagerDetails>(&decoded->message)) return std::move(*details);
  return fault("is no ResourceManagerDetails");
}

int run(Arguments& arguments, Console& console) {
  TalkOptions& options = arguments.options;
  if (const auto wrong = choose_way(arguments)) return wrong_usage(console, "talk", *wrong);
  complete(arguments);
  TalkerOptions& talker = options.talker;
  talker.details = usual_details(transport::random_ids());
  if (!arguments.details.empty()) {
    auto details = read_details(arguments.details);
    if (!details) return wrong_usage(console, "talk", "--details: " + details.error().text);
    talker.details = std::move(*details);
  }
  Strictness strictness = Strictness::normal;
  if (arguments.lenient) strictness = Strictness::lenient;
  if (arguments.strict) strictness = Strictness::strict;
  talker.session.strictness = talker.judge.strictness = strictness;
  options.made_by = std::string(program_version());
  return run_talk(options, console);
}

void add_pairing(CLI::App& app, Arguments& arguments) {
  TalkPairing& pairing = arguments.pairing;
  auto* pair = app.add_option("--pair", pairing.whom.target,
                              "pair by S2 Connect before the talk: the pairing URL of the other side, or the name "
                              "under which it is found in the local network")
                   ->option_text("URL|NAME");
  app.add_option("--code", pairing.whom.code, "the pairing code that the other side shows; needed with --pair")
      ->option_text("CODE");
  auto* show = app.add_flag("--show-code", pairing.show_code, "show a pairing code and wait for somebody who pairs")
                   ->excludes(pair);
  app.add_flag("--paired", arguments.paired, "talk with whom the store has a pairing, without pairing anew")
      ->excludes(pair)
      ->excludes(show);
  app.add_option("--peer", pairing.whom.peer,
                 "which one is meant: with --paired by name or id, with --pair by id, where there are several")
      ->option_text("PEER");
  app.add_option("--node", pairing.node, "which node of the store we are, talk unless told; made when it is not there")
      ->option_text("NAME");
  arguments.endpoint.options.store.usual = "talk.db";
  add_client_options(app, arguments.endpoint);
  add_name_option(app, arguments.endpoint);
  add_certificate_options(app, arguments.endpoint);
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  TalkOptions& options = arguments->options;
  app.add_option("URL", options.url, "the peer to connect to: ws://, wss:// or unix:/PATH");
  app.add_option(
         "--listen", arguments->listen,
         "wait for a peer there instead; port 0 takes a free one. By S2 Connect: be called there; port 8766 unless "
         "told, the address as --name says")
      ->option_text("ADDRESS:PORT");
  add_choice(app, "--as", arguments->role,
             Choices<EnergyManagementRole>{{"rm", EnergyManagementRole::rm}, {"cem", EnergyManagementRole::cem}},
             "who to be: rm (a device; when connecting, unless told) or cem (an energy manager; when listening)")
      ->option_text("ROLE");
  app.add_option("--script", options.script, "carry out the lines of this file instead of those of the standard input")
      ->option_text("FILE");
  app.add_option("--record", options.record, "append every message to this recording (.s2log)")->option_text("FILE");
  app.add_option("--details", arguments->details,
                 "as rm: the ResourceManagerDetails to begin with, a JSON message; unless told, an electricity storage "
                 "that offers all control types")
      ->option_text("FILE");
  Choices<std::vector<std::string>> versions;
  for (const auto& [word, profile] : profile_choices()) versions.push_back({word, {std::string(word)}});
  add_choice(app, "--profile", options.talker.session.versions, versions,
             "the S2 JSON version to speak: 1.0.0 or 0.0.2-beta; both are offered unless told, by S2 Connect 1.0.0 "
             "alone")
      ->option_text("VERSION");
  app.add_flag("--connected", arguments->connected,
               "begin without a handshake, as after S2 Connect has agreed on the version");
  add_pairing(app, *arguments);
  auto* lenient = app.add_flag("--lenient", arguments->lenient, "read and judge as an analyser does: more is forgiven");
  app.add_flag("--strict", arguments->strict, "judge as a product test does: more warnings become errors")
      ->excludes(lenient);
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb talk_verb() {
  return {
      .name = "talk",
      .summary = "be a device or an energy manager by hand, or by script",
      .operands = "[URL]",
      .description =
          "Holds a session with a peer, and leaves what is said to you: type 'send FRBC.StorageStatus "
          "present_fill_level=40', 'select FRBC', 'report last STARTED'. The handshake and the acknowledgements go by "
          "themselves. What is sent is judged before it leaves and refused with the rule it would break; 'raw' sends "
          "anything. What passes is printed on a line each, with what is wrong with it.\n"
          "\n"
          "On a terminal, Tab completes commands, types of messages, fields, values and labels; 'help' names the "
          "commands and 'help TYPE' the fields of a message. A field that is not given gets a fresh id, the present "
          "time, or what there is only one of.\n"
          "\n"
          "When the standard input is no terminal, or with --script, the lines are a script: the first one that fails "
          "ends it. 'wait TYPE' waits for a message, 'expect OK' for the answer to what was sent last; 'expect TYPE "
          "FIELD=VALUE' looks at the newest message of that type, 'expect no TYPE 5s' holds when none comes, 'expect "
          "clean' when nothing that came deserved a refusal. Lines that need a session wait for it, at most 30 s. "
          "After the last line the session is ended in good order. A line that begins with # is a comment.\n"
          "\n"
          "With --pair, --show-code or --paired the session is one of S2 Connect, over TLS: --pair types in the code "
          "of "
          "the other side, --show-code shows one of ours, and --paired goes by what an earlier talk has left in the "
          "store. The store is one of its own, so that the pairings of s2 cem and s2 device are left alone; a device "
          "that pairs here leaves the energy manager that it had.",
      .exit_codes =
          {{"0", "the script held, or the talk by hand is over"},
           {"1", "a line of the script failed, or the recording is not complete"},
           {"2",
            "could not run: wrong usage, nobody to connect to, not paired, the port or the store is in use, a file "
            "that cannot be read or written"}},
      .examples = {{"s2 talk ws://127.0.0.1:8765/my-device", "be a device for an energy manager"},
                   {"s2 talk --listen 127.0.0.1:8765", "be an energy manager and wait for a device"},
                   {"s2 talk --listen 127.0.0.1:8765 --script check.s2talk --record check.s2log",
                    "put a device through its paces in CI"},
                   {"s2 talk --pair https://hems.local:8766/s2/ --code 7KQ2MXR4PD",
                    "pair with it first; later --paired"},
                   {"s2 talk --show-code --script check.s2talk", "the same for a device that pairs with us"},
                   {"echo 'wait SelectControlType 60s' | s2 talk ws://127.0.0.1:8765", "does it select one?"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
