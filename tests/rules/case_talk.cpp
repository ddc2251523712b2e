// A conversation with all its answers.

#include "case_talk.hpp"

#include <s2/codec.hpp>

namespace s2::tests {

Outcome CaseTalk::say(const CaseLine& line) {
  const Observation& seen = conversation_.observe({line.sender, line.frame, line.time, line.binary});
  Outcome outcome{{seen.findings.begin(), seen.findings.end()}, seen.answer, {}, {}};
  outcome.omissions.assign(seen.omissions.begin(), seen.omissions.end());
  if (!seen.answer || !line.answered) return outcome;
  ReceptionStatus status{seen.message_id, *seen.answer, {}};
  if (status.status != ReceptionStatusValues::ok) status.diagnostic_label = "refused";
  const auto other = line.sender == EnergyManagementRole::rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
  const auto text = encode(status, options_.profile);
  if (!text) {
    outcome.of_answer.push_back(text.error());
    return outcome;
  }
  const Observation& answered = conversation_.observe({other, *text, line.time});
  outcome.omissions.insert(outcome.omissions.end(), answered.omissions.begin(), answered.omissions.end());
  for (const Finding& finding : answered.findings) {
    // The answer repeats the id, odd as it may be; the nil id even where it stands for itself (GEN-016).
    const bool is_about_id = finding.rule.starts_with("ID-") || finding.rule == "REC-005";
    if (!is_about_id) outcome.of_answer.push_back(finding);
  }
  return outcome;
}

std::string shown(const Finding& finding) {
  return (finding.severity == Severity::error ? "error " : "warning ") + finding.rule + " at \"" + finding.pointer +
         "\" (" + finding.value + "): " + finding.text;
}

std::string shown(const Omission& omission) {
  return shown(omission.finding) + " (about " + std::string(omission.message_id.text()) + ", due " +
         format_time(omission.due) + ')';
}

std::string shown(const CaseLine& line, const Outcome& outcome) {
  std::string text = "  " + line.text.substr(0, 400) + '\n';
  if (outcome.answer) text += "    answer " + std::string(name_of(*outcome.answer)) + '\n';
  for (const Finding& finding : outcome.findings) text += "    " + shown(finding) + '\n';
  for (const Omission& omission : outcome.omissions) text += "    left undone: " + shown(omission) + '\n';
  for (const Finding& finding : outcome.of_answer) text += "    about the answer: " + shown(finding) + '\n';
  return text;
}

}  // namespace s2::tests
