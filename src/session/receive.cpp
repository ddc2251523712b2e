// What a session does with a frame: read, judge, answer, act; in this order, so that no answer waits for anything.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <rules/content.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>

namespace s2 {
namespace {

// What a peer's developer needs most: rule, place, sentence.
std::string diagnostic_of(const std::vector<Finding>& findings) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  const Finding& first = error == findings.end() ? findings.front() : *error;
  std::string text = first.rule;
  if (!first.pointer.empty()) text += ' ' + first.pointer;
  return codec::readable(text + ": " + first.text, Limits::diagnostic_bytes);
}

// A finding repeats what the peer wrote: a member nobody knows may have a name of a million bytes.
void shorten(std::vector<Finding>& findings) {
  for (auto& finding : findings) {
    finding.pointer = shown(finding.pointer);
    finding.text = shown(finding.text);
  }
}

bool names(const std::vector<Finding>& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(), [=](const Finding& finding) { return finding.rule == rule; });
}

}  // namespace

std::string shown(std::string_view text) { return codec::readable(text, Limits::shown_frame_bytes); }

void Session::Parts::receive(std::string_view frame, Time now) {
  if (frames.size() >= Limits::queued_frames) {
    return finish(EndReason::not_drained, {}, "frames wait to be sent and nobody takes them");
  }
  const DecodeOptions how{options.strictness, !profile};
  auto outcome = decoder.decode(frame, working_profile(), how);
  if (!outcome) return refuse(frame, outcome.error());
  take(std::move(*outcome), frame, now);
}

void Session::Parts::refuse(std::string_view frame, const Refusal& refusal) {
  Refused event{refusal.kind, refusal.status, refusal.findings, shown(frame)};
  shorten(event.findings);
  if (refusal.kind == Kind::ReceptionStatus) {
    event.findings.insert(event.findings.begin(),
                          found("REC-006", "", "", "a malformed ReceptionStatus cannot be answered"));
  } else {
    answer(refusal.subject, refusal.status, diagnostic_of(refusal.findings));
  }
  if (events.size() < Limits::queued_events) events.push_back(std::move(event));
}

void Session::Parts::take(Decoded decoded, std::string_view frame, Time now) {
  Message& message = decoded.message;
  if (const auto* status = std::get_if<ReceptionStatus>(&message)) return take_answer(*status, now);

  const Id message_id = *message_id_of(message);
  const std::uint64_t content = rules::content_of(message);
  const auto* before = answers.find(message_id);
  if (before && before->content == content) {
    answer(message_id, before->status, before->diagnostic);
    return notice("GEN-019", "the peer repeated message " + shown(message_id.text()) + "; it got its answer again");
  }
  if (events.size() >= Limits::queued_events) {
    // The application has stopped listening: nothing is carried out, and the peer may try again.
    return answer(message_id, ReceptionStatusValues::temporary_error, "REC-011: the receiver is busy; send it again");
  }

  believe_selection(message, now);
  if (is_forgiven(message, now)) {
    answer(message_id, ReceptionStatusValues::ok, "");
    return answers.remember(message_id, {content, ReceptionStatusValues::ok, ""});
  }
  auto findings = judge_message(message, before != nullptr);
  const bool refused = has_error(findings);
  const auto status = refused ? ReceptionStatusValues::invalid_content : ReceptionStatusValues::ok;
  const std::string why = refused ? diagnostic_of(findings) : "";
  answer(message_id, status, why);
  answers.remember(message_id, {content, status, why});
  if (refused) return turn_down(message, std::move(findings), frame, now);
  shorten(decoded.notes);
  findings.insert(findings.begin(), decoded.notes.begin(), decoded.notes.end());
  act(std::move(message), std::move(findings), now);
}

// A refused message has no effect. Two mistakes leave nothing to talk about.
void Session::Parts::turn_down(const Message& message, std::vector<Finding> findings, std::string_view frame,
                               Time now) {
  const std::string why = diagnostic_of(findings);
  const bool same_role = names(findings, "HS-003");
  const bool hopeless = same_role || names(findings, "HS-008");
  events.push_back(
      Refused{kind_of(message), ReceptionStatusValues::invalid_content, std::move(findings), shown(frame)});
  if (!hopeless || close_due) return;
  begin_close(SessionRequestType::terminate, same_role ? EndReason::same_role : EndReason::no_common_version, why, now);
}

void Session::Parts::act(Message message, std::vector<Finding> notes, Time now) {
  // What the session does itself is not handed on; what was odd about it is.
  const bool is_own =
      std::holds_alternative<Handshake>(message) || std::holds_alternative<HandshakeResponse>(message) ||
      std::holds_alternative<SelectControlType>(message) || std::holds_alternative<SessionRequest>(message);
  if (is_own) {
    for (auto& note : notes) notice(std::move(note));
  }
  // Handshake messages in a session of S2 Connect get here only at the lenient level; they are ignored (HS-013).
  if (const auto* m = std::get_if<Handshake>(&message)) {
    return options.start == Start::connected ? void() : take_handshake(*m, now);
  }
  if (const auto* m = std::get_if<HandshakeResponse>(&message)) {
    return options.start == Start::connected ? void() : take_response(*m, now);
  }
  if (const auto* m = std::get_if<SelectControlType>(&message)) return activate(m->control_type, now);
  if (const auto* m = std::get_if<SessionRequest>(&message)) {
    const std::string text = std::string("the peer asked to ") +
                             (m->request == SessionRequestType::reconnect ? "reconnect" : "end") +
                             (m->diagnostic_label ? ": " + shown(*m->diagnostic_label) : "");
    return finish(close_due ? close_reason : EndReason::asked_by_peer, m->request, text);
  }
  if (const auto* m = std::get_if<ResourceManagerDetails>(&message)) {
    details = *m;
    initialise(now);
  }
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    auto* instruction = reported_instruction(*m);
    if (instruction && may_follow(instruction->status, m->status_type)) instruction->status = m->status_type;
  }
  if (const Id* id = instruction_id_of(message)) instructions.add(*id, *message_id_of(message), control_type);
  events.push_back(Received{std::move(message), std::move(notes)});
}

void Session::Parts::take_answer(const ReceptionStatus& answer, Time now) {
  const std::string why = shown(answer.diagnostic_label.value_or(""));
  const auto settled = ledger.settle(answer.subject_message_id);
  if (!settled) {
    return notice("REC-003", "the peer answered " + std::string(name_of(answer.status)) + " to " +
                                 shown(answer.subject_message_id.text()) + ", which waits for no answer" +
                                 (why.empty() ? "" : ": " + why));
  }
  events.push_back(Answered{settled->message_id, settled->kind, answer.status, why});
  if (answer.status == ReceptionStatusValues::permanent_error) {
    return finish(EndReason::permanent_error, {}, "the peer reported that it cannot recover");
  }
  const bool ok = answer.status == ReceptionStatusValues::ok;
  if (!ok) instructions.forget_message(settled->message_id);  // refused: its id is not consumed (INST-001)
  if (ok && settled->selects) activate(*settled->selects, now);
  if (ok && settled->kind == Kind::HandshakeResponse) initialise(now);
}

}  // namespace s2
