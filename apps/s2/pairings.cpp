// s2 pairings: who is paired with whom.

#include "pairings.hpp"

#include "endpoint_options.hpp"
#include "json_line.hpp"
#include "text_layout.hpp"

#include <paired/selection.hpp>
#include <paired/sentences.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

using connect::CommunicationRole;
using connect::Pairing;

struct PairingsArguments {
  paired::StorePlace place;
  std::string backup;
  bool json = false;
};

std::string host_of(const Pairing& pairing) {
  if (pairing.pin) return pairing.pin->host;
  const auto url = connect::BaseUrl::parse(pairing.session_url);
  return url ? url->host() : std::string();
}

// One line of the table.
constexpr std::size_t columns = 7;
using Row = std::array<std::string, columns>;

Row row_of(const Pairing& pairing) {
  const bool serves = pairing.communicates_as == CommunicationRole::server;
  return {paired::name_of(pairing.peer_node),
          paired::short_id(pairing.pair.peer),
          std::string(paired::word_of(pairing.peer_node.role)),
          std::string(paired::word_of(pairing.state)),
          format_time({pairing.since.seconds, 0}),
          serves ? "served here" : "begun here",
          harmless(host_of(pairing))};
}

void print_table(const std::vector<Pairing>& all, Console& console) {
  std::vector<Row> rows{{"PEER", "ID", "ROLE", "STATE", "SINCE", "SESSIONS", "HOST"}};
  for (const auto& pairing : all) rows.push_back(row_of(pairing));
  std::array<std::size_t, columns> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < columns; ++i) line += row[i] + std::string(widths[i] - columns_of(row[i]) + 2, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    console.out << (&row == &rows.front() ? console.paint(Ink::strong, line) : line) << '\n';
  }
}

void print_json(const Pairing& pairing, Console& console) {
  JsonLine line;
  line.member("own", pairing.pair.own.text())
      .member("peer", pairing.pair.peer.text())
      .member("own_role", paired::word_of(pairing.own_role))
      .member("peer_role", paired::word_of(pairing.peer_node.role))
      .member("peer_name", paired::name_of(pairing.peer_node))
      .member("peer_endpoint", pairing.peer_endpoint.name.value_or(""))
      .member("state", paired::word_of(pairing.state))
      .member("since", format_time(pairing.since))
      .member("sessions", pairing.communicates_as == CommunicationRole::server ? "served" : "begun")
      .member("host", host_of(pairing));
  if (pairing.pin) line.member("pinned_sha256", connect::fingerprint_text(pairing.pin->root.bytes));
  console.out << line.str() << '\n';
}

int back_up(const PairingsArguments& arguments, Console& console) {
  const auto file = paired::file_of(arguments.place);
  if (!file) return complain(console, "pairings", file.error());
  if (auto copied = store::back_up(*file, arguments.backup); !copied)
    return complain(console, "pairings", copied.error());
  console.out << "the store " << *file << " is copied to " << arguments.backup << '\n';
  return done;
}

int run(const PairingsArguments& arguments, Console& console) {
  if (!arguments.backup.empty()) return back_up(arguments, console);
  const auto copy = paired::StoreCopy::open(arguments.place);
  if (!copy) return complain(console, "pairings", copy.error());
  const auto all = copy->store().all();
  if (!all) return complain(console, "pairings", all.error());
  if (arguments.json) {
    for (const auto& pairing : *all) print_json(pairing, console);
  } else if (all->empty()) {
    console.out << "nobody is paired\n";
  } else {
    print_table(*all, console);
  }
  return done;
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<PairingsArguments>();
  add_store_options(app, arguments->place);
  auto* backup = app.add_option("--backup", arguments->backup,
                                "copy the store to a new file instead, secrets and all; it may be in use meanwhile")
                     ->option_text("FILE");
  app.add_flag("--json", arguments->json, "print one JSON object per pairing instead of the table")->excludes(backup);
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb pairings_verb() {
  return {
      .name = "pairings",
      .summary = "list who is paired with whom, or back the pairings up",
      .operands = "",
      .description =
          "Prints a line for each pairing of S2 Connect in the store: the other side's name, the beginning of its id, "
          "its role, how far the pairing has come, since when, who begins sessions, and the other side's host. Tokens "
          "are never printed. A program that has the store open is not disturbed.\n\n"
          "A pairing is paired; or undecided, when the last answer of pairing was lost and the first session will "
          "show; or unpairing, when it was ended here and the other side does not know yet.",
      .exit_codes = {{"0", "done, also when nobody is paired"},
                     {"2", "could not run: no store, another key, a backup file that exists"}},
      .examples = {{"s2 pairings", "the pairings of this user"},
                   {"s2 pairings --store /var/lib/hems/pairings.db --json | jq -r .peer_name", "the names alone"},
                   {"s2 pairings --backup pairings-$(date +%F).db", "a copy that another machine can go on with"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
