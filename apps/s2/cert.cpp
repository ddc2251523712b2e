// s2 cert: the certificates of an endpoint in the LAN, as its store keeps them.

#include "cert.hpp"

#include "choice.hpp"
#include "endpoint_options.hpp"
#include "json_line.hpp"

#include <s2/host/lan_identity.hpp>
#include <s2/transport/system.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

enum class CertDeed { show, renew, replace };

struct CertArguments {
  paired::StorePlace place;
  CertDeed deed = CertDeed::show;
  std::string name;
  bool pem = false;
  bool force = false;
  bool json = false;
};

void print(const host::LanIdentity& identity, const CertArguments& arguments, Console& console) {
  const std::string root = connect::fingerprint_text(identity.root.bytes);
  const std::string leaf = connect::fingerprint_text(identity.leaf.bytes);
  if (arguments.pem) {
    console.out << identity.root_pem;
  } else if (arguments.json) {
    JsonLine line;
    line.member("name", identity.name)
        .member("leaf_sha256", leaf)
        .member("leaf_until", format_time(identity.leaf_until))
        .member("renew_at", format_time(identity.renew_at))
        .member("root_sha256", root)
        .member("root_until", format_time(identity.root_until));
    console.out << line.str() << '\n';
  } else {
    console.out << "host name  " << identity.name << "\nleaf       until " << format_time(identity.leaf_until)
                << ", renewed from " << format_time(identity.renew_at) << " on\n           SHA-256 " << leaf
                << "\nroot       until " << format_time(identity.root_until) << "\n           SHA-256 " << root << '\n';
  }
}

Unexpected<Finding> nothing_there() {
  return {Finding{.rule = "S2CPP-TLS",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = "",
                  .text = "the store holds no certificate; an endpoint in the LAN makes one when it first serves, or "
                          "s2 cert renew --name HOST does"}};
}

Result<host::LanIdentity> shown(const CertArguments& arguments) {
  const auto copy = paired::StoreCopy::open(arguments.place);
  if (!copy) return Unexpected{copy.error()};
  auto kept = host::kept_identity(copy->store());
  if (!kept) return Unexpected{std::move(kept).error()};
  if (!kept->has_value()) return nothing_there();
  return std::move(**kept);
}

Result<host::LanIdentity> made(const CertArguments& arguments) {
  auto store = paired::open_store(arguments.place);
  if (!store) return Unexpected{std::move(store).error()};
  std::string name = arguments.name;
  if (name.empty()) {
    // A root that cannot be read hides the name as well; replacing it then needs --name.
    const auto kept = host::kept_identity(**store);
    if (!kept) return Unexpected{kept.error()};
    if (!kept->has_value()) return nothing_there();
    name = (*kept)->name;
  }
  const Time now = transport::system_now();
  return arguments.deed == CertDeed::renew ? host::renew_leaf(**store, name, now)
                                           : host::replace_root(**store, name, now);
}

int run(const CertArguments& arguments, Console& console) {
  if (arguments.deed == CertDeed::replace && !arguments.force) {
    return wrong_usage(console, "cert",
                       "after 'replace' everybody who is paired with this endpoint has to pair again; "
                       "add --force if that is meant");
  }
  const auto identity = arguments.deed == CertDeed::show ? shown(arguments) : made(arguments);
  if (!identity) return complain(console, "cert", identity.error());
  print(*identity, arguments, console);
  return done;
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<CertArguments>();
  add_choice(app, "DEED", arguments->deed,
             Choices<CertDeed>{{"show", CertDeed::show}, {"renew", CertDeed::renew}, {"replace", CertDeed::replace}},
             "show (unless told), renew the leaf, or replace the root")
      ->option_text("show|renew|replace");
  add_store_options(app, arguments->place);
  app.add_option("--name", arguments->name,
                 "renew, replace: the host name that the leaf is for; the present one unless told")
      ->option_text("HOST");
  app.add_flag("--force", arguments->force, "replace: yes, everybody has to pair again");
  auto* pem = app.add_flag("--pem", arguments->pem, "print the root certificate in PEM, for --ca of other programs");
  app.add_flag("--json", arguments->json, "print a JSON object instead of text")->excludes(pem);
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb cert_verb() {
  return {
      .name = "cert",
      .summary = "show, renew or replace the certificates of an endpoint in the LAN",
      .operands = "[show|renew|replace]",
      .description =
          "An endpoint in a local network has a root certificate of its own, which those who are paired with it have "
          "pinned, and below it a leaf for its host name. Both live in the store; keys are never printed.\n\n"
          "The leaf holds for 180 days and is renewed by itself after 120; 'renew' does it now, and nobody notices. "
          "The "
          "root holds for 25 years. 'replace' makes a new one, for a key that got into wrong hands or a root that has "
          "ended: everybody who is paired with this endpoint has to pair again.\n\n"
          "A program that has the store open has to be stopped before 'renew' and 'replace'.",
      .exit_codes = {{"0", "done"},
                     {"2", "could not run: no certificate there, the store is in use, the clock is not set"}},
      .examples = {{"s2 cert", "dates and fingerprints"},
                   {"s2 cert --pem > hems.pem", "the root, for a client that shall believe it"},
                   {"s2 cert renew --name evse.local", "a leaf for another host name, below the same root"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
