// What messages about the conversation mean.

#include "explain/meaning.hpp"
#include "explain/words.hpp"

#include <s2/rules.hpp>

namespace s2::app {
namespace {

void tell_label(const std::optional<std::string>& label, Facts& facts) {
  if (label && !label->empty()) facts.say("label", *label);
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + text;
  return list.empty() ? "none" : list;
}

// What becomes of the instruction after this status.
std::string_view outlook(InstructionStatus status) {
  return is_final(status) ? "nothing further follows" : "it is open; a further status is due";
}

}  // namespace

void tell(const Handshake& m, const Setting&, Facts& facts) {
  facts.say("role", meaning_words(m.role));
  facts.say("versions", list_of(m.supported_protocol_versions));
}

void tell(const HandshakeResponse& m, const Setting&, Facts& facts) {
  facts.say("version", m.selected_protocol_version);
  const auto profile = profile_of(m.selected_protocol_version);
  facts.say("effect", profile ? "both sides speak S2 JSON " + std::string(version_of(*profile)) + " from here on"
                              : std::string("the version is none that this program knows"));
}

void tell(const ReceptionStatus& m, const Setting& setting, Facts& facts) {
  facts.say("status", meaning_words(m.status));
  facts.say("answers", m.subject_message_id.text());
  const Observation* seen = setting.observation;
  if (seen && seen->answered_kind) facts.say("answered message", message_type_of(*seen->answered_kind).name());
  if (seen && seen->answered_after) facts.span("after", *seen->answered_after);
  tell_label(m.diagnostic_label, facts);
}

void tell(const SessionRequest& m, const Setting&, Facts& facts) {
  facts.say("request", meaning_words(m.request));
  tell_label(m.diagnostic_label, facts);
}

void tell(const SelectControlType& m, const Setting& setting, Facts& facts) {
  facts.say("control type", meaning_words(m.control_type));
  if (!setting.observation) return;
  facts.say("effect", m.control_type == setting.registry.standing.active
                          ? "it is the one in force"
                          : "it comes into force when the RM answers OK; what belongs to the one before is dropped");
}

void tell(const InstructionStatusUpdate& m, const Setting& setting, Facts& facts) {
  facts.say("status", meaning_words(m.status_type));
  facts.say("instruction", m.instruction_id.text());
  facts.time("since", m.timestamp);
  if (const InstructionFacts* known = setting.registry.instructions.reported(m.instruction_id)) {
    facts.say("instruction type", message_type_of(known->kind).name());
    facts.time("execution time", known->execution_time);
    facts.say("effect", outlook(m.status_type));
  } else if (setting.observation) {
    facts.say("effect", "no instruction of the conversation has this id");
  }
}

void tell(const RevokeObject& m, const Setting&, Facts& facts) {
  facts.say("object type", name_of(m.object_type));
  facts.say("object", m.object_id.text());
  const MessageType* type = find_message_type(name_of(m.object_type));
  facts.say("effect", type && type->is_instruction
                          ? "if it has not begun, the instruction is dropped; the RM reports REVOKED"
                          : "it counts no longer, and open instructions that are based on it end as REVOKED");
}

void tell(const ResourceManagerDetails& m, const Setting&, Facts& facts) {
  if (m.name) facts.say("name", *m.name);
  std::vector<std::string> texts;
  for (const Role& role : m.roles)
    texts.push_back(std::string(name_of(role.role)) + " of " + std::string(name_of(role.commodity)));
  facts.say("roles", list_of(texts));
  texts.clear();
  for (const ControlType type : m.available_control_types) texts.emplace_back(name_of(type));
  facts.say("control types", list_of(texts));
  texts.clear();
  for (const CommodityQuantity quantity : m.provides_power_measurement_types) texts.emplace_back(name_of(quantity));
  facts.say("measures", list_of(texts));
  facts.say("forecasts", m.provides_forecast ? "of its power" : "none");
  if (m.currency) facts.say("costs in", name_of(*m.currency));
  facts.span("processing delay", m.instruction_processing_delay);
}

}  // namespace s2::app
