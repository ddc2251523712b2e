// s2 pair: pairs by URL, or by a name that service discovery knows, and code.

#include "pair.hpp"

#include "endpoint_options.hpp"
#include "teller.hpp"

#include <paired/approach.hpp>
#include <paired/polling.hpp>

#include <istream>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

using connect::Role;

// How long the first session of a pairing that is undecided may take.
constexpr Duration decision_time{30'000};

struct PairArguments {
  EndpointArguments endpoint;
  paired::Approached whom;
  Role role = Role::rm;
  std::string node;
  bool polling = false;
  bool json = false;
};

// One attempt, from the search to the outcome.
class PairRun {
 public:
  PairRun(const PairArguments& arguments, Console& console)
      : arguments_(arguments), console_(console), teller_(console, arguments.json) {}

  int run() {
    // Whoever serves sessions has to say where: a CEM does, unless an RM in the internet does it.
    const auto part = arguments_.role == Role::cem ? paired::Part::server : paired::Part::client;
    auto handler = teller_.handler();
    if (arguments_.polling) {
      handler.on_pairing = [this](const connect::PairingEvent& event) { on_pairing(event); };
      handler.on_polling_node = [this](const connect::PollServerEvent& event) {
        if (polling_) polling_->on_polling_node(event);
      };
    }
    handler.on_client_event = [this](const connect::SessionClientEvent& event) { on_session_event(event); };
    auto opened = paired::PairedEndpoint::open(loop_, arguments_.endpoint.options, part, std::move(handler));
    if (!opened) return complain(console_, "pair", opened.error());
    endpoint_ = std::move(*opened);
    const auto node = endpoint_->add_node(arguments_.role, arguments_.node,
                                          arguments_.role == Role::cem ? "energy manager" : "device");
    if (!node) return complain(console_, "pair", node.error());
    if (auto begun = set_out(node->id); !begun) return complain(console_, "pair", begun.error());
    loop_.on_interrupt([this] { end(refused); });
    loop_.run();
    return exit_;
  }

 private:
  Result<void> set_out(const connect::NodeId& node) {
    paired::Approach::Owner owner{
        .on_note = [this](const std::string& sentence) { teller_.note(sentence); },
        .on_outcome = [this](const Result<connect::PairingEvent>& outcome) { on_outcome(outcome); }};
    if (arguments_.polling)
      return kept(polling_, paired::PollingApproach::begin(loop_, *endpoint_, node, arguments_.whom, std::move(owner)));
    return kept(approach_, paired::Approach::begin(loop_, *endpoint_, node, arguments_.whom, std::move(owner)));
  }

  template <class T>
  static Result<void> kept(std::unique_ptr<T>& place, Result<std::unique_ptr<T>> begun) {
    if (!begun) return Unexpected{std::move(begun).error()};
    place = std::move(*begun);
    return {};
  }

  void on_pairing(const connect::PairingEvent& event) {
    if (polling_ && polling_->on_pairing(event)) return;
    if (const auto told = paired::told(event)) teller_.tell(*told);
  }

  void on_outcome(const Result<connect::PairingEvent>& outcome) {
    if (!outcome) {
      complain(console_, "pair", outcome.error());
      return end(refused);
    }
    const connect::PairingEvent& event = *outcome;
    if (const auto told = paired::told(event)) teller_.tell(*told);
    if (!std::holds_alternative<connect::PairingUndecided>(event)) {
      return end(std::holds_alternative<connect::Paired>(event) ? done : refused);
    }
    loop_.after(decision_time, [this] { end(refused); });
  }

  // The first session decides what pairing left open (C-177).
  void on_session_event(const connect::SessionClientEvent& event) {
    if (const auto told = paired::told(event)) teller_.tell(*told);
    if (std::holds_alternative<connect::PairingPromoted>(event)) end(done);
    if (std::holds_alternative<connect::PairingDropped>(event)) end(refused);
  }

  void end(int code) {
    if (std::exchange(ending_, true)) return;
    exit_ = code;
    endpoint_->host().stop([this] { loop_.stop(); });
  }

  const PairArguments& arguments_;
  Console& console_;
  Teller teller_;
  transport::Loop loop_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  std::unique_ptr<paired::Approach> approach_;
  std::unique_ptr<paired::PollingApproach> polling_;
  bool ending_ = false;
  int exit_ = refused;
};

// The code from the command line, or a line of the input, where other users of the machine do not see it.
Result<void> read_code(PairArguments& arguments, Console& console) {
  if (!arguments.whom.code.empty() && arguments.whom.code != "-") return {};
  if (console.err_is_terminal) console.err << "Pairing code: " << std::flush;
  if (std::getline(console.in, arguments.whom.code) && !arguments.whom.code.empty()) return {};
  return Unexpected{connect::finding_of(connect::Problem::code_malformed, "there was none on the standard input")};
}

int run(PairArguments& arguments, Console& console) {
  if (const auto wrong = finish(arguments.endpoint)) return wrong_usage(console, "pair", *wrong);
  if (arguments.polling && arguments.role != Role::cem) {
    return wrong_usage(console, "pair", "only devices poll, so --polling needs --as cem");
  }
  if (arguments.role == Role::cem && arguments.endpoint.options.port == 0) {
    return wrong_usage(console, "pair",
                       "an energy manager serves the sessions that follow, so its port has to stay "
                       "the same: --listen with port 0 does not do");
  }
  if (auto read = read_code(arguments, console); !read) return complain(console, "pair", read.error());
  return PairRun(arguments, console).run();
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<PairArguments>();
  app.add_option("URL|NAME", arguments->whom.target,
                 "the pairing URL of the other side, or the name under which it is found in the local network")
      ->required();
  app.add_option("CODE", arguments->whom.code,
                 "the code that the other side shows; - or none reads it from the standard input, where it does not "
                 "stand in the list of processes");
  add_client_options(app, arguments->endpoint);
  add_server_options(app, arguments->endpoint);
  add_role_option(app, arguments->role, "what is paired here: a device (rm, unless told) or an energy manager (cem)");
  app.add_option("--node", arguments->node, "which node of the store is paired; made when it is not there")
      ->option_text("NAME");
  app.add_option("--peer", arguments->whom.peer, "the node that is meant, where the other side has several")
      ->option_text("UUID");
  app.add_flag("--polling", arguments->polling,
               "wait for a device of that name which nobody can reach and which asks here whether it is meant "
               "(long-polling), such as s2 code --as rm --poll");
  app.add_flag("--force", arguments->whom.force,
               "pair although the two have no version of S2 in common, e.g. before an update");
  app.add_flag("--json", arguments->json, "print JSON Lines instead of text");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb pair_verb() {
  return {
      .name = "pair",
      .summary = "pair with an energy manager or a device by its code",
      .operands = "URL|NAME [CODE]",
      .description =
          "Makes a node of this store and one of another endpoint a pair: both prove to each other that they know the "
          "code, the device learns where sessions are begun and with which token, and both keep that. The answer takes "
          "a second, as S2 Connect demands, so that nobody tries codes quickly. In a local network the first "
          "certificate that the other side shows is bound to the code and believed from then on.\n\n"
          "A device (--as rm) calls and need not be reached. An energy manager serves the sessions that follow, so "
          "give "
          "it the --name and --listen under which s2 cem runs later.\n\n"
          "A device that nobody can reach shows a code as well: it polls the energy managers that it knows of, and "
          "--polling waits for it to do so.\n\n"
          "Pairing again with the same other side replaces the pairing; a device that is paired with another energy "
          "manager leaves that one. When it fails, the sentence says what to do and ends with an id, which "
          "docs/reference/pairing.md lists.",
      .exit_codes = {{"0", "paired"},
                     {"1", "not paired, or not known yet: the sentence says why"},
                     {"2", "could not run: wrong usage, no URL, no code, the store is in use"}},
      .examples = {{"s2 pair https://localhost:8766/s2/ 7KQ2MXR4PD", "a device with an energy manager on this machine"},
                   {"s2 pair hems --node battery",
                    "with the energy manager 'hems' in the local network; asks for the code"},
                   {"s2 pair https://battery.local:8766/s2/ - --as cem --name hems.local < code.txt",
                    "an energy manager with a device that shows a code"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
