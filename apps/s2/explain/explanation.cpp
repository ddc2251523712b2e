#include "explain/explanation.hpp"

#include "catalogue/rule_words.hpp"
#include "finding_json.hpp"
#include "text_layout.hpp"

#include <s2/recording.hpp>
#include <s2/rules.hpp>

#include <algorithm>
#include <map>

namespace s2::app {
namespace {

constexpr std::size_t widest = 110;
// Where texts begin.
constexpr std::size_t column = 24;

std::string_view type_name(const Explanation& e) {
  return e.kind ? message_type_of(*e.kind).name() : std::string_view("a frame that is no message");
}

std::string_view what(const Explanation& e) {
  return e.kind ? message_type_of(*e.kind).type().text : std::string_view("it could not be read");
}

// A recording of one resource manager need not name it.
std::string way_of(const Explanation& e) {
  if (!e.sender) return "";
  const std::string rm = e.rm == ReadingOptions{}.rm ? "RM" : e.rm;
  return *e.sender == EnergyManagementRole::cem ? "CEM to " + rm : rm + " to CEM";
}

std::string finding_text(const Finding& finding, const Console& console, std::size_t width) {
  const bool is_error = finding.severity == Severity::error;
  const std::string term = std::string(word_for(finding.severity)) + ' ' + finding.rule;
  std::string text = harmless(finding.text);
  if (!finding.pointer.empty()) text += ", at " + harmless(finding.pointer);
  if (!finding.value.empty()) text += " (" + harmless(finding.value) + ')';
  std::string out = entry(term, text, column, width, console.paint(is_error ? Ink::error : Ink::warning, term));
  const Rule* rule = find_rule(finding.rule);
  if (rule && rule->says != finding.text) out += wrapped("rule: " + std::string(rule->says), width, column);
  return out;
}

// The findings; of one rule the first few, since a peer with odd ids has them everywhere.
std::string findings_text(const std::vector<Finding>& findings, const Console& console, std::size_t width) {
  constexpr std::size_t shown_per_rule = 3;
  std::map<std::string_view, std::size_t> counts;
  std::string out;
  for (const Finding& finding : findings) {
    if (++counts[finding.rule] <= shown_per_rule) out += finding_text(finding, console, width);
  }
  for (const auto& [rule, count] : counts) {
    if (count <= shown_per_rule) continue;
    const std::string more =
        "and " + std::to_string(count - shown_per_rule) + " more of " + harmless(rule) + " (--json has all)";
    out += entry("", more, column, width, "");
  }
  return out;
}

std::string finding_with_rule_json(const Finding& finding) {
  const Rule* rule = find_rule(finding.rule);
  JsonLine line;
  return add_finding(line, finding).member_or_null("says", rule ? std::optional(rule->says) : std::nullopt).str();
}

std::string findings_with_rules_json(const std::vector<Finding>& findings) {
  std::string json = "[";
  for (const Finding& finding : findings) json += (json.size() > 1 ? "," : "") + finding_with_rule_json(finding);
  return json + ']';
}

}  // namespace

std::string explanation_page(const Explanation& e, const Console& console) {
  const std::size_t width = std::min(console.width, widest);
  std::string out = console.paint(Ink::faint, harmless(e.source) + ':' + std::to_string(e.line) + ": ") +
                    console.paint(Ink::good, type_name(e)) + '\n' + wrapped(std::string(what(e)), width, 2);
  const auto row = [&](std::string_view term, std::string_view text) {
    if (!text.empty()) out += entry(term, text, column, width, console.paint(Ink::strong, term));
  };
  row("message", harmless(e.message_id));
  row("sent", e.time ? format_time(*e.time) + ", " + harmless(way_of(e)) : std::string());
  row("answer it deserves", e.answer ? name_of(*e.answer) : std::string_view());
  row("effect", e.remark);
  const auto heading = [&](std::string_view title) { out += '\n' + console.paint(Ink::strong, title) + '\n'; };
  if (!e.findings.empty()) heading("Findings");
  out += findings_text(e.findings, console, width);
  if (!e.meaning.all().empty()) heading("Meaning");
  for (const Fact& fact : e.meaning.all()) {
    std::string_view term = fact.name;
    for (const std::string& line : fact.lines) {
      out += entry(term, line, column, width, term.empty() ? std::string() : console.paint(Ink::strong, term));
      term = {};
    }
  }
  return out;
}

std::string explanation_json(const Explanation& e) {
  const auto optional = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
  };
  const std::string time = e.time ? format_time(*e.time) : "";
  return JsonLine()
      .member("source", e.source)
      .member("line", e.line)
      .member_or_null("time", optional(time))
      .member_or_null("sender", e.sender ? std::optional(name_of(*e.sender)) : std::nullopt)
      .member_or_null("rm", optional(e.rm))
      .member_or_null("type", e.kind ? std::optional(message_type_of(*e.kind).name()) : std::nullopt)
      .member_or_null("message_id", optional(e.message_id))
      .member_or_null("answer", e.answer ? std::optional(name_of(*e.answer)) : std::nullopt)
      .member_or_null("remark", optional(e.remark))
      .raw("findings", findings_with_rules_json(e.findings))
      .raw("meaning", to_json(e.meaning))
      .str();
}

}  // namespace s2::app
