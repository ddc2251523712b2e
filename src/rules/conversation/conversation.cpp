// Observes a conversation: reads a frame, judges it, lets it take effect, and keeps account of the answers.

#include "answers.hpp"
#include "unanswered.hpp"

#include <rules/content.hpp>
#include <rules/durations.hpp>
#include <rules/plans.hpp>
#include <s2/base/limits.hpp>
#include <s2/conversation.hpp>
#include <s2/omissions.hpp>

#include <algorithm>

namespace s2 {
namespace {

using rules::Waiting;

EnergyManagementRole other(EnergyManagementRole role) {
  return role == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
}

// Whether the answer is one that says something about the message, not about its receiver.
bool is_verdict(ReceptionStatusValues status) {
  return status != ReceptionStatusValues::temporary_error && status != ReceptionStatusValues::permanent_error;
}

}  // namespace

struct Conversation::Parts {
  struct Side {
    rules::Answers answers{Limits::remembered_answers};
    rules::Unanswered unanswered;
  };

  explicit Parts(const ConversationOptions& chosen)
      : options(chosen),
        registry(chosen.start, chosen.profile, chosen.tolerances),
        watcher(chosen.omission_times),
        judge(chosen.strictness) {}

  ConversationOptions options;
  Registry registry;
  Omissions watcher;
  Judge judge;
  Decoder decoder;
  Side cem;
  Side rm;
  std::uint64_t frames = 0;

  Message message;
  std::vector<Finding> findings;
  std::vector<Omission> omissions;
  Observation seen;

  Side& side(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? cem : rm; }

  void observe(const ObservedFrame& frame);
  void notice(Time now);
  void refuse(const ObservedFrame& frame, Refusal refusal);
  void take_message(const ObservedFrame& frame);
  void repeat(const ObservedFrame& frame, const rules::Answer& before);
  void judge_and_take(const ObservedFrame& frame, Waiting waiting);
  void take_answer(const ObservedFrame& frame, const ReceptionStatus& answer);
  void settle(const ObservedFrame& frame, const ReceptionStatus& answer, const Waiting& waiting);
  void note(std::string_view rule, std::string_view pointer, std::string_view value, std::string text);
};

void Conversation::Parts::note(std::string_view id, std::string_view pointer, std::string_view value,
                               std::string text) {
  const Rule& rule = rules::entered(id);
  findings.push_back({std::string(id), severity_of(rule, options.strictness), std::string(pointer), rules::shown(value),
                      text.empty() ? std::string(rule.says) : std::move(text)});
}

// What is overdue, and was not noticed before.
void Conversation::Parts::notice(Time now) {
  const Duration answer = options.omission_times.answer;
  for (const auto role : {EnergyManagementRole::cem, EnergyManagementRole::rm}) {
    while (const Waiting* late = side(role).unanswered.overdue(now - answer)) {
      omissions.push_back(unanswered_omission(late->message_id, late->kind, role, late->time, answer));
    }
  }
  const auto deadline = watcher.next_deadline();
  if (deadline && *deadline <= now) {
    const auto& overdue = watcher.overdue(registry, now);
    omissions.insert(omissions.end(), overdue.begin(), overdue.end());
  }
  if (omissions.empty()) return;
  std::stable_sort(omissions.begin(), omissions.end(),
                   [](const Omission& a, const Omission& b) { return a.due < b.due; });
  for (Omission& omission : omissions) {
    omission.finding.severity = severity_of(rules::entered(omission.finding.rule), options.strictness);
  }
}

void Conversation::Parts::observe(const ObservedFrame& frame) {
  if (frames++ == 0) watcher.started(registry, frame.time);
  omissions.clear();
  findings.clear();
  seen.message = nullptr;
  seen.kind.reset();
  seen.answer.reset();
  seen.repeated = false;
  seen.ignored = false;
  seen.answered_kind.reset();
  seen.answered_after.reset();

  registry.advance(frame.time);
  // What this frame brings at the very moment of a deadline is in time; what it brings later is not.
  notice(rules::just_before(frame.time));
  if (frame.binary) note("GEN-020", "", "", "");
  const Standing& standing = registry.standing;
  const DecodeOptions how{options.strictness, !standing.initialised()};
  auto outcome = decoder.decode_into(message, findings, frame.text, standing.profile.value_or(all_profiles[0]), how);
  if (!outcome) {
    refuse(frame, std::move(outcome.error()));
  } else {
    seen.message = &message;
    seen.kind = kind_of(message);
    if (const auto* answer = std::get_if<ReceptionStatus>(&message)) {
      take_answer(frame, *answer);
    } else {
      take_message(frame);
    }
  }
  if (findings.size() > 1) {
    std::stable_partition(findings.begin(), findings.end(),
                          [](const Finding& finding) { return finding.severity == Severity::error; });
    if (findings.size() > Limits::findings) findings.resize(Limits::findings);
  }
  seen.findings = findings;
  notice(frame.time);
  seen.omissions = omissions;
}

void Conversation::Parts::refuse(const ObservedFrame& frame, Refusal refusal) {
  seen.kind = refusal.kind;
  seen.message_id = refusal.subject;
  const bool is_answer = refusal.kind == Kind::ReceptionStatus;
  if (is_answer) note("REC-006", "", "", "");
  findings.insert(findings.end(), std::make_move_iterator(refusal.findings.begin()),
                  std::make_move_iterator(refusal.findings.end()));
  if (is_answer) return;
  seen.answer = refusal.status;
  Waiting waiting;
  waiting.message_id = refusal.subject;
  waiting.kind = refusal.kind;
  waiting.time = frame.time;
  waiting.order = frames;
  waiting.expected = refusal.status;
  side(frame.sender).unanswered.push(waiting);
}

void Conversation::Parts::take_message(const ObservedFrame& frame) {
  Side& from = side(frame.sender);
  seen.message_id = *message_id_of(message);
  Waiting waiting;
  waiting.message_id = seen.message_id;
  waiting.kind = kind_of(message);
  waiting.time = frame.time;
  waiting.order = frames;
  waiting.content = rules::content_of(message);

  const rules::Answer* before = from.answers.find(digest_of(seen.message_id));
  if (before && before->content == waiting.content) {
    note("GEN-019", "", "", "");
    seen.repeated = true;
    waiting.expected = before->status;
  } else {
    if (before) note("GEN-015", "/message_id", seen.message_id.text(), "");
    judge_and_take(frame, waiting);
    return;
  }
  seen.answer = waiting.expected;
  from.unanswered.push(waiting);
}

void Conversation::Parts::judge_and_take(const ObservedFrame& frame, Waiting waiting) {
  Side& from = side(frame.sender);
  // Notes are warnings; an error can only be a repeated id, to a strict reader.
  if (!has_error(findings)) {
    const auto found = judge.judge(message, registry, frame.sender, frame.time);
    findings.insert(findings.end(), found.begin(), found.end());
    seen.ignored = judge.ignored();
  }
  waiting.expected = answer_to(findings);
  if (has_error(findings)) {
    watcher.refused(waiting.message_id, *waiting.kind, frame.sender);
    waiting.may_be_ok = std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
      return finding.severity == Severity::warning || find_rule(finding.rule)->effect == Effect::lifecycle;
    });
  } else if (!seen.ignored) {
    registry.take(message, frame.sender, frame.time);
    watcher.took(message, frame.sender, registry, frame.time);
    waiting.took_effect = true;
  }
  seen.answer = waiting.expected;
  from.answers.put(digest_of(waiting.message_id), {waiting.content, waiting.expected});
  from.unanswered.push(waiting);
}

