// What a session does with a frame: read, judge, answer, act; in this order, so that no answer waits for anything.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <rules/content.hpp>
#include <rules/durations.hpp>
#include <rules/registry/room.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>

namespace s2 {
namespace {

bool names(const std::vector<Finding>& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(), [=](const Finding& finding) { return finding.rule == rule; });
}

// The first error in the order of the catalogue (0.7); what is none of its rules comes last.
const Finding& decisive(const std::vector<Finding>& findings) {
  const auto is_before = [](const Finding& one, const Finding& other) {
    const bool is_error = one.severity == Severity::error;
    if (is_error != (other.severity == Severity::error)) return is_error;
    const Rule* rule = find_rule(one.rule);
    const Rule* its = find_rule(other.rule);
    return rule && (!its || rule < its);
  };
  return *std::min_element(findings.begin(), findings.end(), is_before);
}

// Whether all that is wrong with an instruction may be told by its life cycle (rule catalogue, C.9).
bool is_for_lifecycle(const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
    if (finding.severity == Severity::warning) return true;
    const Rule* rule = find_rule(finding.rule);
    return rule && rule->effect == Effect::lifecycle;
  });
}

}  // namespace

std::string shown(std::string_view text) { return codec::readable(text, Limits::shown_frame_bytes); }

std::string diagnostic_of(const std::vector<Finding>& findings) {
  const Finding& first = decisive(findings);
  std::string text(first.rule);
  if (!first.pointer.empty()) text += ' ' + first.pointer;
  return codec::readable(text + ": " + first.text, Limits::diagnostic_bytes);
}

void shorten(std::vector<Finding>& findings) {
  for (auto& finding : findings) {
    finding.pointer = shown(finding.pointer);
    finding.text = shown(finding.text);
  }
}

void Session::Parts::receive(std::string_view frame, Time now) {
  if (frames.size() >= Limits::queued_frames) {
    return happen(Cause::not_drained, "frames wait to be sent and nobody takes them", now);
  }
  ++counters.frames_in;
  counters.bytes_in += frame.size();
  heard_from_peer(FailSafe::Heartbeat::any_frame, now);
  registry.advance(now);
  tell_undone(rules::just_before(now));
  auto& desk = bench();
  desk.notes.clear();
  const DecodeOptions how{options.strictness, !registry.standing.initialised()};
  const auto outcome = desk.decoder.decode_into(desk.message, desk.notes, frame, working_profile(), how);
  if (!outcome) return refuse(frame, outcome.error());
  if (const auto* status = std::get_if<ReceptionStatus>(&desk.message)) return take_answer(*status, now);
  heard_from_peer(FailSafe::Heartbeat::message, now);
  take(frame, now);
}

void Session::Parts::refuse(std::string_view frame, const Refusal& refusal) {
  Refused event{refusal.kind, refusal.status, refusal.findings, shown(frame)};
  shorten(event.findings);
  ++counters.refused;
  const bool is_answer = refusal.kind == Kind::ReceptionStatus;
  if (is_answer) {
    event.findings.insert(event.findings.begin(),
                          found("REC-006", "", "", "a malformed ReceptionStatus cannot be answered"));
  } else {
    answer(refusal.subject, refusal.status, diagnostic_of(refusal.findings));
  }
  counters.count_refusal(is_answer ? "REC-006" : decisive(event.findings).rule);
  if (events.size() < Limits::queued_events) events.push() = std::move(event);
}

