// What a session sends: never what the peer would have to refuse.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <rules/durations.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>

namespace s2 {
namespace {

Finding own_fault(std::string_view rule, std::string text) {
  return {std::string(rule), Severity::error, "", "", std::move(text)};
}

// A peer would only note these; they are our own confusion all the same.
bool is_confusion(std::string_view rule) {
  return rule == "INST-002" || rule == "INST-003" || rule == "INST-004" || rule == "INST-005";
}

// How many times as long as for its answer we wait for a selection of ours to be decided.
constexpr int patience = 6;

// Messages the application has no business with.
bool is_own(Kind kind) {
  return kind == Kind::ReceptionStatus || kind == Kind::Handshake || kind == Kind::HandshakeResponse ||
         kind == Kind::SessionRequest;
}

// Stands for the id a message gets when it is sent, so that a refused one uses up none.
const Id& any_id() {
  static const Id id("00000000-0000-4000-8000-000000000000");
  return id;
}

}  // namespace

Result<Id> Session::Parts::send(Message message, Time now) {
  registry.advance(now);
  tell_undone(rules::just_before(now));
  sent_notes.clear();
  const bool is_anonymous = kind_of(message) != Kind::ReceptionStatus && message_id_of(message)->empty();
  if (is_anonymous) set_message_id(message, any_id());
  if (auto fault = judge_own(message, now)) {
    ++counters.held_back;
    return Unexpected{std::move(*fault)};
  }
  if (is_anonymous) set_message_id(message, Id());
  end_undescribed(message, now);
  const std::vector<Id> replaced = replaced_by(message);
  const bool revokes = kind_of(message) == Kind::RevokeObject;
  if (auto fault = put(message, now)) return Unexpected{std::move(*fault)};
  for (const Id& old : replaced) end_instruction(old, InstructionStatus::aborted, now);
  if (revokes) end_revoked(true, now);
  return *message_id_of(message);
}

std::optional<Finding> Session::Parts::judge_own(const Message& message, Time now) {
  const Kind kind = kind_of(message);
  if (is_own(kind)) {
    return own_fault("S2CPP-OWN", "the session sends " + std::string(message_type_of(kind).name()) + " by itself");
  }
  if (ended() || close_due) return own_fault("STATE-006", "the session is ending; nothing more is sent");
  if (!initialised()) return own_fault("HS-001", "the handshake is not complete");
  // What a peer forgives because it crossed a selection on the wire, or takes for a sign of one, we do not start.
  if (const Verdict verdict = s2::judge(registry.standing.phase(), role, kind); verdict != Verdict::allowed) {
    return finding_of(verdict, registry.standing.phase(), role, kind);
  }
  if (auto fault = judge_against_selections(kind, now)) return fault;
  const Strictness level = std::max(options.strictness, Strictness::normal);
  Judge& judge = bench().judge(level);
  const auto found = judge.judge(message, registry, role, now);
  for (const Finding& finding : found) {
    if (finding.severity == Severity::error || is_confusion(finding.rule)) return finding;
  }
  sent_notes.assign(found.begin(), found.end());
  return std::nullopt;
}

// What follows a selection of ours is heard after it: there it has to be allowed as well. A selection that the peer
// leaves without answer does not count for ever.
std::optional<Finding> Session::Parts::judge_against_selections(Kind kind, Time now) const {
  for (const PendingSelection& selection : registry.standing.pending) {
    if (!ledger.waits(selection.message_id, now - options.times.acknowledgement * patience)) continue;
    const Phase phase = phase_of(selection.control_type);
    if (const Verdict verdict = s2::judge(phase, role, kind); verdict != Verdict::allowed) {
      return finding_of(verdict, phase, role, kind);
    }
  }
  return std::nullopt;
}

// What was wrong, and then nothing was sent. The message gets an id if it has none.
std::optional<Finding> Session::Parts::put(Message& message, Time now) {
  const Kind kind = kind_of(message);
  if (ended()) return own_fault("STATE-006", "the session is over; nothing more is sent");
  const std::optional<IdDigest> course = session::course_of(message);
  if (course) drop_overtaken(course, now);
  if (!ledger.make_room()) {
    return own_fault("S2CPP-UNANSWERED", "the peer has left " + std::to_string(Limits::unanswered) +
                                             " messages unanswered; nothing more is sent to it");
  }
  if (frames.size() >= Limits::queued_frames) {
    return own_fault("S2CPP-NOT-DRAINED", "frames wait to be sent and nobody takes them");
  }
  if (message_id_of(message)->empty()) set_message_id(message, ids());
  std::string& frame = frames.push();
  frame.clear();
  auto written = encode_to(frame, message, working_profile());
  if (written && frame.size() > Limits::frame_bytes) {
    written = Unexpected{own_fault("GEN-013", "the message takes " + std::to_string(frame.size()) + " bytes, of " +
                                                  std::to_string(Limits::frame_bytes) + " allowed")};
  }
  if (!written) {
    frames.pop_back();
    return std::move(written).error();
  }
  ++counters.sent;
  ++counters.frames_out;
  counters.bytes_out += frame.size();
  const Id& message_id = *message_id_of(message);
  if (course) ledger.overtake(course);
  session::Waiting& waiting = ledger.expect();
  waiting.message_id = message_id;
  waiting.digest = digest_of(message_id);
  waiting.kind = kind;
  waiting.sent = now;
  waiting.due = now + options.times.acknowledgement;
  // A revocation overtakes what it revokes; nothing overtakes a revocation.
  waiting.course = kind == Kind::RevokeObject ? std::nullopt : course;
  ledger.keep(frame);
  registry.take(message, role, now);
  omissions.took(message, role, registry, now);
  follow_control_type(now);
  return std::nullopt;
}

void Session::Parts::put_or_notice(Message message, Time now) {
  if (auto fault = put(message, now)) notice(std::move(*fault));
}

void Session::Parts::answer(const Id& subject, ReceptionStatusValues status, std::string_view diagnostic) {
  Message message(std::in_place_type<ReceptionStatus>);
  auto& said = std::get<ReceptionStatus>(message);
  said.subject_message_id = subject;
  said.status = status;
  if (!diagnostic.empty()) said.diagnostic_label = codec::readable(diagnostic, Limits::diagnostic_bytes);
  std::string& frame = frames.push();
  frame.clear();
  // Always writable: the subject was read from a message, the diagnostic is readable text.
  if (!encode_to(frame, message, working_profile())) return frames.pop_back();
  ++counters.frames_out;
  counters.bytes_out += frame.size();
}

// What is only worth a note is dropped when nobody reads the notes.
void Session::Parts::notice(Finding finding) {
  if (events.size() < Limits::queued_events) events.push() = Noticed{std::move(finding)};
}

void Session::Parts::notice(std::string_view rule, std::string text) { notice(found(rule, "", "", std::move(text))); }

}  // namespace s2
