// s2 talk: a session by hand or by script.

#include "talk.hpp"

#include "choice.hpp"
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
};

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
  if (options.url.empty() == arguments.listen.empty()) {
    return wrong_usage(console, "talk", "either URL or --listen is needed, and not both");
  }
  if (!arguments.listen.empty()) {
    options.listen = house::parse_address(arguments.listen, {"127.0.0.1", 8765});
    if (!options.listen)
      return wrong_usage(console, "talk", "--listen: '" + arguments.listen + "' is not ADDRESS:PORT");
  } else if (const auto url = transport::parse_url(options.url); !url && !options.url.starts_with("unix:")) {
    return wrong_usage(console, "talk", url.error().text);
  }
  TalkerOptions& talker = options.talker;
  talker.role = arguments.role.value_or(options.listen ? EnergyManagementRole::cem : EnergyManagementRole::rm);
  talker.details = usual_details(transport::random_ids());
  if (!arguments.details.empty()) {
    auto details = read_details(arguments.details);
    if (!details) return wrong_usage(console, "talk", "--details: " + details.error().text);
    talker.details = std::move(*details);
  }
  if (arguments.connected) {
    talker.session.start = Start::connected;
    talker.session.profile = profile_of(talker.session.versions.front()).value_or(Profile::v1_0_0);
  }
  Strictness strictness = Strictness::normal;
  if (arguments.lenient) strictness = Strictness::lenient;
  if (arguments.strict) strictness = Strictness::strict;
  talker.session.strictness = talker.judge.strictness = strictness;
  options.made_by = std::string(program_version());
  return run_talk(options, console);
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  TalkOptions& options = arguments->options;
  app.add_option("URL", options.url, "the peer to connect to: ws://, wss:// or unix:/PATH");
  app.add_option("--listen", arguments->listen, "wait for a peer there instead; port 0 takes a free one")
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
             "the S2 JSON version to speak: 1.0.0 or 0.0.2-beta; both are offered unless told")
      ->option_text("VERSION");
  app.add_flag("--connected", arguments->connected,
               "begin without a handshake, as after S2 Connect has agreed on the version");
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
      .operands = "URL",
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
          "After the last line the session is ended in good order. A line that begins with # is a comment.",
      .exit_codes = {{"0", "the script held, or the talk by hand is over"},
                     {"1", "a line of the script failed, or the recording is not complete"},
                     {"2",
                      "could not run: wrong usage, nobody to connect to, the port is in use, a file that cannot be "
                      "read or written"}},
      .examples = {{"s2 talk ws://127.0.0.1:8765/my-device", "be a device for an energy manager"},
                   {"s2 talk --listen 127.0.0.1:8765", "be an energy manager and wait for a device"},
                   {"s2 talk --listen 127.0.0.1:8765 --script check.s2talk --record check.s2log",
                    "put a device through its paces in CI"},
                   {"echo 'wait SelectControlType 60s' | s2 talk ws://127.0.0.1:8765", "does it select one?"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
