// s2 explain: what a message means, in the conversation it stands in.

#include "explain.hpp"

#include "choice.hpp"
#include "conversations/walk.hpp"
#include "explain/explanation.hpp"
#include "explain/meaning.hpp"
#include "input/inputs.hpp"
#include "judgement/judgement.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <ostream>
#include <utility>

namespace s2::app {
namespace {

struct Options {
  std::string operand;
  Measure measure;
  bool json = false;
  bool lenient = false;
  bool strict = false;
};

// "day.s2log:12" is line 12 of day.s2log, unless there is a file of that very name.
struct Target {
  std::string path;
  std::optional<std::uint64_t> line;
};

Target target_of(const std::string& operand) {
  const auto colon = operand.rfind(':');
  if (colon == operand.npos || std::filesystem::exists(operand)) return {operand, {}};
  std::uint64_t line = 0;
  const char* const end = operand.data() + operand.size();
  const auto read = std::from_chars(operand.data() + colon + 1, end, line);
  if (read.ec != std::errc() || read.ptr != end || line == 0) return {operand, {}};
  return {operand.substr(0, colon), line};
}

// The last line of a record that may be laid out over several.
std::uint64_t last_line(const Record& record) {
  return record.line + static_cast<std::uint64_t>(std::count(record.text.begin(), record.text.end(), '\n'));
}

class Explaining : public Companion {
 public:
  Explaining(const Options& options, Console& console)
      : options_(options), console_(console), target_(target_of(options.operand)) {}

  int run() {
    Input input(target_.path, console_);
    RecordReader reader(input.stream(), input.form());
    auto first = reader.next();
    auto second = first ? reader.next() : std::nullopt;
    if (first && !second && is_bare(*first)) {
      explain_alone(*first);
    } else if (first) {
      walk(std::move(*first), std::move(second), reader);
    }
    if (const auto failure = input.failure(); !failure.empty()) {
      console_.complain(failure);
      return could_not_run;
    }
    if (!explained_) {
      const std::string name = target_.path == standard_input ? "the standard input" : target_.path;
      console_.complain(target_.line ? "no message on line " + std::to_string(*target_.line) + " of " + name
                                     : "no message in " + name);
      return could_not_run;
    }
    return refused_ ? refused : done;
  }

  void on_beginning(const Beginning&) override {}
  void on_end(std::size_t, const Conversation&, std::span<const Omission>) override {}

  void on_frame(const Sighting& sighting) override {
    if (!wants(sighting.line)) return;
    const Observation& seen = sighting.observation;
    Explanation e = head(sighting.line);
    e.time = sighting.frame.time;
    e.sender = sighting.frame.direction == Direction::cem_to_rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
    e.rm = sighting.frame.rm;
    e.kind = seen.kind;
    const bool has_id = seen.kind != Kind::ReceptionStatus && !seen.message_id.empty() && seen.message_id != nil_id();
    if (has_id) e.message_id = seen.message_id.text();
    e.answer = seen.answer;
    e.remark = remark_on(seen);
    e.findings.assign(seen.findings.begin(), seen.findings.end());
    if (seen.message) e.meaning = meaning_of(*seen.message, {sighting.registry, sighting.frame.time, &seen});
    print(e);
  }

  void on_trouble(std::uint64_t line, const Finding& finding) override {
    if (!wants(line)) return;
    Explanation e = head(line);
    e.findings = {finding};
    print(e);
  }

 private:
  static bool is_bare(const Record& record) { return !header_of(record) && !read_recording_line(record.text); }

  static std::string remark_on(const Observation& seen) {
    if (seen.repeated) return "none: it repeats an earlier message";
    if (seen.ignored) return "none: it crossed a change on the wire and is ignored";
    if (seen.answer && *seen.answer != ReceptionStatusValues::ok) return "none: it is refused";
    return "";
  }

  bool wants(std::uint64_t line) const { return !target_.line || (wanted_ && *wanted_ == line); }
  Explanation head(std::uint64_t line) const {
    Explanation e;
    e.source = target_.path;
    e.line = line;
    return e;
  }

