// What a session sends: never what the peer would have to refuse.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

namespace s2 {
namespace {

Finding own_fault(std::string_view rule, std::string text) {
  return {std::string(rule), Severity::error, "", "", std::move(text)};
}

}  // namespace

Result<Id> Session::Parts::send(Message message, Time now) {
  if (auto fault = judge_own(message)) return Unexpected{std::move(*fault)};
  return put(std::move(message), now);
}

std::optional<Finding> Session::Parts::judge_own(const Message& message) {
  const Kind kind = kind_of(message);
  if (ended || close_due) return own_fault("STATE-006", "the session is ending; nothing more is sent");
  if (kind == Kind::ReceptionStatus || kind == Kind::Handshake || kind == Kind::HandshakeResponse ||
      kind == Kind::SessionRequest) {
    return own_fault("S2CPP-OWN", "the session sends " + std::string(message_type_of(kind).name()) + " by itself");
  }
  if (!initialised) return own_fault("HS-001", "the handshake is not complete");
  if (const Verdict verdict = judge(phase(), role, kind); verdict != Verdict::allowed) {
    return finding_of(verdict, phase(), role, kind);
  }
  for (auto& finding : check(message, options.strictness)) {
    if (finding.severity == Severity::error) return std::move(finding);
  }
  // A peer would only note some of what follows; it is our own confusion all the same.
  std::vector<Finding> findings;
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) judge_report(*m, findings);
  if (!findings.empty()) return std::move(findings.front());
  if (const auto* m = std::get_if<SelectControlType>(&message)) judge_selection(*m, findings);
  judge_instruction(message, findings);
  return has_error(findings) ? std::optional(std::move(findings.front())) : std::nullopt;
}

Result<Id> Session::Parts::put(Message message, Time now) {
  if (close_due || ended) return Unexpected{own_fault("STATE-006", "the session is ending; nothing more is sent")};
  if (!ledger.make_room()) {
    return Unexpected{own_fault("S2CPP-UNANSWERED", "the peer has left " + std::to_string(Limits::unanswered) +
                                                        " messages unanswered; nothing more is sent to it")};
  }
  if (frames.size() >= Limits::queued_frames) {
    return Unexpected{own_fault("S2CPP-NOT-DRAINED", "frames wait to be sent and nobody takes them")};
  }
  if (message_id_of(message)->empty()) set_message_id(message, ids());
  auto frame = encode(message, working_profile());
  if (!frame) return Unexpected{std::move(frame).error()};
  if (frame->size() > Limits::frame_bytes) {
    return Unexpected{own_fault("GEN-013", "the message takes " + std::to_string(frame->size()) + " bytes, of " +
                                               std::to_string(Limits::frame_bytes) + " allowed")};
  }
  frames.push_back(std::move(*frame));
  const Id message_id = *message_id_of(message);
  const Kind kind = kind_of(message);
  session::Waiting waiting{message_id, kind, now + options.times.acknowledgement};
  if (const auto* m = std::get_if<SelectControlType>(&message)) waiting.selects = m->control_type;
  ledger.expect(std::move(waiting));

  if (auto* m = std::get_if<ResourceManagerDetails>(&message)) details = *m;
  if (const Id* id = instruction_id_of(message)) instructions.add(*id, message_id, control_type);
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    if (auto* instruction = instructions.find(m->instruction_id)) instruction->status = m->status_type;
  }
  return message_id;
}

void Session::Parts::put_or_notice(Message message, Time now) {
  if (auto sent = put(std::move(message), now); !sent) notice(std::move(sent).error());
}

void Session::Parts::answer(const Id& subject, ReceptionStatusValues status, std::string_view diagnostic) {
  ReceptionStatus message{subject, status, {}};
  if (!diagnostic.empty()) message.diagnostic_label = std::string(diagnostic);
  // Always writable: the subject was read from a message, the diagnostic is readable text.
  if (auto frame = encode(message, working_profile())) frames.push_back(std::move(*frame));
}

void Session::Parts::begin_close(SessionRequestType request, EndReason reason, std::string why, Time now) {
  put_or_notice(
      SessionRequest{
          .message_id = {}, .request = request, .diagnostic_label = codec::readable(why, Limits::diagnostic_bytes)},
      now);
  close_due = now + options.times.close;
  close_reason = reason;
  close_request = request;
  handshake_due.reset();
}

void Session::Parts::finish(EndReason reason, std::optional<SessionRequestType> request, std::string text) {
  if (ended) return;
  ended = true;
  events.push_back(Ended{reason, request, std::move(text)});
}

// What is only worth a note is dropped when nobody reads the notes.
void Session::Parts::notice(Finding finding) {
  if (events.size() < Limits::queued_events) events.push_back(Noticed{std::move(finding)});
}

void Session::Parts::notice(std::string_view rule, std::string text) { notice(found(rule, "", "", std::move(text))); }

}  // namespace s2
