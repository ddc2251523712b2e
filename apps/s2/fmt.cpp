// s2 fmt: messages in, the same messages out as the library writes them.

#include "fmt.hpp"

#include "choice.hpp"
#include "input/inputs.hpp"
#include "judgement/report.hpp"

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

struct Options {
  std::vector<std::string> operands;
  Measure measure;
  bool compact = false;
  bool lenient = false;
};

class Formatting {
 public:
  Formatting(const Options& options, Console& console) : options_(options), console_(console), reports_(console) {
    reports_.out_colors = console.err_colors;
  }

  int run() {
    const Inputs inputs = find_inputs(options_.operands);
    for (const std::string& failure : inputs.failures) fail(failure);
    for (const std::string& path : inputs.paths) read(path);
    return failed_ ? could_not_run : refused_ ? refused : done;
  }

 private:
  void fail(const std::string& sentence) {
    console_.complain(sentence);
    failed_ = true;
  }

  void read(const std::string& path) {
    Input input(path, console_);
    RecordReader reader(input.stream(), input.form());
    Profile profile = options_.measure.profile.value_or(Profile::v1_0_0);
    bool in_recording = path.ends_with(".s2log");
    while (auto record = reader.next()) {
      if (!console_.out) return;
      if (const auto header = header_of(*record)) {
        in_recording = true;
        if (!options_.measure.profile) profile = header->profile.value_or(Profile::v1_0_0);
        continue;
      }
      print(path, *record, frame_of(*record, in_recording), profile);
    }
    if (const auto failure = input.failure(); !failure.empty()) fail(failure);
  }

  void print(const std::string& path, const Record& record, const Frame& frame, Profile profile) {
    auto [judgement, message] = read_frame(record, frame, profile, options_.measure);
    std::string text;
    if (message && !judgement.refused) {
      const auto written =
          options_.compact ? encode_to(text, *message, profile) : encode_pretty_to(text, *message, profile);
      if (!written) judgement.findings.push_back(written.error());
      if (!written) judgement.refused = true;
    }
    if (!text.empty()) console_.out << text << '\n';
    refused_ |= judgement.refused;
    report({path, record, frame, judgement});
  }

  void report(const Judged& judged) {
    std::string text;
    append_for_people(text, judged, reports_);
    if (text.empty()) return;
    console_.out.flush();  // both may be the same terminal
    console_.err << text;
  }

  const Options& options_;
  Console& console_;
  Console reports_;  // the same, with the colours of the error stream
  bool failed_ = false;
  bool refused_ = false;
};

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE|-", options->operands, "what to print; - is the standard input, which is read unless told");
  app.add_flag("--compact", options->compact, "print each message on one line, without blanks");
  add_choice(app, "--profile", options->measure.profile, profile_choices(),
             "the S2 JSON version of the messages: 1.0.0 or 0.0.2-beta; unless told, what the header of a recording "
             "says, otherwise 1.0.0")
      ->option_text("VERSION");
  app.add_flag(
      "--lenient", options->lenient,
      "read what an analyser would: undefined members and nulls are dropped and a missing UTC offset is UTC, with a "
      "warning each, instead of refusing the message");
  return [options](Console& console) {
    if (options->operands.empty()) options->operands.emplace_back(standard_input);
    if (options->lenient) options->measure.strictness = Strictness::lenient;
    return Formatting(*options, console).run();
  };
}

}  // namespace

Verb fmt_verb() {
  return {
      .name = "fmt",
      .summary = "print messages in canonical form",
      .operands = "[FILE|-]...",
      .description =
          "Prints each message as this library writes it: message_type first, then the members in the order of the "
          "standard, the shortest numbers that mean the same, times in UTC. The same message always gives the same "
          "bytes. Inputs may have every form that s2 validate reads; of a recording the messages alone are printed.\n"
          "\n"
          "A message that cannot be read is reported on the error stream and left out; the others are printed. Whether "
          "the content of a message makes sense is not looked at; s2 validate does that.",
      .exit_codes = {{"0", "every message was printed"},
                     {"1", "a message was refused and left out"},
                     {"2", "could not run: wrong usage, an input that cannot be read, output that cannot be written"}},
      .examples = {{"s2 fmt message.json", "print a message for people"},
                   {"s2 fmt --compact day.s2log > day.jsonl", "take the messages out of a recording"},
                   {"s2 fmt --lenient < from-a-peer.json", "read a message with members the standard does not know"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
