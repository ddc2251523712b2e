#include "conversation.hpp"

#include "expanded.hpp"
#include "named_ids.hpp"

#include <s2/session.hpp>

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace s2::tests {
namespace {

using simdjson::dom::element;

constexpr Time start_time{1'724'508'900, 0};  // 2024-08-24T14:15:00Z

// --- Reading ---------------------------------------------------------------------------------------------------------

std::string word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view first = text.substr(0, text.find(' '));
  text.remove_prefix(first.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::string(first);
}

Step step_of(std::string_view text, int line) {
  Step step;
  step.line = line;
  step.at_ms = std::llround(std::stod(word(text)) * 1000);
  const std::string first = word(text);
  const std::string second = word(text);
  const bool is_frame = second == ">";
  step.side = is_frame ? first : second;
  step.verb = is_frame ? ">" : first;
  if (is_frame) word(text);  // the receiver
  step.what = std::string(text);
  return step;
}

void read_line(std::string_view text, int number, Conversation& conversation) {
  if (text.front() >= '0' && text.front() <= '9') {
    conversation.steps.push_back(step_of(text, number));
    return;
  }
  const std::string key = word(text);
  if (key == "title") conversation.title = text;
  if (key == "we") conversation.we = text;
  if (key == "start") conversation.start = text;
  if (key == "with") conversation.with = text;
}

// --- JSON
// --------------------------------------------------------------------------------------------------------------

// A message from its type and the text of its other members.
std::string frame_of(std::string_view what) {
  const std::string type = word(what);
  if (type == "frame") return expanded(what);
  if (type == "ReceptionStatus" && !what.starts_with('{')) {
    const std::string status = word(what);
    const std::string subject = word(what);
    std::string frame = R"({"message_type":"ReceptionStatus","status":")" + status + R"(","subject_message_id":")" +
                        (subject == "nil" ? nil_id().str() : subject) + '"';
    if (!what.empty()) frame += R"(,"diagnostic_label":")" + std::string(what) + '"';
    return frame + '}';
  }
  const std::string members = expanded(what.substr(1));
  return R"({"message_type":")" + type + '"' + (members == "}" ? "" : ",") + members;
}

// Whether every member that is expected is there; lists have to be the same as a whole.
bool contains(const element& actual, const element& expected) {
  simdjson::dom::object members, others;
  if (expected.get(members)) return simdjson::minify(actual) == simdjson::minify(expected);
  if (actual.get(others)) return false;
  for (const auto& [name, value] : members) {
    element other;
    if (others[name].get(other) || !contains(other, value)) return false;
  }
  return true;
}

bool matches(const std::string& frame, std::string_view what) {
  simdjson::dom::parser of_actual, of_expected;
  element actual, expected;
  if (of_actual.parse(frame).get(actual)) return false;
  std::string_view rest = what;
  if (word(rest) == "ReceptionStatus" && !rest.starts_with('{')) {
    // The reason is compared as far as the text says it: rule and place, not the sentence.
    const std::string status = word(rest), subject = word(rest);
    std::string_view label;
    if (actual["diagnostic_label"].get(label)) label = "";
    if (!(rest.empty() ? label.empty() : label.starts_with(std::string(rest) + ": "))) return false;
    return !of_expected.parse(frame_of("ReceptionStatus " + status + ' ' + subject)).get(expected) &&
           contains(actual, expected);
  }
  return !of_expected.parse(frame_of(what)).get(expected) && contains(actual, expected);
}

// --- Events as text
// ----------------------------------------------------------------------------------------------------

std::string listed(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += ' ' + finding.rule + (finding.pointer.empty() ? "" : " " + finding.pointer);
  }
  return text;
}

std::string type_name(Kind kind) { return std::string(message_type_of(kind).name()); }

std::string seconds(Duration span) { return std::to_string(span.count() / 1000) + " s"; }

struct EventText {
  std::string operator()(const Initialised& event) const {
    return "Initialised " + std::string(version_of(event.profile));
  }
  std::string operator()(const Received& event) const {
    return "Received " + type_name(kind_of(event.message)) + ' ' + message_id_of(event.message)->str() +
           listed(event.notes);
  }
  std::string operator()(const Refused& event) const {
    return "Refused " + (event.kind ? type_name(*event.kind) : "-") + ' ' + std::string(name_of(event.status)) +
           listed(event.findings);
  }
  std::string operator()(const Answered& event) const {
    return "Answered " + type_name(event.kind) + ' ' + event.message_id.str() + ' ' +
           std::string(name_of(event.status));
  }
  std::string operator()(const Retrying& event) const {
    return "Retrying " + type_name(event.kind) + ' ' + event.message_id.str() + ' ' + std::to_string(event.repeat);
  }
  std::string operator()(const Overdue& event) const {
    return "Overdue " + type_name(event.kind) + ' ' + event.message_id.str();
  }
  std::string operator()(const ControlTypeChanged& event) const {
    return "ControlTypeChanged " + std::string(name_of(event.control_type));
  }
  std::string operator()(const InstructionEnded& event) const {
    return "InstructionEnded " + event.instruction_id.str() + ' ' + std::string(name_of(event.status));
  }
  std::string operator()(const FellBack& event) const {
    return "FellBack " + std::to_string(event.behaviour.size()) + " after " + seconds(event.silent);
  }
  std::string operator()(const Recovered& event) const { return "Recovered after " + seconds(event.silent); }
  std::string operator()(const Noticed& event) const { return "Noticed" + listed({event.finding}); }
  std::string operator()(const Ended& event) const {
    return "Ended " + std::string(name_of(event.reason));
  }
};