void Session::Parts::take(std::string_view frame, Time now) {
  auto& desk = bench();
  const std::uint64_t content = rules::content_of(desk.message);
  const Id& message_id = *message_id_of(desk.message);
  const IdDigest digest = digest_of(message_id);
  const auto* before = answers.find(digest);
  if (before && before->content == content) return answer_repeated(message_id, digest);
  if (turn_away(now)) return;

  std::vector<Finding> findings;
  if (before) {
    findings.push_back(found("GEN-015", "/message_id", message_id.text(),
                             "an earlier message of this session with other content has this id"));
  }
  bool ignored = false;
  if (!has_error(findings)) {
    Judge& judge = desk.judge(options.strictness);
    const auto judged = judge.judge(desk.message, registry, peer(), now);
    findings.insert(findings.end(), judged.begin(), judged.end());
    ignored = judge.ignored();
  }
  const bool refused = has_error(findings);
  const bool rejected = refused && role == EnergyManagementRole::rm &&
                        options.refusal == InstructionRefusal::by_lifecycle && instruction_id_of(desk.message) &&
                        is_for_lifecycle(findings);
  const auto status = rejected ? ReceptionStatusValues::ok : answer_to(findings);
  const std::string reason_given = refused && !rejected ? diagnostic_of(findings) : "";
  answer(message_id, status, reason_given);
  answers.remember(digest, {content, status}, reason_given);
  if (rejected) return reject(std::move(findings), frame, now);
  if (refused) return turn_down(std::move(findings), frame, now);
  if (ignored) {
    ++counters.ignored;
    for (auto& finding : findings) notice(std::move(finding));
    return;
  }
  if (!desk.notes.empty()) {
    shorten(desk.notes);
    findings.insert(findings.begin(), desk.notes.begin(), desk.notes.end());
  }
  act(std::move(findings), now);
}

// The peer did not hear our answer, or hears it twice; either way nothing is done again.
void Session::Parts::answer_repeated(const Id& message_id, const IdDigest& digest) {
  ++counters.repeated;
  answer(message_id, answers.find(digest)->status, answers.reason(digest));
  notice("GEN-019", "the peer repeated message " + shown(message_id.text()) + "; it got its answer again");
}

// What cannot be looked at: because we cannot go on, or not right now. Then nothing is carried out.
bool Session::Parts::turn_away(Time now) {
  const Message& message = bench().message;
  if (stage == Stage::failing) {
    answer(*message_id_of(message), ReceptionStatusValues::permanent_error, "REC-012: " + why);
    happen(Cause::permanent_error, "we cannot go on: " + why, now);
    return true;
  }
  const bool is_farewell = std::holds_alternative<SessionRequest>(message);
  const bool full = events.size() >= Limits::queued_events;
  if (!full && (!busy || is_farewell) && rules::has_room(message, registry, now)) return false;
  ++counters.turned_away;
  answer(*message_id_of(message), ReceptionStatusValues::temporary_error,
         "REC-011: the receiver is busy; send it again");
  omissions.answered(*message_id_of(message), kind_of(message), peer(), ReceptionStatusValues::temporary_error,
                     registry, now);
  return true;
}

// A refused message has no effect. Two mistakes leave nothing to talk about.
void Session::Parts::turn_down(std::vector<Finding> findings, std::string_view frame, Time now) {
  const std::string text = diagnostic_of(findings);
  const bool same_role = names(findings, "HS-003");
  const bool other_version = names(findings, "HS-008");
  ++counters.refused;
  counters.count_refusal(decisive(findings).rule);
  const auto status = answer_to(findings);
  omissions.refused(*message_id_of(bench().message), kind_of(bench().message), peer());
  events.push() = Refused{kind_of(bench().message), status, std::move(findings), shown(frame)};
  if (same_role) happen(Cause::same_role, text, now);
  if (other_version) happen(Cause::version_refused, text, now);
}

// The instruction existed and will not be carried out: its id is used up (rule catalogue, C.9).
void Session::Parts::reject(std::vector<Finding> findings, std::string_view frame, Time now) {
  const Message& message = bench().message;
  ++counters.refused;
  counters.count_refusal(decisive(findings).rule);
  registry.instructions.take(message, now);
  const Id id = *instruction_id_of(message);
  events.push() = Refused{kind_of(message), ReceptionStatusValues::ok, std::move(findings), shown(frame)};
  put_or_notice(
      InstructionStatusUpdate{
          .message_id = {}, .instruction_id = id, .status_type = InstructionStatus::rejected, .timestamp = now},
      now);
}

}  // namespace s2
