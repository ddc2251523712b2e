// s2 demo: a whole house in one process.

#include "demo.hpp"

#include "help.hpp"
#include "replay/page/page.hpp"
#include "replay/replay_files.hpp"

#include <house/command_name.hpp>
#include <house/demo.hpp>

#include <s2/transport/dnssd.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <memory>
#include <ostream>
#include <vector>

namespace s2::app {
namespace {

// "max", or a number of simulated seconds per second.
void read_speed(house::DemoOptions& options, const std::string& word) {
  if (word == "max") {
    options.speed = 0;
    return;
  }
  double speed = 0;
  if (!CLI::detail::lexical_cast(word, speed) || !(speed >= 1 && speed <= 1e6)) {
    throw CLI::ValidationError("--speed", "'" + word + "' is neither a number from 1 to 1000000 nor max");
  }
  options.speed = speed;
}

// The recording judged as a whole, and its page.
house::Replayed replay(const std::string& recording, const std::string& page_path, const house::Tally::Excuse& excuse,
                       Console& console) {
  std::vector<std::unique_ptr<FileReport>> reports;
  AnalysisOptions options;
  options.picture = true;
  reports.push_back(replay_file(recording, options, console));
  const FileReport& report = *reports.front();
  house::Replayed replayed{.findings = report.errors() + report.warnings(), .slowest_answer = Duration(0), .page = {}};
  for (const auto& one : report.conversations) {
    for (const Spotted& spotted : one->findings.spotted()) {
      if (excuse(one->beginning.rm, spotted.finding, spotted.time)) --replayed.findings;
    }
    for (const Direction direction : {Direction::cem_to_rm, Direction::rm_to_cem}) {
      replayed.slowest_answer = std::max(replayed.slowest_answer, one->timing.answers_to(direction).slowest);
    }
  }
  std::ofstream file(page_path, std::ios::binary | std::ios::trunc);
  file << page(reports, std::string(program_version()));
  file.close();
  if (file) {
    replayed.page = page_path;
  } else {
    console.complain("demo: cannot write the page " + page_path);
  }
  return replayed;
}

// On the loopback alone: nobody else in the network hears of a house that is not there. Avahi's daemon may be told to
// leave the loopback out, so it is not asked.
Result<std::unique_ptr<transport::Dnssd>> look_around(transport::Loop& loop) {
  return transport::open_dnssd(loop, {.backend = transport::DnssdBackend::built_in, .interfaces = {"lo"}});
}

int run(house::DemoOptions& options, Console& console) {
  if (options.day == "list") {
    console.out << house::demo_days();
    return done;
  }
  options.made_by = std::string(program_version());
  options.command = house::command_name("s2");
  options.replay = [&console](const std::string& recording, const std::string& page_path,
                              const house::Tally::Excuse& excuse) {
    return replay(recording, page_path, excuse, console);
  };
  return house::run_demo(options, {.out = console.out,
                                   .err = console.err,
                                   .is_terminal = console.out_is_terminal,
                                   .paint = console.out_colors ? house::paint_ansi : house::paint_nothing});
}

Action set_up(CLI::App& app) {
  const auto options = std::make_shared<house::DemoOptions>();
  const auto discovery = std::make_shared<bool>(true);
  app.add_option("--day", options->day, "the day to live through; 'list' names them")->option_text("NAME|list");
  app.add_option_function<std::string>(
         "--speed", [options](const std::string& word) { read_speed(*options, word); },
         "simulated seconds per second, or max; on a terminal 3600 unless told, otherwise max")
      ->option_text("N|max");
  app.add_option("--seed", options->seed, "decides ids and forecast errors; the same seed gives the same day")
      ->option_text("N");
  app.add_flag("--headless", options->headless, "show nothing while the day passes, and do not wait for it");
  app.add_option("--out", options->out, "folder for recording, plot, page and pairings; demo-out unless told")
      ->option_text("DIR");
  app.add_flag("--calm", options->calm, "let nothing go wrong on purpose");
  auto* plain = app.add_flag("--plain", options->plain, "unencrypted WebSockets; nobody pairs");
  app.add_flag("--fresh", options->fresh, "begin with strangers, though they were paired in an earlier run")
      ->excludes(plain);
  app.add_flag("!--no-discovery", *discovery, "tell the devices the energy manager's URL instead of letting them look");
  app.add_flag("--json", options->json, "print one JSON object instead of display and report");
  return [options, discovery](Console& console) {
    if (*discovery) options->discovery = look_around;
    return run(*options, console);
  };
}

}  // namespace

Verb demo_verb() {
  return {
      .name = "demo",
      .summary = "watch an energy manager steer a home through a real day",
      .operands = "",
      .description =
          "An energy manager, a home battery, a photovoltaic system and a household begin as strangers on this "
          "machine. The devices find the energy manager by DNS-SD (where that does not work they are told its URL), "
          "pair with it by a code each (S2 Connect), and talk S2 over encrypted WebSockets through a day of real "
          "prices, sun and load, in half a minute. The clock is accelerated, but moves only when every socket is "
          "quiet: the same seed gives the same messages on any machine. In the middle of the day the battery's link "
          "is cut, the photovoltaic system answers late, and the energy manager restarts. The next run into the same "
          "folder reconnects without pairing.\n\n"
          "At the end: the day's bill with and without control, every message judged by both sides, the recording of "
          "all of them (day.s2log), a plot (day.svg), and the recording judged as a whole on a page (report.html).",
      .exit_codes = {{"0", "the day passed without a finding"},
                     {"1", "something was found, or recording, plot or page are incomplete"},
                     {"2", "could not run: an unknown day, an unwritable folder, a pairing that failed"},
                     {"130", "ended early by Ctrl-C"}},
      .examples = {{"s2 demo", "watch the default day"},
                   {"s2 demo --day list", "which days there are"},
                   {"s2 demo --fresh", "strangers again"},
                   {"s2 demo --headless --json", "the day's result for a program"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