// --- Playing
// -----------------------------------------------------------------------------------------------------------

ResourceManagerDetails resource() {
  ResourceManagerDetails details;
  details.resource_id = Id(with_uuids("resource-1"));
  details.roles = {Role{RoleType::energy_storage, Commodity::electricity}};
  details.instruction_processing_delay = Duration(500);
  details.available_control_types = {ControlType::fill_rate_based_control, ControlType::power_envelope_based_control,
                                     ControlType::not_controllable};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

// What the resource says of itself under FILL_RATE_BASED_CONTROL: an actuator a1 with the modes o1 and o2.
frbc::SystemDescription description() {
  const auto mode = [](const char* id, double watts) {
    return frbc::OperationMode{
        .id = Id(with_uuids(id)),
        .diagnostic_label = {},
        .elements = {{.fill_level_range = {0, 100},
                      .fill_rate = {0, watts / 100'000},
                      .power_ranges = {{0, watts, CommodityQuantity::electric_power_l1}},
                      .running_costs = {}}},
        .abnormal_condition_only = false};
  };
  frbc::SystemDescription description;
  description.message_id = Id(with_uuids("d-1"));
  description.valid_from = start_time;
  description.storage.fill_level_range = {0, 100};
  frbc::ActuatorDescription actuator;
  actuator.id = Id(with_uuids("a1"));
  actuator.supported_commodities = {Commodity::electricity};
  actuator.operation_modes = {mode("o1", 1000), mode("o2", 2000)};
  description.actuators = {actuator};
  return description;
}

SessionOptions options_of(const Conversation& conversation) {
  SessionOptions options;
  std::vector<std::string> versions;
  std::istringstream words(conversation.with);
  for (std::string option; words >> option;) {
    if (option == "lenient") options.strictness = Strictness::lenient;
    if (option == "strict") options.strictness = Strictness::strict;
    if (const auto profile = profile_of(option)) options.profile = *profile;
    if (option.find('.') != option.npos) versions.push_back(option);
  }
  if (!versions.empty()) options.versions = versions;
  if (conversation.start != "bare") options.start = Start::connected;
  return options;
}

// Runs one conversation.
class Player {
 public:
  explicit Player(const Conversation& conversation) : conversation_(conversation) {
    const auto ids = [this] { return Id(with_uuids("we-" + std::to_string(++made_))); };
    const auto options = options_of(conversation);
    if (conversation.we == "rm") {
      rm_ = std::make_unique<RmSession>(options, resource(), ids, now_);
    } else {
      cem_ = std::make_unique<CemSession>(options, ids, now_);
    }
    if (options.start == Start::connected && conversation.start != "connected") begin_controlled();
    drain();
  }

  std::vector<std::string> play() {
    for (const Step& step : conversation_.steps) {
      advance(start_time + Duration(step.at_ms));
      const bool is_expected =
          step.verb == "event" || step.verb == "refused" || (step.verb == ">" && step.side == conversation_.we);
      if (is_expected) {
        expect(step);
      } else {
        expect_nothing_more("before line " + std::to_string(step.line));
        step.verb == ">" ? peer_sends(step.what) : command(with_uuids(step.what));
        drain();
      }
    }
    expect_nothing_more("at the end");
    return std::move(complaints_);
  }

 private:
  struct Output {
    Time at;
    std::string verb;
    std::string text;
  };

  Session& session() { return rm_ ? static_cast<Session&>(*rm_) : *cem_; }

  // The details are exchanged and the control type is selected; nothing of it is compared.
  void begin_controlled() {
    const auto control_type = from_name<ControlType>(conversation_.start);
    if (!control_type) throw std::invalid_argument("no way to start: " + conversation_.start);
    const bool is_frbc = control_type == ControlType::fill_rate_based_control;
    if (rm_) {
      peer_sends("ReceptionStatus OK we-1");
      peer_sends(R"(SelectControlType {"message_id":"p-1","control_type":")" + conversation_.start + "\"}");
      if (is_frbc) {
        (void)rm_->send(description(), now_);
        peer_sends("ReceptionStatus OK d-1");
      }
    } else {
      ResourceManagerDetails details = resource();
      details.message_id = Id(with_uuids("p-1"));
      session().receive(encode(details, *session().profile()).value(), now_);
      (void)cem_->select(*control_type, now_);
      peer_sends("ReceptionStatus OK we-1");
      if (is_frbc) session().receive(encode(description(), *session().profile()).value(), now_);
    }
    drain();
    outputs_.clear();
  }

  void peer_sends(std::string_view what) { session().receive(with_uuids(frame_of(what)), now_); }

  void advance(Time to) {
    for (int wakes = 0; const auto due = session().next_deadline(); ++wakes) {
      if (*due > to) break;
      if (wakes == 1000) return complaints_.push_back("the session wants to be woken for ever");
      now_ = std::max(now_, *due);
      session().wake(now_);
      drain();
    }
    now_ = to;
  }

  void drain() {
    while (auto frame = session().next_frame()) outputs_.push_back({now_, ">", with_names(*frame)});
    while (auto event = session().next_event())
      outputs_.push_back({now_, "event", with_names(std::visit(EventText{}, *event))});
  }

  void command(std::string_view what) {
    const std::string verb = word(what);
    Result<Id> outcome = Id();
    if (verb == "select") {
      outcome = cem_->select(from_name<ControlType>(what).value(), now_);
    } else if (verb == "report") {
      const Id id{word(what)};
      outcome = rm_->report(id, from_name<InstructionStatus>(what).value(), now_);
    } else if (verb == "send") {
      outcome = session().send(message_of(what), now_);
    } else if (verb == "end") {
      const auto request = from_name<SessionRequestType>(word(what)).value();
      session().end(request, std::string(what), now_);
    } else if (verb == "disconnected") {
      session().disconnected(now_);
    } else if (verb == "busy" || verb == "ready") {
      session().set_busy(verb == "busy");
    } else if (verb == "fail") {
      session().fail(std::string(what), now_);
    } else if (verb == "fail_safe") {
      outcome = fail_safe(what);
    } else if (verb != "wait") {
      throw std::invalid_argument("unknown command: " + verb);
    }
    if (!outcome) outputs_.push_back({now_, "refused", outcome.error().rule});
  }

  // After so many seconds of silence, an instruction of our own.
  Result<Id> fail_safe(std::string_view what) {
    FailSafe plan;
    plan.after = Duration(std::stoll(word(what)) * 1000);
    plan.heartbeat = word(what) == "message" ? FailSafe::Heartbeat::message : FailSafe::Heartbeat::any_frame;
    plan.behaviour = {message_of(what)};
    set_message_id(plan.behaviour.front(), Id(with_uuids("none")));
    const auto agreed = rm_->fail_safe(std::move(plan), now_);
    return agreed ? Result<Id>(Id()) : Result<Id>(Unexpected{agreed.error()});
  }

  // A message to send; it gets a fresh id unless the text gives it one.
  Message message_of(std::string_view what) {
    const bool named = what.find("\"message_id\"") != what.npos || what.starts_with("ReceptionStatus");
    std::string text(what);
    if (!named) text.insert(text.find('{') + 1, with_uuids(R"("message_id":"none",)"));
    auto decoded = decode(frame_of(text), session().profile().value_or(Profile::v1_0_0));
    if (!decoded) throw std::invalid_argument(decoded.error().findings[0].text + ": " + text);
    if (!named) set_message_id(decoded->message, Id());
    return std::move(decoded->message);
  }

  void expect(const Step& step) {
    const std::string wanted = std::to_string(step.line) + ": " + step.verb + ' ' + step.what;
    if (outputs_.empty()) return complaints_.push_back(wanted + " did not happen");
    const Output output = std::move(outputs_.front());
    outputs_.pop_front();
    const bool same = output.verb == step.verb && output.at == now_ &&
                      (step.verb == ">" ? matches(output.text, step.what) : output.text == step.what);
    if (!same) complaints_.push_back(wanted + "\n  instead " + described(output));
  }

  void expect_nothing_more(const std::string& when) {
    for (const auto& output : outputs_) complaints_.push_back(when + ", not expected: " + described(output));
    outputs_.clear();
  }

  static std::string described(const Output& output) {
    const double seconds = static_cast<double>((output.at - start_time).count()) / 1000;
    return std::to_string(seconds) + ' ' + output.verb + ' ' + output.text;
  }

  const Conversation& conversation_;
  Time now_ = start_time;
  int made_ = 0;
  std::unique_ptr<RmSession> rm_;
  std::unique_ptr<CemSession> cem_;
  std::deque<Output> outputs_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<Conversation> conversations_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Conversation> all;
  for (const auto& path : files) {
    std::ifstream file(path);
    bool open = false;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      if (line.starts_with('#')) continue;
      if (!line.empty() && !open) all.emplace_back().file = path.filename();
      open = !line.empty();
      if (open) read_line(line, number, all.back());
    }
  }
  return all;
}

std::vector<std::string> hold(const Conversation& conversation) { return Player(conversation).play(); }

}  // namespace s2::tests
