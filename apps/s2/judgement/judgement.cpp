#include "judgement/judgement.hpp"

#include <algorithm>
#include <utility>

namespace s2::app {
namespace {

// The status that the first error deserves (rule catalogue, 0.5). A warning that was made an error refuses content.
ReceptionStatusValues status_of(const std::vector<Finding>& findings) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  if (error == findings.end()) return ReceptionStatusValues::ok;
  const Rule* rule = find_rule(error->rule);
  switch (rule == nullptr ? Effect::none : rule->effect) {
    case Effect::invalid_data:
      return ReceptionStatusValues::invalid_data;
    case Effect::invalid_message:
      return ReceptionStatusValues::invalid_message;
    default:
      return ReceptionStatusValues::invalid_content;
  }
}

void accept(Judgement& judgement, Decoded decoded, const Measure& measure) {
  judgement.kind = kind_of(decoded.message);
  judgement.type = message_type_of(*judgement.kind).name();
  if (const Id* id = message_id_of(decoded.message)) judgement.message_id = id->str();
  judgement.findings = std::move(decoded.notes);
  for (auto& finding : check(decoded.message, measure.strictness)) judgement.findings.push_back(std::move(finding));
}

void refuse(Judgement& judgement, Refusal refusal, std::string_view text) {
  judgement.kind = refusal.kind;
  judgement.findings = std::move(refusal.findings);
  const auto peeked = peek(text);
  if (refusal.kind) {
    judgement.type = message_type_of(*refusal.kind).name();
  } else if (peeked && !peeked->message_type.empty()) {
    judgement.type = peeked->message_type;
  }
  if (refusal.subject != nil_id() || (peeked && peeked->message_id == nil_id())) {
    judgement.message_id = refusal.subject.str();
  }
  judgement.status = refusal.status;
}

}  // namespace

Judgement judge(const Record& record, const Frame& frame, Profile profile, const Measure& measure) {
  Judgement judgement;
  judgement.profile = profile;
  if (frame.trouble) {
    judgement.findings = {*frame.trouble};
  } else {
    const std::string_view text = frame.text(record);
    auto outcome = decode(text, profile, {.strictness = measure.strictness, .negotiating = false});
    if (outcome) {
      accept(judgement, *std::move(outcome), measure);
    } else {
      refuse(judgement, std::move(outcome).error(), text);
    }
  }
  for (Finding& finding : judgement.findings) {
    if (measure.warnings_as_errors) finding.severity = Severity::error;
  }
  judgement.refused = has_error(judgement.findings);
  if (frame.was_sent && !judgement.status) judgement.status = status_of(judgement.findings);
  return judgement;
}

}  // namespace s2::app
