// s2 replay: from operands to reports.

#include "replay.hpp"

#include "choice.hpp"
#include "help.hpp"
#include "input/inputs.hpp"
#include "replay/page/page.hpp"
#include "replay/replay_files.hpp"
#include "replay/report.hpp"

#include <fstream>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

struct Options {
  std::vector<std::string> operands;
  AnalysisOptions analysis;
  FailOn fail_on = FailOn::error;
  bool json = false;
  bool all = false;
  bool lenient = false;
  bool strict = false;
  std::string html;
  std::string junit;
};

class Replay {
 public:
  Replay(const Options& options, Console& console) : options_(options), console_(console) {}

  int run() {
    const Inputs inputs = find_inputs(options_.operands);
    for (const std::string& failure : inputs.failures) fail(failure);
    replay_files(inputs.paths, inputs.bytes, options_.analysis, console_,
                 [this](std::unique_ptr<FileReport> report) { take(std::move(report)); });
    if (!options_.json && reports_.size() + dropped_ > 1) summarize();
    if (!options_.junit.empty()) save(options_.junit, junit_document(suites_));
    if (!options_.html.empty()) save(options_.html, page(reports_, std::string(program_version())));
    if (could_not_) return could_not_run;
    return failed_ ? refused : done;
  }

 private:
  void fail(const std::string& sentence) {
    console_.complain(sentence);
    could_not_ = true;
  }

  void take(std::unique_ptr<FileReport> report) {
    if (!report->failure.empty()) return fail(report->failure);
    failed_ = failed_ || fails(*report, options_.fail_on);
    std::string text;
    if (options_.json) {
      append_json(text, *report);
    } else {
      append_text(text, *report, options_.all, console_);
    }
    console_.out << text;
    if (!options_.junit.empty()) append_junit(suites_, *report, options_.fail_on);
    errors_ += report->errors();
    warnings_ += report->warnings();
    if (options_.html.empty()) {
      ++dropped_;
    } else {
      reports_.push_back(std::move(report));
    }
  }

  void summarize() {
    console_.out << '\n'
                 << count_text(reports_.size() + dropped_, "file", "files") << ": "
                 << console_.paint(errors_ > 0 ? Ink::error : Ink::good, count_text(errors_, "error", "errors")) << ", "
                 << count_text(warnings_, "warning", "warnings") << '\n';
  }

  void save(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) fail("cannot write " + path);
  }

  const Options& options_;
  Console& console_;
  std::vector<std::unique_ptr<FileReport>> reports_;  // when a page is wanted
  std::size_t dropped_ = 0;                           // files whose reports are gone
  std::string suites_;
  std::uint64_t errors_ = 0;
  std::uint64_t warnings_ = 0;
  bool failed_ = false;
  bool could_not_ = false;
};

void read_start(WalkOptions& walk, const std::string& word) {
  const auto parsed = parse_time(word);
  if (!parsed) throw CLI::ValidationError("--start", "'" + word + "' is no RFC 3339 date-time");
  walk.start = parsed->time;
}

void read_step(WalkOptions& walk, const std::string& word) {
  std::uint32_t step = 0;
  if (!CLI::detail::lexical_cast(word, step)) {
    throw CLI::ValidationError("--step", "'" + word + "' is no number of milliseconds");
  }
  walk.step = Duration(step);
}

void read_run_on(WalkOptions& walk, const std::string& word) {
  std::uint32_t seconds = 0;
  if (!CLI::detail::lexical_cast(word, seconds)) {
    throw CLI::ValidationError("--run-on", "'" + word + "' is no number of seconds");
  }
  walk.run_on = std::chrono::seconds(seconds);
}

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  WalkOptions& walk = options->analysis.walk;
  app.add_option("FILE|DIR|-", options->operands, "recordings; - is the standard input")->required();
  app.add_flag("--json", options->json, "print JSON Lines instead of text");
  app.add_option("--html", options->html, "write a page that holds everything: summary, sequence, timeline, findings")
      ->option_text("FILE");
  app.add_option("--junit", options->junit, "write test suites for a CI system")->option_text("FILE");
  app.add_flag("--all", options->all, "print every finding, not only the first three of each rule");
  add_choice(app, "--fail-on", options->fail_on,
             Choices<FailOn>{{"error", FailOn::error}, {"warning", FailOn::warning}},
             "what makes the exit code 1: error (unless told) or warning")
      ->option_text("SEVERITY");
  add_choice(app, "--profile", walk.profile, profile_choices(),
             "the S2 JSON version of conversations that begin without a handshake: 1.0.0 or 0.0.2-beta; unless told, "
             "what the header says, otherwise 1.0.0")
      ->option_text("VERSION");
  app.add_option_function<std::string>(
         "--start", [&walk](const std::string& word) { read_start(walk, word); },
         "time of the first message of a file without times; unless told, from the first message that says when it "
         "was sent")
      ->option_text("TIME");
  app.add_option_function<std::string>(
         "--step", [&walk](const std::string& word) { read_step(walk, word); },
         "time between messages of a file without times; 100 unless told")
      ->option_text("MS");
  app.add_flag("--add-answers", walk.add_answers,
               "the file holds no ReceptionStatus: take each message as answered the way this program would");
  app.add_option_function<std::string>(
         "--run-on", [&walk](const std::string& word) { read_run_on(walk, word); },
         "let the clock run on behind the last message, as if nothing more was said for so long; 0 unless told")
      ->option_text("SECONDS");
  auto* lenient = app.add_flag("--lenient", options->lenient, "accept what an analyser would, with a warning");
  app.add_flag("--strict", options->strict, "judge as a product test does: more warnings become errors")
      ->excludes(lenient);
  return [options](Console& console) {
    if (options->lenient) options->analysis.walk.strictness = Strictness::lenient;
    if (options->strict) options->analysis.walk.strictness = Strictness::strict;
    options->analysis.picture = !options->html.empty();
    return Replay(*options, console).run();
  };
}

}  // namespace

Verb replay_verb() {
  return {
      .name = "replay",
      .summary = "judge recorded conversations as a whole, and report",
      .operands = "FILE|DIR|-...",
      .description =
          "Takes recorded conversations through all rules, both sides, message by message, on the clock of the "
          "recording. Reports what is wrong, with line, JSON pointer, value and rule; what was left undone, and by "
          "whom; messages that nobody answered; answers that differ from ours; what became of each instruction; how "
          "long answers took and how far the "
          "clocks are apart.\n"
          "\n"
          "A FILE is a recording (.s2log) of this program or of s2-kit, with any number of resource managers, or holds "
          "plain messages: one a line, or JSON values laid out in any way. Sender and time of plain messages are "
          "worked out (docs/reference/recording.md). Of a DIR all .json, .jsonl, .ndjson and .s2log files are read. "
          "Several files are read on several cores; memory does not grow with their size.\n"
          "\n"
          "The page that --html writes needs no other file and no network: mail it.",
      .exit_codes = {{"0", "no finding of weight error, or with --fail-on warning no finding at all"},
                     {"1", "there are such findings"},
                     {"2",
                      "could not run: wrong usage, an input that cannot be read or holds no message, output that "
                      "cannot be written"}},
      .examples = {{"s2 replay day.s2log", "judge a recording"},
                   {"s2 replay --html report.html day.s2log", "write the page for the other side's developers"},
                   {"s2 replay --junit s2.xml --fail-on warning recordings/", "in CI"},
                   {"cat ev/*.json | s2 replay --add-answers -", "judge a conversation kept as a file a message"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
