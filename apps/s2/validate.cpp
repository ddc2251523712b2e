// s2 validate: from operands to judgements.

#include "validate.hpp"

#include "choice.hpp"
#include "input/inputs.hpp"
#include "judgement/batch.hpp"
#include "pipeline.hpp"
#include "progress.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <ostream>
#include <utility>

namespace s2::app {
namespace {

// A batch is closed when it holds this much; small enough to bound memory, large enough to be worth handing over.
constexpr std::size_t batch_items = 512;
constexpr std::uint64_t batch_bytes = 256 * 1024;

struct Options {
  std::vector<std::string> operands;
  Measure measure;
  bool json = false;
  bool lenient = false;
  bool strict = false;
};

// One run: reads in the calling thread, judges in all, writes in order in the calling thread again.
class Validation {
 public:
  Validation(const Options& options, Console& console)
      : options_(options),
        console_(console),
        inputs_(find_inputs(options.operands)),
        progress_(console, inputs_.bytes, Clock::now()),
        judging_([this](Batch batch) { return judge_batch(batch, options_.measure, output(), console_); },
                 std::max(1U, std::thread::hardware_concurrency())) {}

  int run() {
    for (const std::string& failure : inputs_.failures) fail(failure);
    for (const std::string& path : inputs_.paths) {
      if (!console_.out) break;  // nobody reads on, or the disk is full
      read(path);
    }
    while (!judging_.empty()) write();
    progress_.clear();
    if (!options_.json) summarize();
    if (failed_) return could_not_run;
    return tally_.refused + tally_.troubles > 0 ? refused : done;
  }

 private:
  using Clock = std::chrono::steady_clock;

  Output output() const { return options_.json ? Output::for_programs : Output::for_people; }

  void fail(const std::string& sentence) {
    progress_.clear();
    console_.complain(sentence);
    failed_ = true;
  }

  void read(const std::string& path) {
    Input input(path, console_);
    RecordReader reader(input.stream(), input.form());
    Profile profile = options_.measure.profile.value_or(Profile::v1_0_0);
    Batch batch = empty_batch(path);
    std::uint64_t records = 0;
    while (auto record = reader.next()) {
      if (const auto header = header_of(*record)) {
        batch.in_recording = true;
        if (!options_.measure.profile) profile = header->profile.value_or(Profile::v1_0_0);
        continue;
      }
      ++records;
      batch.bytes += record->text.size();
      batch.items.push_back({*std::move(record), profile});
      if (batch.items.size() == batch_items || batch.bytes >= batch_bytes) hand_over(batch);
      if (progress_.wanted()) progress_.show(passed_ + reader.passed(), Clock::now());
      if (!console_.out) return;
    }
    if (!batch.items.empty()) hand_over(batch);
    passed_ += reader.passed();
    if (const auto failure = input.failure(); !failure.empty()) {
      fail(failure);
    } else if (records == 0) {
      fail("no message in " + (path == standard_input ? std::string("the standard input") : path));
    } else {
      ++files_;
    }
  }

  static Batch empty_batch(const std::string& path) {
    Batch batch;
    batch.source = path;
    batch.in_recording = path.ends_with(".s2log");
    return batch;
  }

  void hand_over(Batch& batch) {
    Batch next = empty_batch(batch.source);
    next.in_recording = batch.in_recording;
    while (judging_.full()) write();
    judging_.give(std::exchange(batch, std::move(next)));
  }

  void write() {
    const BatchOutcome outcome = judging_.take();
    tally_ += outcome.tally;
    if (outcome.text.empty()) return;
    progress_.clear();
    console_.out << outcome.text;
  }

  void summarize() {
    const auto number = [](std::uint64_t n, std::string_view one, std::string_view many) {
      return std::to_string(n) + ' ' + std::string(n == 1 ? one : many);
    };
    const bool clean = tally_.refused + tally_.troubles == 0;
    std::string line = number(tally_.messages, "message", "messages") + " in " + number(files_, "file", "files") + ": ";
    line += console_.paint(clean ? Ink::good : Ink::error,
                           tally_.refused == 0 ? "none refused" : std::to_string(tally_.refused) + " refused");
    if (tally_.troubles > 0) line += ", " + number(tally_.troubles, "place", "places") + " unreadable";
    line += ", " + number(tally_.warnings, "warning", "warnings");
    console_.out << line << '\n';
  }

  const Options& options_;
  Console& console_;
  Inputs inputs_;
  Progress progress_;
  Pipeline<Batch, BatchOutcome> judging_;
  Tally tally_;
  std::uint64_t files_ = 0;
  std::uint64_t passed_ = 0;
  bool failed_ = false;
};

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  Measure& measure = options->measure;
  app.add_option("FILE|DIR|-", options->operands, "what to judge; - is the standard input")->required();
  add_choice(app, "--profile", measure.profile, profile_choices(),
             "the S2 JSON version of the messages: 1.0.0 or 0.0.2-beta; unless told, what the header of a recording "
             "says, otherwise 1.0.0")
      ->option_text("VERSION");
  app.add_flag("--json", options->json, "print one JSON object per message instead of text");
  app.add_flag("--warnings-as-errors", measure.warnings_as_errors, "refuse messages with warnings as well");
  auto* lenient =
      app.add_flag("--lenient", options->lenient,
                   "accept what an analyser would: undefined members and nulls are dropped, with a warning");
  app.add_flag("--strict", options->strict, "judge as a product test does: more warnings become errors")
      ->excludes(lenient);
  return [options](Console& console) {
    if (options->lenient) options->measure.strictness = Strictness::lenient;
    if (options->strict) options->measure.strictness = Strictness::strict;
    return Validation(*options, console).run();
  };
}

}  // namespace

Verb validate_verb() {
  return {
      .name = "validate",
      .summary = "judge messages in files, folders, recordings or the standard input",
      .operands = "FILE|DIR|-...",
      .description =
          "Judges S2 messages one by one: whether each is JSON, whether it has the shape the schema of its S2 JSON "
          "version demands, and whether its content makes sense. What depends on earlier messages is not judged.\n"
          "\n"
          "A FILE holds a message laid out in any way, several messages one after the other, JSON arrays of messages, "
          "one message a line (.jsonl, .ndjson), or a recording (.s2log); - stands for the standard input, which may "
          "hold any of these. Of a DIR all .json, .jsonl, .ndjson and .s2log files are read, also those in folders "
          "below it. A message that is broken does not keep the next ones from being judged.\n"
          "\n"
          "Findings name the file, line and column, the rule that was broken, the message and the JSON pointer, the "
          "offending value, and often what to do about it. A line at the end sums up.",
      .exit_codes = {{"0", "every message is accepted, possibly with warnings"},
                     {"1", "a message is refused, or a place in a file cannot be read as messages"},
                     {"2",
                      "could not run: wrong usage, an input that cannot be read or holds no message, output that "
                      "cannot be written"}},
      .examples = {{"s2 validate examples/", "judge all messages below a folder"},
                   {"s2 validate --profile 0.0.2-beta day.s2log", "judge a recording as S2 JSON 0.0.2-beta"},
                   {"grep battery day.s2log | s2 validate -", "judge a part of a recording"},
                   {"s2 validate --json day.s2log | jq 'select(.verdict == \"refused\")'",
                    "let a program look at what was refused"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
