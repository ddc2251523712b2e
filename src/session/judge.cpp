// What a session thinks of a message it could read. Rule catalogue, 0.7, layers 3 to 5.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

namespace s2 {

Finding Session::Parts::found(std::string_view rule, std::string_view pointer, std::string_view value,
                              std::string text) const {
  const Rule* entry = find_rule(rule);
  return {std::string(rule), entry ? severity_of(*entry, options.strictness) : Severity::error, std::string(pointer),
          codec::readable(value, Limits::finding_value_bytes), std::move(text)};
}

// Repetition, then role and state and what else can be said of handshake and selection, then content by itself, then
// content against the session. A layer is looked at only when the one before has no error.
std::vector<Finding> Session::Parts::judge_message(const Message& message, bool reuses_id) {
  std::vector<Finding> findings;
  if (reuses_id) {
    findings.push_back(found("GEN-015", "/message_id", message_id_of(message)->text(),
                             "an earlier message of this session with other content has this id"));
  }
  if (auto fault = judge_standing(message)) findings.push_back(std::move(*fault));
  if (has_error(findings)) return findings;

  const auto alone = check(message, options.strictness);
  findings.insert(findings.end(), alone.begin(), alone.end());
  if (const auto* m = std::get_if<Handshake>(&message)) judge_handshake(*m, findings);
  if (const auto* m = std::get_if<HandshakeResponse>(&message)) judge_response(*m, findings);
  if (const auto* m = std::get_if<SelectControlType>(&message)) judge_selection(*m, findings);
  if (std::holds_alternative<SessionRequest>(message) && !initialised) {
    findings.push_back(found("SR-001", "", "", "the session was not initialised yet"));
  }
  if (has_error(findings)) return findings;

  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) judge_report(*m, findings);
  judge_instruction(message, findings);
  return findings;
}

// Whether the peer may send this now: role before state.
std::optional<Finding> Session::Parts::judge_standing(const Message& message) const {
  const Kind kind = kind_of(message);
  const Verdict verdict = judge(phase(), peer(), kind);
  if (verdict == Verdict::allowed) return std::nullopt;
  if (verdict == Verdict::handshake_over && options.start == Start::connected) {
    return found("HS-013", "", "", "the version was agreed by S2 Connect; the handshake is not repeated");
  }
  if (const auto* m = std::get_if<HandshakeResponse>(&message);
      m && verdict == Verdict::handshake_over && profile_of(m->selected_protocol_version) != profile) {
    return found("HS-012", "/selected_protocol_version", m->selected_protocol_version,
                 "the version of this session is " + std::string(version_of(*profile)) + " and does not change");
  }
  return finding_of(verdict, phase(), peer(), kind);
}

void Session::Parts::judge_instruction(const Message& message, std::vector<Finding>& findings) {
  const Id* id = instruction_id_of(message);
  if (!id || !instructions.find(*id)) return;
  findings.push_back(found("INST-001", "/id", id->text(), "an earlier instruction of this session has this id"));
}

session::InstructionBook::Entry* Session::Parts::reported_instruction(const InstructionStatusUpdate& message) {
  auto* instruction = instructions.find(message.instruction_id);
  return instruction ? instruction : instructions.find_by_message(message.instruction_id);
}

void Session::Parts::judge_report(const InstructionStatusUpdate& message, std::vector<Finding>& findings) {
  const std::string_view id = message.instruction_id.text();
  const auto* instruction = reported_instruction(message);
  if (!instruction) {
    findings.push_back(found("INST-002", "/instruction_id", id, "no instruction of this session has this id"));
    return;
  }
  if (!instructions.find(message.instruction_id)) {
    findings.push_back(
        found("INST-003", "/instruction_id", id, "this is the message_id of the instruction; its id is wanted"));
  }
  const auto reported = instruction->status;
  if (may_follow(reported, message.status_type)) return;
  findings.push_back(
      found(is_final(*reported) ? "INST-004" : "INST-005", "/status_type", name_of(message.status_type),
            std::string(name_of(message.status_type)) + " cannot follow " + std::string(name_of(*reported))));
}

}  // namespace s2
