// s2 code: an endpoint that waits to be paired, and the code it shows.

#include "code.hpp"

#include "endpoint_options.hpp"
#include "json_line.hpp"
#include "teller.hpp"
#include "text_layout.hpp"

#include <paired/qr_code.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

using connect::Limits;
using connect::Role;

constexpr Duration second{1'000};
// Instead of a URL: all energy managers that service discovery finds.
constexpr const char* found_ones = "found";

struct CodeArguments {
  EndpointArguments endpoint;
  Role role = Role::cem;
  std::string node;
  std::string poll;
  bool keep = false;
  bool no_qr = false;
  bool json = false;
};

// A code on the screen, and what happens while it is there.
class CodeShow {
 public:
  CodeShow(const CodeArguments& arguments, Console& console)
      : arguments_(arguments), console_(console), teller_(console, arguments.json) {}

  int run() {
    auto handler = teller_.handler();
    handler.on_pairing = [this](const connect::PairingEvent& event) { on_pairing(event); };
    handler.on_poll_event = [this](const connect::PollClientEvent& event) { on_poll(event); };
    const auto part = polls() ? paired::Part::client : paired::Part::server;
    auto opened = paired::PairedEndpoint::open(loop_, arguments_.endpoint.options, part, std::move(handler));
    if (!opened) return complain(console_, "code", opened.error());
    endpoint_ = std::move(*opened);
    const auto node = endpoint_->add_node(arguments_.role, arguments_.node,
                                          arguments_.role == Role::cem ? "energy manager" : "device");
    if (!node) return complain(console_, "code", node.error());
    node_ = *node;
    if (auto begun = begin_polling(); !begun) return complain(console_, "code", begun.error());
    if (auto shown = show(); !shown) return complain(console_, "code", shown.error());
    loop_.on_interrupt([this] { end(refused); });
    loop_.run();
    return exit_;
  }

 private:
  bool polls() const { return !arguments_.poll.empty(); }

  // Those that service discovery finds are polled without being asked for.
  Result<void> begin_polling() {
    if (!polls() || arguments_.poll == found_ones) return {};
    const auto url = connect::BaseUrl::parse(arguments_.poll, {.strip_version = arguments_.endpoint.options.assume_v1});
    if (!url) return Unexpected{url.error()};
    endpoint_->host().poll(*url);
    return {};
  }

  // The energy manager has asked for a code when there was none: it has run out.
  void on_poll(const connect::PollClientEvent& event) {
    if (std::holds_alternative<connect::TokenMissing>(event)) renew();
  }

  Result<void> show() {
    const auto code = endpoint_->host().issue_code(node_.id);
    if (!code) return Unexpected{code.error()};
    left_ = Limits::token_life;
    print(code->reveal());
    tick();
    return {};
  }

  void print(std::string_view code) {
    const std::string url = polls() ? "" : paired::pairing_url(endpoint_->host());
    if (arguments_.json) {
      JsonLine line;
      line.member("event", "code");
      if (!polls()) line.member("url", url);
      line.member("code", code);
      console_.out << line.member("seconds", static_cast<std::uint64_t>(left_ / second)).str() << '\n' << std::flush;
      return;
    }
    console_.out << '\n';
    if (!polls()) console_.out << "Pairing URL   " << url << '\n';
    console_.out << "Pairing code  " << console_.paint(Ink::strong, code) << "\n\n";
    if (!arguments_.no_qr && !polls()) {
      const auto look = console_.out_colors ? paired::QrLook::colours : paired::QrLook::blocks;
      console_.out << paired::qr_code(paired::pairing_text(url, code), look) << '\n';
    }
    if (polls()) {
      console_.out << "Choose '" << harmless(node_.name) << "' at the energy manager and type the code in there.";
    } else {
      console_.out << "Type both in at the other side, which is to be "
                   << (node_.role == Role::cem ? "a device" : "an energy manager") << '.';
    }
    console_.out << " The code is good for five minutes.\n" << std::flush;
  }

  // Counts down where a person looks on, and shows a new code when the time is over.
  void tick() {
    if (arguments_.json || !console_.out_is_terminal) {
      loop_.after(std::exchange(left_, Duration(0)), [this] { renew(); });
      return;
    }
    const auto seconds = left_ / second;
    console_.out << '\r' << seconds / 60 << ':' << (seconds % 60 < 10 ? "0" : "") << seconds % 60 << ' ' << std::flush;
    left_ -= second;
    loop_.after(second, [this] { left_ > Duration(0) ? tick() : renew(); });
  }

  void renew() {
    if (ending_) return;
    if (auto shown = show(); !shown) {
      complain(console_, "code", shown.error());
      end(could_not_run);
    }
  }

  void on_pairing(const connect::PairingEvent& event) {
    if (console_.out_is_terminal && !arguments_.json) console_.out << '\r';
    if (const auto told = paired::told(event)) teller_.tell(*told);
    if (std::holds_alternative<connect::Paired>(event) && !arguments_.keep) end(done);
  }

  void end(int code) {
    if (std::exchange(ending_, true)) return;
    exit_ = code;
    endpoint_->host().stop([this] { loop_.stop(); });
  }

  const CodeArguments& arguments_;
  Console& console_;
  Teller teller_;
  transport::Loop loop_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  paired::OwnNode node_;
  Duration left_{0};
  bool ending_ = false;
  int exit_ = done;
};

int run(CodeArguments& arguments, Console& console) {
  if (const auto wrong = finish(arguments.endpoint)) return wrong_usage(console, "code", *wrong);
  if (!arguments.poll.empty() && arguments.role != Role::rm) {
    return wrong_usage(console, "code", "only devices poll, so --poll needs --as rm");
  }
  if (arguments.poll == found_ones && !arguments.endpoint.options.discovery) {
    return wrong_usage(console, "code", "without service discovery nobody is found; --poll takes a URL as well");
  }
  return CodeShow(arguments, console).run();
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<CodeArguments>();
  add_client_options(app, arguments->endpoint);
  add_server_options(app, arguments->endpoint);
  add_role_option(app, arguments->role, "what waits: an energy manager (cem, unless told) or a device (rm)");
  app.add_option("--node", arguments->node, "which node of the store waits; made when it is not there")
      ->option_text("NAME");
  app.add_option("--poll", arguments->poll,
                 "be a device that nobody can reach: serve nothing, and ask the energy manager at this pairing URL, or "
                 "all that service discovery finds, whether it is meant (long-polling)")
      ->option_text("URL|found");
  app.add_flag("--keep", arguments->keep, "stay after a pairing, and show the next code");
  app.add_flag("--no-qr", arguments->no_qr, "do not draw the squares for telephones");
  app.add_flag("--json", arguments->json, "print JSON Lines instead of text");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb code_verb() {
  return {
      .name = "code",
      .summary = "show a pairing code and wait until somebody pairs with it",
      .operands = "",
      .description =
          "Serves S2 Connect for one node and shows its pairing URL, a fresh pairing code, and both as a QR code. "
          "Whoever "
          "types them in at the other side within five minutes is paired; then the program ends. A code that has "
          "expired is replaced by a new one. The code is a secret: it stands on the screen and nowhere else.\n\n"
          "Unless told otherwise it is reached from this machine alone. With --name evse.local it serves every network "
          "of this machine under that name, with a certificate of its own, and says so by mDNS; with --cert and --key "
          "it "
          "is an endpoint in the internet.\n\n"
          "A device behind a firewall can do without serving: with --poll it asks energy managers, and s2 pair "
          "--polling is how one of them takes it.\n\n"
          "The pairing is kept in the store. An energy manager or device that runs later with the same store and the "
          "same node (s2 cem, s2 device) has its sessions without being paired again; it has to be reached at the same "
          "URL when it is the one that serves them, which is the energy manager.\n\n"
          "The QR code says two lines, the URL and the code. It is no link, so that the code ends up in no history.",
      .exit_codes = {{"0", "paired"},
                     {"1", "interrupted; with --keep also after pairings"},
                     {"2",
                      "could not run: wrong usage, the port or the store is in use, certificates that do not fit"}},
      .examples = {{"s2 code", "an energy manager for programs on this machine"},
                   {"s2 code --as rm --node battery --name battery.local", "a battery that waits in the local network"},
                   {"s2 code --as rm --node battery --poll found", "a battery that only calls out"},
                   {"s2 code --json --no-discovery | jq -r 'select(.event == \"code\").code'",
                    "the code for a script"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
