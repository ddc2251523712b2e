// s2 pair: pairs by URL, or by a name that service discovery knows, and code.

#include "pair.hpp"

#include "endpoint_options.hpp"
#include "teller.hpp"

#include <paired/find_service.hpp>
#include <paired/polling.hpp>

#include <istream>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

using connect::Role;

// How long a name may take to be heard of, and the first session of a pairing that is undecided.
constexpr Duration search_time{5'000};
constexpr Duration decision_time{30'000};
// How long a device that polls may take to be there: to be switched on by its user, and to find this endpoint.
constexpr Duration polling_time{120'000};

struct PairArguments {
  EndpointArguments endpoint;
  std::string target;
  std::string code;
  Role role = Role::rm;
  std::string node;
  std::string peer;
  bool polling = false;
  bool force = false;
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
      handler.on_pairing = [this](const connect::PairingEvent& event) { on_polling_outcome(event); };
      handler.on_polling_node = [this](const connect::PollServerEvent& event) { on_polling_node(event); };
    }
    handler.on_client_event = [this](const connect::SessionClientEvent& event) { on_session_event(event); };
    auto opened = paired::PairedEndpoint::open(loop_, arguments_.endpoint.options, part, std::move(handler));
    if (!opened) return complain(console_, "pair", opened.error());
    endpoint_ = std::move(*opened);
    const auto node = endpoint_->add_node(arguments_.role, arguments_.node,
                                          arguments_.role == Role::cem ? "energy manager" : "device");
    if (!node) return complain(console_, "pair", node.error());
    wish_.node = node->id;
    wish_.code = arguments_.code;
    wish_.force = arguments_.force;
    if (auto begun = begin(); !begun) return complain(console_, "pair", begun.error());
    loop_.on_interrupt([this] { end(refused); });
    loop_.run();
    return exit_;
  }

 private:
  Result<void> begin() {
    if (!arguments_.peer.empty()) {
      wish_.peer = connect::parse_node_id(arguments_.peer);
      if (!wish_.peer) return Unexpected{connect::finding_of(connect::Problem::node_unknown, "--peer is no UUID")};
    }
    if (arguments_.polling) return wait_for_polling();
    if (arguments_.target.find("://") == std::string::npos) return search();
    auto url = connect::BaseUrl::parse(arguments_.target, {.strip_version = arguments_.endpoint.options.assume_v1});
    if (!url) return Unexpected{std::move(url).error()};
    wish_.url = std::move(*url);
    return pair();
  }

  Result<void> search() {
    if (endpoint_->discovery() == nullptr) {
      return Unexpected{connect::finding_of(connect::Problem::no_such_name,
                                            "there is no service discovery; give the pairing URL instead")};
    }
    teller_.note("looking for " + arguments_.target + " in the local network");
    search_ = std::make_unique<paired::FindService>(loop_, *endpoint_->discovery(), arguments_.target, search_time,
                                                    [this](Result<connect::BaseUrl> found) {
                                                      auto begun = [&]() -> Result<void> {
                                                        if (!found) return Unexpected{found.error()};
                                                        wish_.url = *found;
                                                        return pair();
                                                      }();
                                                      if (begun) return;
                                                      complain(console_, "pair", begun.error());
                                                      end(refused);
                                                    });
    return {};
  }

  Result<void> wait_for_polling() {
    if (auto code = connect::parse_pairing_code(arguments_.code); !code) return Unexpected{std::move(code).error()};
    teller_.note("waiting for " + arguments_.target + " to ask at " + paired::pairing_url(endpoint_->host()));
    loop_.after(polling_time, [this] {
      if (polling_begun_) return;
      teller_.tell(failed("nobody of the name " + arguments_.target + " asks here"));
      end(refused);
    });
    return {};
  }

  void on_polling_node(const connect::PollServerEvent& event) {
    if (const auto* missing = std::get_if<connect::NoTokenOnClient>(&event); missing && polling_begun_) {
      teller_.tell(failed(connect::finding_of(connect::Problem::code_expired_there).text));
      return end(refused);
    }
    const auto meant = paired::named(endpoint_->host().polling_nodes(), arguments_.target);
    if (polling_begun_ || meant.empty()) return;
    polling_begun_ = true;
    if (meant.size() > 1) {
      teller_.tell(failed("several devices of that name ask here; name one by the beginning of its id"));
      return end(refused);
    }
    teller_.note(arguments_.target + " is there; pairing takes a second");
    const auto begun = endpoint_->host().pair_polling(meant.front().id, wish_.node, arguments_.code);
    if (begun) return;
    complain(console_, "pair", begun.error());
    end(refused);
  }

  static paired::Told failed(std::string why) {
    return {paired::Told::Weight::bad, "pairing-failed", {}, "pairing failed: " + std::move(why)};
  }

  // The device is the one that calls; to find the code wrong it has to break off (C-155).
  void on_polling_outcome(const connect::PairingEvent& event) {
    const auto* broken_off = std::get_if<connect::PairingFailed>(&event);
    if (polling_begun_ && broken_off && broken_off->why == connect::Problem::cancelled) {
      teller_.tell(failed("the device broke off, as it does when the code is not the one that it shows"));
      return end(refused);
    }
    if (broken_off || std::holds_alternative<connect::Paired>(event)) return on_outcome(event);
    if (const auto told = paired::told(event)) teller_.tell(*told);
  }

  Result<void> pair() {
    teller_.note("pairing with " + wish_.url.text() + "; the other side takes a second before it answers");
    return endpoint_->host().pair(wish_, [this](const connect::PairingEvent& event) { on_outcome(event); });
  }

  void on_outcome(const connect::PairingEvent& event) {
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
  std::unique_ptr<paired::FindService> search_;  // before the endpoint, whose discovery it uses, goes
  host::PairWish wish_;
  bool polling_begun_ = false;
  bool ending_ = false;
  int exit_ = refused;
};

// The code from the command line, or a line of the input, where other users of the machine do not see it.
Result<void> read_code(PairArguments& arguments, Console& console) {
  if (!arguments.code.empty() && arguments.code != "-") return {};
  if (console.err_is_terminal) console.err << "Pairing code: " << std::flush;
  if (std::getline(console.in, arguments.code) && !arguments.code.empty()) return {};
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
  app.add_option("URL|NAME", arguments->target,
                 "the pairing URL of the other side, or the name under which it is found in the local network")
      ->required();
  app.add_option("CODE", arguments->code,
                 "the code that the other side shows; - or none reads it from the standard input, where it does not "
                 "stand in the list of processes");
  add_client_options(app, arguments->endpoint);
  add_server_options(app, arguments->endpoint);
  add_role_option(app, arguments->role, "what is paired here: a device (rm, unless told) or an energy manager (cem)");
  app.add_option("--node", arguments->node, "which node of the store is paired; made when it is not there")
      ->option_text("NAME");
  app.add_option("--peer", arguments->peer, "the node that is meant, where the other side has several")
      ->option_text("UUID");
  app.add_flag("--polling", arguments->polling,
               "wait for a device of that name which nobody can reach and which asks here whether it is meant "
               "(long-polling), such as s2 code --as rm --poll");
  app.add_flag("--force", arguments->force,
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
          "A device that no one can reach shows a code as well: it polls the energy managers that it knows of, and "
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
