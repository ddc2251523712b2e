// Judges a message against a registry: layer after layer, until one has an error. Rule catalogue, 0.7.

#include "plans.hpp"
#include "registry/effects.hpp"

#include <s2/conversation.hpp>

namespace s2 {

using rules::Context;

struct Judge::Parts {
  Strictness strictness;
  rules::Finder find;
  std::vector<Finding> findings;
  bool ignored = false;

  std::span<const Finding> only(Finding finding);
  std::span<const Finding> verdict(Verdict verdict, const Message& message, const Context& context);
  bool is_forgiven(const Message& message, const Context& context) const;
  std::span<const Finding> judge(const Message& message, const Context& context);
};

namespace {

// While a selection waits for its answer, messages of the old and of the new control type may pass (C.6).
Verdict verdict_of(const Message& message, const Context& context) {
  const Standing& standing = context.registry.standing;
  const Kind kind = kind_of(message);
  const Verdict verdict = judge(standing.phase(), context.sender, kind);
  if (verdict == Verdict::allowed || verdict == Verdict::wrong_role || !standing.initialised()) return verdict;
  for (const auto& selection : standing.pending) {
    if (judge(phase_of(selection.control_type), context.sender, kind) == Verdict::allowed) return Verdict::allowed;
  }
  return verdict;
}

Finding finding_of_rule(std::string_view id, Strictness strictness, std::string text) {
  const Rule& rule = rules::entered(id);
  return {std::string(id), severity_of(rule, strictness), "", "", std::move(text)};
}

}  // namespace

// Nothing else is looked at.
std::span<const Finding> Judge::Parts::only(Finding finding) {
  findings.clear();
  findings.push_back(std::move(finding));
  return findings;
}

// Whether the message is about a control type that was just left.
bool Judge::Parts::is_forgiven(const Message& message, const Context& context) const {
  const Standing& standing = context.registry.standing;
  const auto about = rules::subject_of(message, context.registry);
  return about && *about != standing.active && !standing.is_pending(*about) &&
         standing.is_forgiven(*about, context.now) &&
         message_type_of(kind_of(message)).senders.contains(context.sender);
}

std::span<const Finding> Judge::Parts::verdict(Verdict verdict, const Message& message, const Context& context) {
  const Standing& standing = context.registry.standing;
  if (verdict == Verdict::handshake_over && standing.start == Start::connected) {
    auto finding = finding_of_rule("HS-013", strictness,
                                   "the version was agreed before the session; there is no handshake inside it");
    ignored = finding.severity == Severity::warning;
    return only(std::move(finding));
  }
  // A second HandshakeResponse that selects another version has a rule of its own.
  if (verdict == Verdict::handshake_over && std::holds_alternative<HandshakeResponse>(message)) {
    rules::standing_plan().run(message, &context, find);
    if (find.has_error()) return find.found();
    find.restart(strictness);
  }
  return only(finding_of(verdict, standing.phase(), context.sender, kind_of(message)));
}

std::span<const Finding> Judge::Parts::judge(const Message& message, const Context& context) {
  const Standing& standing = context.registry.standing;
  ignored = false;
  find.restart(strictness);
  if (is_forgiven(message, context)) {
    ignored = true;
    const bool is_report = std::holds_alternative<InstructionStatusUpdate>(message);
    return only(finding_of_rule(is_report ? "STATE-005" : "STATE-004", strictness,
                                std::string(message_type_of(kind_of(message)).name()) +
                                    " is about a control type that was just left; it was ignored"));
  }
  const Verdict said = verdict_of(message, context);
  if (said != Verdict::allowed) return verdict(said, message, context);
  if (standing.side(context.sender).asked_to_end && !std::holds_alternative<ReceptionStatus>(message)) {
    static const Rule& rule = rules::entered("STATE-006");
    const Path whole;
    find.look(rule, whole);
    find.here();
  }
  rules::standing_plan().run(message, &context, find);
  if (find.has_error()) return find.found();
  rules::message_plan().run(message, &context, find);
  if (find.has_error()) return find.found();
  rules::session_plan().run(message, &context, find);
  return find.found();
}

Judge::Judge(Strictness strictness) : parts_(new Parts{strictness, rules::Finder(strictness), {}}) {}
Judge::~Judge() = default;
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;

std::span<const Finding> Judge::judge(const Message& message, const Registry& registry, EnergyManagementRole sender,
                                      Time now) {
  return parts_->judge(message, Context{registry, sender, now, message_id_of(message)});
}

bool Judge::ignored() const { return parts_->ignored; }

}  // namespace s2
