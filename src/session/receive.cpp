// What a session does with a frame: read, judge, answer, act; in this order, so that no answer waits for anything.

#include "parts.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>

namespace s2 {
namespace {

std::string shown(std::string_view frame) { return std::string(frame.substr(0, Limits::shown_frame_bytes)); }

// What a peer's developer needs most: rule, place, sentence.
std::string diagnostic_of(const std::vector<Finding>& findings) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  const Finding& first = error == findings.end() ? findings.front() : *error;
  std::string text = first.rule;
  if (!first.pointer.empty()) text += ' ' + first.pointer;
  return text + ": " + first.text;
}

}  // namespace

void Session::Parts::receive(std::string_view frame, Time now) {
  const DecodeOptions how{options.strictness, !profile};
  auto outcome = decoder.decode(frame, working_profile(), how);
  if (!outcome) return refuse(frame, outcome.error());
  take(std::move(*outcome), frame, now);
}

void Session::Parts::refuse(std::string_view frame, const Refusal& refusal) {
  Refused event{refusal.kind, refusal.status, refusal.findings, shown(frame)};
  if (refusal.kind == Kind::ReceptionStatus) {
    event.findings.insert(event.findings.begin(),
                          {"REC-006", Severity::error, "", "", "a malformed ReceptionStatus cannot be answered"});
  } else {
    answer(refusal.subject, refusal.status, diagnostic_of(refusal.findings));
  }
  events.push_back(std::move(event));
}

void Session::Parts::take(Decoded decoded, std::string_view frame, Time now) {
  Message& message = decoded.message;
  if (const auto* status = std::get_if<ReceptionStatus>(&message)) return take_answer(*status, now);

  const Id message_id = *message_id_of(message);
  const std::uint64_t content = session::digest(message, working_profile());
  if (const auto* before = answers.find(message_id); before && before->content == content) {
    answer(message_id, before->answer.status, before->answer.diagnostic_label.value_or(""));
    return notice("GEN-019", "the peer repeated message " + message_id.str() + "; it got the same answer again");
  }

  believe_selection(message, now);
  if (is_forgiven(message, now)) {
    answer(message_id, ReceptionStatusValues::ok, "");
    answers.remember(message_id, content, {message_id, ReceptionStatusValues::ok, {}});
    return;
  }
  auto findings = judge_message(message);
  const bool refused = has_error(findings);
  const auto status = refused ? ReceptionStatusValues::invalid_content : ReceptionStatusValues::ok;
  const std::string why = refused ? diagnostic_of(findings) : "";
  answer(message_id, status, why);
  answers.remember(message_id, content, {message_id, status, why});
  if (refused) {
    const bool hopeless = findings.front().rule == "HS-003" || findings.front().rule == "HS-008";
    const auto reason = findings.front().rule == "HS-003" ? EndReason::same_role : EndReason::no_common_version;
    events.push_back(Refused{kind_of(message), status, std::move(findings), shown(frame)});
    if (hopeless && !close_due) begin_close(SessionRequestType::terminate, reason, why, now);
    return;
  }
  decoded.notes.insert(decoded.notes.end(), findings.begin(), findings.end());
  act(std::move(message), std::move(decoded.notes), now);
}

// Layers 3 to 5 of the rule catalogue: role and state, then content, then content against the session.
std::vector<Finding> Session::Parts::judge_message(const Message& message) {
  const Kind kind = kind_of(message);
  if (options.start == Start::connected && (kind == Kind::Handshake || kind == Kind::HandshakeResponse)) {
    return {{"HS-013", Severity::error, "", "", "the version was agreed by S2 Connect; the handshake is not repeated"}};
  }
  const auto& type = message_type_of(kind);
  if (const Verdict verdict = judge(phase(), peer(), kind); verdict != Verdict::allowed) {
    return {finding_of(verdict, phase(), peer(), kind)};
  }
  auto findings = check(message, options.strictness);
  if (has_error(findings)) return findings;
  std::optional<Finding> more;
  if (const auto* m = std::get_if<Handshake>(&message)) more = judge_handshake(*m);
  if (const auto* m = std::get_if<HandshakeResponse>(&message)) more = judge_response(*m);
  if (const auto* m = std::get_if<SelectControlType>(&message)) more = judge_selection(*m);
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) more = judge_report(*m);
  if (type.is_instruction) more = judge_instruction(message);
  if (more) findings.insert(findings.begin(), std::move(*more));
  if (peer_is_leaving && !has_error(findings)) {
    findings.push_back({"STATE-006", Severity::warning, "", "", "the sender had announced that it closes"});
  }
  return findings;
}

