// Observes a conversation: reads a frame, judges it, lets it take effect, and keeps account of the answers.

#include "answers.hpp"
#include "unanswered.hpp"

#include <rules/content.hpp>
#include <rules/plans.hpp>
#include <s2/base/limits.hpp>
#include <s2/conversation.hpp>

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
      : options(chosen), registry(chosen.start, chosen.profile, chosen.tolerances), judge(chosen.strictness) {}

  ConversationOptions options;
  Registry registry;
  Judge judge;
  Decoder decoder;
  Side cem;
  Side rm;
  std::uint64_t frames = 0;

  Message message;
  std::vector<Finding> findings;
  Observation seen;

  Side& side(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? cem : rm; }

  void observe(const ObservedFrame& frame);
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

void Conversation::Parts::observe(const ObservedFrame& frame) {
  ++frames;
  findings.clear();
  seen.message = nullptr;
  seen.kind.reset();
  seen.answer.reset();
  seen.repeated = false;
  seen.ignored = false;
  seen.answered_kind.reset();
  seen.answered_after.reset();

  registry.advance(frame.time);
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
    waiting.may_be_ok = std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
      return finding.severity == Severity::warning || find_rule(finding.rule)->effect == Effect::lifecycle;
    });
  } else if (!seen.ignored) {
    registry.take(message, frame.sender, frame.time);
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
  if (waiting.took_effect) registry.answered(waiting.message_id, *waiting.kind, answer.status, frame.time);

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

const Registry& Conversation::registry() const { return parts_->registry; }

std::vector<Conversation::Unanswered> Conversation::unanswered() const {
  std::vector<std::pair<std::uint64_t, Unanswered>> all;
  for (const auto role : {EnergyManagementRole::cem, EnergyManagementRole::rm}) {
    const auto& waiting = parts_->side(role).unanswered;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const Waiting& one = waiting[i];
      if (one.kind) all.push_back({one.order, {one.message_id, *one.kind, role, one.time}});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Unanswered> list;
  list.reserve(all.size());
  for (auto& [order, one] : all) list.push_back(std::move(one));
  return list;
}

}  // namespace s2
