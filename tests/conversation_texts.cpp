#include "conversation_texts.hpp"

#include "expanded.hpp"

#include <simdjson.h>

#include <algorithm>

namespace s2::tests {
namespace {

using simdjson::dom::element;

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
  std::string operator()(const LeftUndone& event) const {
    const Finding& finding = event.omission.finding;
    return std::string("LeftUndone ") + (event.omission.owes == EnergyManagementRole::cem ? "cem " : "rm ") +
           finding.rule + (finding.value.empty() ? "" : ' ' + finding.value);
  }
  std::string operator()(const Noticed& event) const { return "Noticed" + listed({event.finding}); }
  std::string operator()(const Ended& event) const { return "Ended " + std::string(name_of(event.reason)); }
};

}  // namespace

std::string word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view first = text.substr(0, text.find(' '));
  text.remove_prefix(first.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::string(first);
}

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

std::string text_of(const Event& event) { return std::visit(EventText{}, event); }

}  // namespace s2::tests