// A message of the control type just left crossed the selection on the wire: acknowledged and ignored.
bool Session::Parts::is_forgiven(const Message& message, Time now) {
  if (!left || now >= left_until) return false;
  const Kind kind = kind_of(message);
  const auto& type = message_type_of(kind);
  if (!type.senders.contains(peer()) || judge(phase(), peer(), kind) == Verdict::allowed) return false;
  if (type.control_type == *left) {
    notice("STATE-004", std::string(type.name()) + " of the control type just left was ignored");
    return true;
  }
  if (kind == Kind::InstructionStatusUpdate || kind == Kind::RevokeObject) {
    notice("STATE-005", std::string(type.name()) + " about the control type just left was ignored");
    return true;
  }
  return false;
}

std::optional<Finding> Session::Parts::judge_instruction(const Message& message) {
  const Id& id = *instruction_id_of(message);
  if (!instructions.find(id)) return std::nullopt;
  return Finding{"INST-001", Severity::error, "/id", id.str(), "an earlier instruction of this session has this id"};
}

std::optional<Finding> Session::Parts::judge_report(const InstructionStatusUpdate& message) {
  const auto* instruction = instructions.find(message.instruction_id);
  if (!instruction) {
    if (instructions.find_by_message(message.instruction_id)) {
      return Finding{"INST-003", Severity::warning, "/instruction_id", message.instruction_id.str(),
                     "this is the message_id of the instruction; its id is wanted"};
    }
    return Finding{"INST-002", Severity::error, "/instruction_id", message.instruction_id.str(),
                   "no instruction of this session has this id"};
  }
  return session::misfit(instruction->status, message.status_type);
}

void Session::Parts::act(Message message, std::vector<Finding> notes, Time now) {
  const Kind kind = kind_of(message);
  if (const auto* m = std::get_if<Handshake>(&message)) return take_handshake(*m, now);
  if (const auto* m = std::get_if<HandshakeResponse>(&message)) return take_response(*m, now);
  if (const auto* m = std::get_if<SessionRequest>(&message)) {
    peer_is_leaving = true;
    return finish(EndReason::asked_by_peer, m->request,
                  "the peer asked to " +
                      std::string(m->request == SessionRequestType::reconnect ? "reconnect" : "end") +
                      (m->diagnostic_label ? ": " + *m->diagnostic_label : std::string()));
  }
  if (const auto* m = std::get_if<SelectControlType>(&message)) return activate(m->control_type, now);
  if (const auto* m = std::get_if<ResourceManagerDetails>(&message)) {
    details = *m;
    initialise(now);
  }
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    auto* instruction = instructions.find(m->instruction_id);
    if (!instruction) instruction = instructions.find_by_message(m->instruction_id);
    if (instruction && may_follow(instruction->status, m->status_type)) instruction->status = m->status_type;
  }
  if (message_type_of(kind).is_instruction) {
    instructions.add(*instruction_id_of(message), *message_id_of(message), control_type);
  }
  events.push_back(Received{std::move(message), std::move(notes)});
}

void Session::Parts::take_answer(const ReceptionStatus& answer, Time now) {
  const auto settled = ledger.settle(answer.subject_message_id);
  if (!settled) {
    return notice("REC-003", "the peer answered " + std::string(name_of(answer.status)) + " to " +
                                 answer.subject_message_id.str() + ", which waits for no answer" +
                                 (answer.diagnostic_label ? ": " + *answer.diagnostic_label : std::string()));
  }
  events.push_back(
      Answered{settled->message_id, settled->kind, answer.status, answer.diagnostic_label.value_or(std::string())});
  if (answer.status == ReceptionStatusValues::permanent_error) {
    return finish(EndReason::permanent_error, {}, "the peer reported that it cannot recover");
  }
  if (message_type_of(settled->kind).is_instruction && answer.status != ReceptionStatusValues::ok) {
    instructions.forget_message(settled->message_id);  // refused: its id is not consumed (INST-001)
  }
  if (settled->kind == Kind::SelectControlType) take_selection_answer(answer.status, now);
  if (settled->kind == Kind::HandshakeResponse && answer.status == ReceptionStatusValues::ok) initialise(now);
}

}  // namespace s2
