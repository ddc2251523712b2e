// Judgements as JSON Lines: a promise to users, see docs/reference/validate.md.

#include "finding_json.hpp"
#include "judgement/report.hpp"

namespace s2::app {

void append_for_programs(std::string& out, const Judged& judged) {
  const Judgement& judgement = judged.judgement;
  out += JsonLine()
             .member("source", judged.source)
             .member("line", judged.record.line)
             .member_or_null("type", judgement.type)
             .member_or_null("message_id", judgement.message_id)
             .member("verdict", judgement.refused ? "refused" : "ok")
             .member_or_null("status", judgement.status ? std::optional(name_of(*judgement.status)) : std::nullopt)
             .raw("findings", findings_json(judgement.findings))
             .str();
  out += '\n';
}

}  // namespace s2::app
