// Judgements as JSON Lines: a promise to users, see docs/reference/validate.md.

#include "json_line.hpp"
#include "judgement/report.hpp"

namespace s2::app {
namespace {

std::string json_of(const Finding& finding) {
  return JsonLine()
      .member("rule", finding.rule)
      .member("severity", finding.severity == Severity::error ? "error" : "warning")
      .member("pointer", finding.pointer)
      .member("value", finding.value)
      .member("text", finding.text)
      .str();
}

std::string json_of(const std::vector<Finding>& findings) {
  std::string list = "[";
  for (const Finding& finding : findings) {
    if (&finding != &findings.front()) list += ',';
    list += json_of(finding);
  }
  return list + ']';
}

}  // namespace

void append_for_programs(std::string& out, const Judged& judged) {
  const Judgement& judgement = judged.judgement;
  out += JsonLine()
             .member("source", judged.source)
             .member("line", judged.record.line)
             .member_or_null("type", judgement.type)
             .member_or_null("message_id", judgement.message_id)
             .member("verdict", judgement.refused ? "refused" : "ok")
             .member_or_null("status", judgement.status ? std::optional(name_of(*judgement.status)) : std::nullopt)
             .raw("findings", json_of(judgement.findings))
             .str();
  out += '\n';
}

}  // namespace s2::app
