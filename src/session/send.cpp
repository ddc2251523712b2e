// What a session sends: never what the peer would have to refuse.

#include "parts.hpp"

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
  if (const auto* m = std::get_if<SelectControlType>(&message)) return judge_selection(*m);
  if (message_type_of(kind).is_instruction) return judge_instruction(message);
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    // A report that goes back would only be noted by the peer; it is our own confusion all the same.
    return judge_report(*m);
  }
  return std::nullopt;
}

Result<Id> Session::Parts::put(Message message, Time now) {
  if (!ledger.make_room()) {
    return Unexpected{own_fault("S2CPP-UNANSWERED", "the peer has left " + std::to_string(Limits::unanswered) +
                                                        " messages unanswered; nothing more is sent to it")};
  }
  if (message_id_of(message)->empty()) set_message_id(message, ids());
  auto frame = encode(message, working_profile());
  if (!frame) return Unexpected{std::move(frame).error()};
  const Id message_id = *message_id_of(message);
  const Kind kind = kind_of(message);
  frames.push_back(std::move(*frame));
  ledger.expect(message_id, kind, now + options.times.acknowledgement);

  if (const auto* m = std::get_if<SelectControlType>(&message)) selecting = m->control_type;
  if (auto* m = std::get_if<ResourceManagerDetails>(&message)) details = *m;
  if (message_type_of(kind).is_instruction) instructions.add(*instruction_id_of(message), message_id, control_type);
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    if (auto* instruction = instructions.find(m->instruction_id)) instruction->status = m->status_type;
  }
  return message_id;
}

void Session::Parts::answer(const Id& subject, ReceptionStatusValues status, std::string diagnostic) {
  ReceptionStatus message{subject, status, {}};
  if (!diagnostic.empty()) message.diagnostic_label = std::move(diagnostic);
  auto frame = encode(message, working_profile());
  // Only the diagnostic can be what cannot be written: it repeats what the peer sent.
  if (!frame) frame = encode(ReceptionStatus{subject, status, {}}, working_profile());
  if (frame) frames.push_back(std::move(*frame));
}

void Session::Parts::begin_close(SessionRequestType request, EndReason reason, std::string why, Time now) {
  (void)put(SessionRequest{.message_id = {}, .request = request, .diagnostic_label = std::move(why)}, now);
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

void Session::Parts::notice(std::string_view rule, std::string text) {
  events.push_back(Noticed{{std::string(rule), Severity::warning, "", "", std::move(text)}});
}

}  // namespace s2