  // A message and nothing else: what it says itself.
  void explain_alone(const Record& record) {
    if (target_.line && (*target_.line < record.line || *target_.line > last_line(record))) return;
    const Profile profile = options_.measure.profile.value_or(Profile::v1_0_0);
    const Frame frame = frame_of(record, false);
    auto [judgement, message] = read_frame(record, frame, profile, options_.measure);
    Explanation e = head(record.line);
    e.kind = judgement.kind;
    e.message_id = judgement.message_id.value_or("");
    e.answer = judgement.status;
    e.findings = std::move(judgement.findings);
    if (message) {
      auto more = check(*message, options_.measure.strictness);
      std::move(more.begin(), more.end(), std::back_inserter(e.findings));
      if (has_error(e.findings)) e.answer = ReceptionStatusValues::invalid_content;
      const Registry nothing;
      e.meaning = meaning_of(*message, {nothing, Time{}, nullptr});
    }
    print(e);
  }

  void walk(Record first, std::optional<Record> second, RecordReader& reader) {
    Walk walk({.profile = options_.measure.profile,
               .strictness = options_.measure.strictness,
               .start = {},
               .step = Duration(1000)},
              *this);
    step(walk, std::move(first));
    for (auto record = std::move(second); record; record = reader.next()) {
      step(walk, std::move(*record));
      if (!console_.out || (target_.line && explained_)) return;
    }
    walk.finish();
  }

  void step(Walk& walk, Record record) {
    if (target_.line && *target_.line >= record.line && *target_.line <= last_line(record)) wanted_ = record.line;
    walk.take(std::move(record));
  }

  void print(const Explanation& e) {
    refused_ |= has_error(e.findings);
    if (options_.json) {
      console_.out << explanation_json(e) << '\n';
    } else {
      console_.out << (explained_ ? "\n" : "") << explanation_page(e, console_);
    }
    explained_ = true;
  }

  const Options& options_;
  Console& console_;
  Target target_;
  std::optional<std::uint64_t> wanted_;  // the line on which the message begins that was asked for
  bool explained_ = false;
  bool refused_ = false;
};

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  Measure& measure = options->measure;
  app.add_option("FILE[:LINE]", options->operand, "what to explain; - is the standard input")->required();
  add_choice(app, "--profile", measure.profile, profile_choices(),
             "the S2 JSON version of the messages: 1.0.0 or 0.0.2-beta; unless told, what the header of a recording "
             "says, otherwise 1.0.0")
      ->option_text("VERSION");
  app.add_flag("--json", options->json, "print one JSON object per message instead of text");
  auto* lenient = app.add_flag("--lenient", options->lenient, "judge as an analyser does: more is forgiven");
  app.add_flag("--strict", options->strict, "judge as a product test does: more warnings become errors")
      ->excludes(lenient);
  return [options](Console& console) {
    if (options->lenient) options->measure.strictness = Strictness::lenient;
    if (options->strict) options->measure.strictness = Strictness::strict;
    return Explaining(*options, console).run();
  };
}

}  // namespace

Verb explain_verb() {
  return {
      .name = "explain",
      .summary = "tell what a message means, in the conversation it stands in",
      .operands = "FILE[:LINE]",
      .description =
          "Tells of a message what it is, who sent it, what is wrong with it and by which rule, and what it means in "
          "numbers with their units. Of an instruction: which mode at which factor, what power and fill rate that "
          "is, what it costs, when it begins, which transition leads there and which timers it starts or has to wait "
          "for, when the storage will be full or empty; or why it cannot be carried out. Of a description what it "
          "offers, of a status what it implies.\n"
          "\n"
          "A FILE is a recording (.s2log, also that of other tools) or holds plain messages one after the other; - "
          "stands for the standard input. The conversation is replayed up to the message that stands on LINE; "
          "without LINE every message is explained. A message that is alone in its file is explained by itself.",
      .exit_codes = {{"0", "what was explained is accepted, possibly with warnings"},
                     {"1", "a message that was explained is refused, or its place cannot be read"},
                     {"2",
                      "could not run: wrong usage, an input that cannot be read, no message there, output that cannot "
                      "be written"}},
      .examples = {{"s2 explain day.s2log:120", "explain the message on line 120 of a recording"},
                   {"s2 explain instruction.json", "explain a message by itself"},
                   {"s2 explain --json day.s2log | jq 'select(.type == \"FRBC.Instruction\") | .meaning'",
                    "let a program look at what all instructions of a day mean"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
