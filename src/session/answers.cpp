// What the peer says of our messages, and sending them again. Rule catalogue, C.4 and C.5.

#include "parts.hpp"

#include <rules/registry/effects.hpp>

#include <algorithm>

namespace s2 {

void Session::Parts::take_answer(const ReceptionStatus& answer, Time now) {
  std::string text = answer.diagnostic_label ? shown(*answer.diagnostic_label) : std::string();
  session::Waiting* waiting = ledger.find(answer.subject_message_id);
  if (!waiting) return take_other_answer(answer.subject_message_id, answer.status, std::move(text), now);
  counters.slowest_answer = std::max(counters.slowest_answer, now - waiting->sent);
  if (answer.status == ReceptionStatusValues::temporary_error && repeat_later(*waiting, now)) return;
  Answered outcome{waiting->message_id, waiting->kind, answer.status, std::move(text)};
  ledger.settle();
  settle(std::move(outcome), now);
}

// To a message that does not wait for one: it will be sent again, or it is none of ours.
void Session::Parts::take_other_answer(const Id& subject, ReceptionStatusValues status, std::string text, Time now) {
  session::Waiting turned_away;
  if (status != ReceptionStatusValues::temporary_error && ledger.was_answered(subject, turned_away)) {
    // The link doubled it: one copy was turned away, the other was not.
    return settle({turned_away.message_id, turned_away.kind, status, std::move(text)}, now);
  }
  ++counters.stray_answers;
  const std::string said = text.empty() ? "" : ": " + text;
  if (status == ReceptionStatusValues::invalid_data && subject == nil_id()) {
    return notice("REC-003", unread_by_peer() + said);
  }
  notice("REC-003", "the peer answered " + std::string(name_of(status)) + " to " + shown(subject.text()) +
                        ", which waits for no answer" + said);
}

// An answer to the nil id says that a frame of ours could not be read. Which one only a person can tell: the oldest
// message without answer is a guess.
std::string Session::Parts::unread_by_peer() const {
  const session::Waiting* oldest = ledger.oldest();
  if (!oldest) return "the peer could not read a frame of ours, and no message of ours waits for an answer";
  return "the peer could not read a frame of ours, perhaps " + std::string(message_type_of(oldest->kind).name()) + ' ' +
         shown(oldest->message_id.text()) + ", the oldest without an answer";
}

// The outcome is final; the ledger has let go of the message.
void Session::Parts::settle(Answered outcome, Time now) {
  const ReceptionStatusValues status = outcome.status;
  const bool ok = status == ReceptionStatusValues::ok;
  const Kind kind = outcome.kind;
  ++counters.answered;
  if (!ok) ++counters.refused_by_peer;
  registry.answered(outcome.message_id, kind, status, now);
  omissions.answered(outcome.message_id, kind, role, status, registry, now);
  events.push() = std::move(outcome);
  if (status == ReceptionStatusValues::permanent_error) {
    return happen(Cause::permanent_error, "the peer reported that it cannot recover", now);
  }
  follow_control_type(now);
  if (kind == Kind::HandshakeResponse) {
    if (ok) return happen(Cause::version_confirmed, "", now);
    happen(Cause::version_refused, "the RM did not accept the version", now);
  }
}

// Only what still has a meaning is repeated, and only so often.
bool Session::Parts::repeat_later(session::Waiting& waiting, Time now) {
  const auto& plan = options.times.repeats;
  if (waiting.frame.empty() || waiting.repeats >= plan.size() || stage == Stage::closing) return false;
  const Time at = now + plan[waiting.repeats];
  ++waiting.repeats;
  events.push() = Retrying{waiting.message_id, waiting.kind, waiting.repeats, at};
  ledger.repeat_at(at);
  return true;
}

void Session::Parts::repeat_due(Time now) {
  session::Waiting again;
  while (ledger.due_repeat(now, again)) {
    if (stage == Stage::closing || frames.size() >= Limits::queued_frames) {
      settle({again.message_id, again.kind, ReceptionStatusValues::temporary_error, ""}, now);
      continue;
    }
    ++counters.repeats;
    ++counters.frames_out;
    counters.bytes_out += again.frame.size();
    frames.push() = again.frame;
    rules::pass_again(registry, again.kind, again.message_id);
    const std::string frame = std::move(again.frame);
    again.due = now + options.times.acknowledgement;
    ledger.expect() = std::move(again);
    ledger.keep(frame);
  }
}

void Session::Parts::drop_overtaken(const std::optional<IdDigest>& course, Time now) {
  session::Waiting gone;
  while (ledger.overtaken(course, gone)) {
    settle({gone.message_id, gone.kind, ReceptionStatusValues::temporary_error, ""}, now);
  }
}

}  // namespace s2