void Conversation::Parts::take_answer(const ObservedFrame& frame, const ReceptionStatus& answer) {
  seen.message_id = answer.subject_message_id;
  const auto found = judge.judge(message, registry, frame.sender, frame.time);
  findings.insert(findings.end(), found.begin(), found.end());
  const Waiting* waiting = side(other(frame.sender)).unanswered.settle(answer.subject_message_id);
  if (!waiting) {
    // The nil id with INVALID_DATA names no message: it is the answer to something that the other side could not read.
    if (answer.status == ReceptionStatusValues::invalid_data && answer.subject_message_id == nil_id()) return;
    return note("REC-003", "/subject_message_id", answer.subject_message_id.text(), "");
  }
  settle(frame, answer, *waiting);
}

void Conversation::Parts::settle(const ObservedFrame& frame, const ReceptionStatus& answer, const Waiting& waiting) {
  seen.answered_kind = waiting.kind;
  seen.answered_after = frame.time - waiting.time;
  const bool is_ok = answer.status == ReceptionStatusValues::ok;
  const bool deserves_ok = waiting.expected == ReceptionStatusValues::ok;
  if (is_ok != deserves_ok && is_verdict(answer.status) && !(is_ok && waiting.may_be_ok)) {
    note("REC-010", "/status", name_of(answer.status),
         "the message deserves " + std::string(name_of(waiting.expected)) + " and was answered with " +
             std::string(name_of(answer.status)));
  }
  if (waiting.took_effect) {
    registry.answered(waiting.message_id, *waiting.kind, answer.status, frame.time);
    watcher.answered(waiting.message_id, *waiting.kind, other(frame.sender), answer.status, registry, frame.time);
  }

  // A repetition gets the answer that was really given; after TEMPORARY_ERROR it counts as a message of its own (C.5).
  auto& answers = side(other(frame.sender)).answers;
  const IdDigest id = digest_of(waiting.message_id);
  rules::Answer* known = answers.find(id);
  if (!known || known->content != waiting.content) return;
  if (answer.status == ReceptionStatusValues::temporary_error) {
    answers.erase(id);
  } else {
    known->status = answer.status;
  }
}

Conversation::Conversation(const ConversationOptions& options) : parts_(std::make_unique<Parts>(options)) {}
Conversation::~Conversation() = default;
Conversation::Conversation(Conversation&&) noexcept = default;
Conversation& Conversation::operator=(Conversation&&) noexcept = default;

const Observation& Conversation::observe(const ObservedFrame& frame) {
  parts_->observe(frame);
  return parts_->seen;
}

std::optional<Time> Conversation::next_deadline() const {
  auto next = parts_->watcher.next_deadline();
  for (const auto* side : {&parts_->cem, &parts_->rm}) {
    const auto since = side->unanswered.next_overdue();
    if (!since) continue;
    const Time due = *since + parts_->options.omission_times.answer;
    next = std::min(next.value_or(due), due);
  }
  return next;
}

std::span<const Omission> Conversation::wake(Time now) {
  parts_->omissions.clear();
  parts_->registry.advance(now);
  parts_->notice(now);
  return parts_->omissions;
}

std::span<const Omission> Conversation::finish(Time now) {
  parts_->watcher.closed();
  return wake(now);
}

const Registry& Conversation::registry() const { return parts_->registry; }

std::vector<Conversation::Unanswered> Conversation::unanswered() const {
  std::vector<std::pair<std::uint64_t, Unanswered>> all;
  for (const auto role : {EnergyManagementRole::cem, EnergyManagementRole::rm}) {
    const auto& waiting = parts_->side(role).unanswered;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const Waiting& one = waiting[i];
      all.push_back({one.order, {one.message_id, one.kind, role, one.time}});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Unanswered> list;
  list.reserve(all.size());
  for (auto& [order, one] : all) list.push_back(std::move(one));
  return list;
}

}  // namespace s2
