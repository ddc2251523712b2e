// Judgements as JSON Lines: a promise to users, see docs/reference/validate.md.

#include "judgement/report.hpp"

#include <codec/text.hpp>
#include <codec/utf8.hpp>

namespace s2::app {
namespace {

void append_string(std::string& out, std::string_view text) {
  if (!codec::append_quoted(out, text)) codec::append_quoted(out, codec::mended_utf8(text));
}

void append_name(std::string& out, std::string_view name) {
  if (!out.empty() && out.back() != '{') out += ',';
  append_string(out, name);
  out += ':';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_name(out, name);
  append_string(out, value);
}

template <class T>
void append_optional(std::string& out, std::string_view name, const std::optional<T>& value) {
  if (value) return append_member(out, name, *value);
  append_name(out, name);
  out += "null";
}

void append_finding(std::string& out, const Finding& finding) {
  out += '{';
  append_member(out, "rule", finding.rule);
  append_member(out, "severity", finding.severity == Severity::error ? "error" : "warning");
  append_member(out, "pointer", finding.pointer);
  append_member(out, "value", finding.value);
  append_member(out, "text", finding.text);
  out += '}';
}

}  // namespace

void append_for_programs(std::string& out, const Judged& judged) {
  const Judgement& judgement = judged.judgement;
  std::string line = "{";
  append_member(line, "source", judged.source);
  append_name(line, "line");
  line += std::to_string(judged.record.line);
  append_optional(line, "type", judgement.type);
  append_optional(line, "message_id", judgement.message_id);
  append_member(line, "verdict", judgement.refused ? "refused" : "ok");
  append_optional(line, "status", judgement.status ? std::optional(name_of(*judgement.status)) : std::nullopt);
  append_name(line, "findings");
  line += '[';
  for (const Finding& finding : judgement.findings) {
    if (&finding != &judgement.findings.front()) line += ',';
    append_finding(line, finding);
  }
  line += "]}\n";
  out += line;
}

}  // namespace s2::app
