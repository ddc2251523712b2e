// s2 unpair: ends pairings.

#include "unpair.hpp"

#include "endpoint_options.hpp"
#include "teller.hpp"

#include <paired/selection.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

namespace s2::app {
namespace {

using connect::Pairing;

// How long the other side may take to be told.
constexpr Duration patience{10'000};

struct UnpairArguments {
  EndpointArguments endpoint;
  std::vector<std::string> peers;
  bool forget = false;
  bool json = false;
};

// Ends some pairings, and waits until the other sides know.
class UnpairRun {
 public:
  UnpairRun(const UnpairArguments& arguments, Console& console)
      : arguments_(arguments), console_(console), teller_(console, arguments.json) {}

  int run() {
    auto handler = teller_.handler();
    handler.on_client_event = [](const connect::SessionClientEvent&) {};  // what matters is told below
    handler.on_server_event = [](const connect::SessionServerEvent&) {};
    auto opened =
        paired::PairedEndpoint::open(loop_, arguments_.endpoint.options, paired::Part::client, std::move(handler));
    if (!opened) return complain(console_, "unpair", opened.error());
    endpoint_ = std::move(*opened);
    if (auto chosen = choose(); !chosen) return complain(console_, "unpair", chosen.error());
    if (auto begun = begin(); !begun) return complain(console_, "unpair", begun.error());
    if (waiting_.empty()) end();
    loop_.after(patience, [this] { end(); });
    loop_.on_interrupt([this] { end(); });
    loop_.run();
    return waiting_.empty() ? done : refused;
  }

 private:
  Result<void> choose() {
    const auto all = endpoint_->store().all();
    if (!all) return Unexpected{all.error()};
    for (const auto& word : arguments_.peers) {
      const auto fitting = paired::selected(*all, word);
      if (fitting.empty() && word != "all") return none(word, "none has it; s2 pairings lists them");
      const bool several = std::any_of(fitting.begin(), fitting.end(),
                                       [&](const Pairing& one) { return one.pair != fitting.front().pair; });
      if (several && word != "all") return none(word, "several have it; use the beginning of an id instead");
      chosen_.insert(chosen_.end(), fitting.begin(), fitting.end());
    }
    return {};
  }

  static Result<void> none(const std::string& word, const char* why) {
    return Unexpected{Finding{.rule = "S2CPP-NODE",
                              .severity = Severity::error,
                              .pointer = "",
                              .value = "",
                              .text = "'" + word + "' does not name one pairing: " + why}};
  }

  Result<void> begin() {
    std::set<connect::NodeId> hosted;
    for (const auto& pairing : chosen_) {
      if (hosted.insert(pairing.pair.own).second) {
        if (auto added = endpoint_->host().add_node({.description = pairing.own_node}); !added) return added;
      }
    }
    for (const auto& pairing : chosen_) {
      if (!waiting_.insert(pairing.pair).second) continue;
      if (auto ended = unpair(pairing); !ended) return ended;
    }
    return {};
  }

  Result<void> unpair(const Pairing& pairing) {
    const std::string name = paired::name_of(pairing.peer_node);
    if (arguments_.forget) {
      auto forgotten = endpoint_->host().forget(pairing.pair);
      if (forgotten) tell_done(pairing, "forgot " + name + ", which was not told");
      return forgotten;
    }
    return endpoint_->host().unpair(pairing.pair, [this, pairing, name] {
      tell_done(pairing, "unpaired from " + name);
      if (waiting_.empty()) end();
    });
  }

  void tell_done(const Pairing& pairing, const std::string& sentence) {
    waiting_.erase(pairing.pair);
    teller_.tell({paired::Told::Weight::good, "unpaired", {}, sentence});
  }

  void end() {
    if (std::exchange(ending_, true)) return;
    for (const auto& pairing : chosen_) {
      if (!waiting_.contains(pairing.pair)) continue;
      const auto finding = connect::finding_of(connect::Problem::unpairing_pending);
      teller_.tell({paired::Told::Weight::bad, "unpairing", finding.rule,
                    paired::name_of(pairing.peer_node) + ": " + finding.text + " (s2 unpair --forget)"});
    }
    endpoint_->host().stop([this] { loop_.stop(); });
  }

  const UnpairArguments& arguments_;
  Console& console_;
  Teller teller_;
  transport::Loop loop_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  std::vector<Pairing> chosen_;
  std::set<connect::Pair> waiting_;  // those whose other side does not know yet
  bool ending_ = false;
};

int run(UnpairArguments& arguments, Console& console) {
  if (const auto wrong = finish(arguments.endpoint)) return wrong_usage(console, "unpair", *wrong);
  return UnpairRun(arguments, console).run();
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<UnpairArguments>();
  app.add_option("PEER|all", arguments->peers,
                 "whom to unpair from: a name, an id or the beginning of one, as s2 pairings shows them; or all")
      ->required();
  add_client_options(app, arguments->endpoint);
  app.add_flag("--forget", arguments->forget, "do not wait for the other side, and do not tell it later");
  app.add_flag("--json", arguments->json, "print JSON Lines instead of text");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb unpair_verb() {
  return {
      .name = "unpair",
      .summary = "end pairings, and tell the other side",
      .operands = "PEER...|all",
      .description =
          "Ends pairings of the store. Their tokens and pins go at once. Where sessions are begun here, the other side "
          "is "
          "told now; when it cannot be reached within ten seconds, the pairing stays in the list as unpairing, and the "
          "next program that runs with this store tells it. Where sessions are served here, the other side learns it "
          "when it comes for its next one.\n\n"
          "A program that has the store open has to be stopped first.",
      .exit_codes = {{"0", "ended, and the other side knows, or will when it comes"},
                     {"1", "ended here, and somebody could not be told"},
                     {"2", "could not run: nobody of that name, the store is in use"}},
      .examples = {{"s2 unpair battery", "the pairing with 'battery'"},
                   {"s2 unpair 3f2c", "the same by the beginning of its id"},
                   {"s2 unpair --forget all", "everything, e.g. before the machine is given away"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
