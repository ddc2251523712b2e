// s2 peek: which messages an input holds, without reading more of each than its type and id.

#include "peek.hpp"

#include "input/frame.hpp"
#include "input/inputs.hpp"
#include "json_line.hpp"
#include "text_layout.hpp"

#include <s2/codec.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace s2::app {
namespace {

struct Options {
  std::vector<std::string> operands;
  bool json = false;
};

// What is seen of a record at a glance.
struct Glimpse {
  std::optional<std::string_view> type;        // as written; absent when there is none
  std::optional<std::string_view> message_id;  // absent when there is none, or none that is legal
  std::string_view remark;                     // what is odd; empty when nothing is
  bool failed = false;                         // whether there should be a type and is none
};

// What is odd about a message that has a type.
std::string_view remark_on(const Peeked& peeked) {
  if (!peeked.kind) return "unknown type";
  const bool wants_id = message_type_of(*peeked.kind).message_id != nullptr;
  return wants_id && !peeked.message_id ? "no legal message_id" : "";
}

class Peeking {
 public:
  Peeking(const Options& options, Console& console) : options_(options), console_(console) {}

  int run() {
    const Inputs inputs = find_inputs(options_.operands);
    for (const std::string& failure : inputs.failures) fail(failure);
    for (const std::string& path : inputs.paths) {
      if (!console_.out) break;  // nobody reads on, or the disk is full
      read(path);
    }
    return failed_ ? could_not_run : without_type_ ? refused : done;
  }

 private:
  void fail(const std::string& sentence) {
    console_.complain(sentence);
    failed_ = true;
  }

  void read(const std::string& path) {
    Input input(path, console_);
    RecordReader reader(input.stream(), input.form());
    bool in_recording = path.ends_with(".s2log");
    bool is_empty = true;
    while (auto record = reader.next()) {
      if (!console_.out) return;
      if (header_of(*record)) {
        in_recording = true;
        continue;
      }
      is_empty = false;
      show(path, *record, frame_of(*record, in_recording));
    }
    if (const auto failure = input.failure(); !failure.empty()) {
      fail(failure);
    } else if (is_empty) {
      fail("no message in " + (path == standard_input ? std::string("the standard input") : path));
    }
  }

  void show(const std::string& path, const Record& record, const Frame& frame) {
    peeked_.reset();
    const Glimpse glimpse = look(record, frame);
    without_type_ |= glimpse.failed;
    if (options_.json) {
      print_for_programs(path, record, glimpse);
    } else {
      print_for_people(path, record, glimpse);
    }
  }

  Glimpse look(const Record& record, const Frame& frame) {
    if (frame.trouble) return {{}, {}, frame.trouble->text, frame.trouble->severity == Severity::error};
    peeked_ = decoder_.peek(frame.text(record));
    if (!peeked_) return {{}, {}, "no JSON object", true};
    Glimpse glimpse;
    if (peeked_->message_id) glimpse.message_id = peeked_->message_id->text();
    if (peeked_->message_type.empty()) {
      glimpse.remark = "no message_type";
      glimpse.failed = true;
    } else {
      glimpse.type = peeked_->message_type;
      glimpse.remark = remark_on(*peeked_);
    }
    return glimpse;
  }

  void print_for_people(const std::string& path, const Record& record, const Glimpse& glimpse) const {
    console_.out << console_.paint(Ink::faint, harmless(path) + ':' + std::to_string(record.line) + ':') << ' '
                 << harmless(glimpse.type.value_or("-")) << ' ' << harmless(glimpse.message_id.value_or("-"));
    if (!glimpse.remark.empty()) {
      console_.out << ' '
                   << console_.paint(glimpse.failed ? Ink::error : Ink::warning, '(' + harmless(glimpse.remark) + ')');
    }
    console_.out << '\n';
  }

  void print_for_programs(const std::string& path, const Record& record, const Glimpse& glimpse) const {
    console_.out << JsonLine()
                        .member("source", path)
                        .member("line", record.line)
                        .member_or_null("type", glimpse.type)
                        .member_or_null("message_id", glimpse.message_id)
                        .str()
                 << '\n';
  }

  const Options& options_;
  Console& console_;
  Decoder decoder_;
  std::optional<Peeked> peeked_;  // what the glimpse of a record points into
  bool failed_ = false;
  bool without_type_ = false;
};

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE|DIR|-", options->operands, "what to look at; - is the standard input")->required();
  app.add_flag("--json", options->json, "print one JSON object per message instead of text");
  return [options](Console& console) { return Peeking(*options, console).run(); };
}

}  // namespace

Verb peek_verb() {
  return {
      .name = "peek",
      .summary = "list the type and id of each message",
      .operands = "FILE|DIR|-...",
      .description =
          "Prints a line for each message: the input and the line it begins on, its message_type and its message_id, "
          "each as '-' when there is none (a ReceptionStatus has no message_id; one that breaks the rules for ids is "
          "not shown). A remark in parentheses follows where something is odd: a type the standard does not know, no "
          "type at all, a place that cannot be read.\n"
          "\n"
          "No more of a message is read than it takes to find the two, so nothing is said about the rest; s2 validate "
          "judges it. Inputs may have every form that s2 validate reads.",
      .exit_codes = {{"0", "every message has a type, known or not"},
                     {"1", "a message has no type, or a place in a file cannot be read as messages"},
                     {"2",
                      "could not run: wrong usage, an input that cannot be read or holds no message, output that "
                      "cannot be written"}},
      .examples = {{"s2 peek day.s2log", "list the messages of a recording"},
                   {"s2 peek day.s2log | cut -d ' ' -f 2 | sort | uniq -c", "count the messages of each type"},
                   {"s2 peek --json day.s2log | jq 'select(.type == \"FRBC.Instruction\")'",
                    "let a program look for instructions"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
