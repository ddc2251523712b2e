#include "catalogue/rule_pages.hpp"

#include "catalogue/cases.hpp"
#include "catalogue/rule_words.hpp"
#include "json_line.hpp"
#include "text_layout.hpp"

#include <algorithm>

namespace s2::app {
namespace {

constexpr std::size_t widest = 100;

std::size_t page_width(const Console& console) { return std::min(console.width, widest); }

Ink ink_of(Severity severity) { return severity == Severity::error ? Ink::error : Ink::warning; }

std::string_view title_of(std::string_view family) {
  for (const RuleFamily& one : rule_families()) {
    if (one.id == family) return one.title;
  }
  return "";
}

// "error, message" and the remark about levels behind it.
std::string weight_of(const Rule& rule) {
  const std::string remark = level_remark(rule);
  return std::string(word_for(rule.severity)) + (remark.empty() ? "" : " (" + remark + ')');
}

std::string section(std::string_view title, const std::vector<std::string_view>& lines, const Console& console) {
  std::string out = '\n' + console.paint(Ink::strong, title) + '\n';
  for (const std::string_view line : lines) out += "  " + std::string(line) + '\n';
  return out;
}

std::string example(const Rule& rule, const Console& console) {
  const std::string_view text = case_of(rule.id);
  if (text.empty()) {
    const bool is_engine = rule.scope == Scope::engine;
    return '\n' + wrapped(is_engine ? "No single message breaks this rule, so there is no example."
                                    : "There is no example of this rule.",
                          page_width(console));
  }
  const CaseParts parts = parts_of(text);
  std::string out = '\n' + console.paint(Ink::strong, "Example") + '\n';
  std::string comment;
  for (const std::string_view line : parts.comment) comment += (comment.empty() ? "" : " ") + std::string(line);
  out += wrapped(comment, page_width(console), 2);
  for (const std::string_view line : parts.settings) out += "  " + std::string(line) + '\n';
  return out + section("Breaks the rule", parts.breaks, console) + section("Legal", parts.legal, console);
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

// The id, linked to its case when there is one.
std::string linked(const Rule& rule) {
  const std::string id(rule.id);
  const std::string folder = rule.scope == Scope::engine ? "omissions/" : "";
  return case_of(rule.id).empty() ? id : '[' + id + "](../../tests/data/rules/" + folder + id + ".txt)";
}

std::string counts(std::span<const Rule* const> rules) {
  const auto count = [&](auto wanted) { return std::to_string(std::count_if(rules.begin(), rules.end(), wanted)); };
  const auto of = [](auto member, auto value) { return [=](const Rule* rule) { return rule->*member == value; }; };
  return count([](const Rule*) { return true; }) + " rules: " + count(of(&Rule::severity, Severity::error)) +
         " errors and " + count(of(&Rule::severity, Severity::warning)) + " warnings; " +
         count(of(&Rule::scope, Scope::message)) + " about a message alone, " +
         count(of(&Rule::scope, Scope::session)) + " about a message in its conversation, " +
         count(of(&Rule::scope, Scope::engine)) + " about what an implementation does or leaves undone.";
}

constexpr std::string_view markdown_head = R"(# The rules

<!-- Made by `s2 rules --markdown`; a test compares. -->

What `s2 validate` and `s2 replay` judge by. `s2 rules ID` prints one of them with its example, `s2 rules --json` all of
them for programs. An id keeps its meaning for ever.

An **error** refuses the message: it has no effect and gets the answer of the table. A **warning** does not: the message
is answered with OK and takes effect. Rules of scope *message* need the message only, those of scope *session* what was
said before and the clock; rules of scope *engine* are about what is not done, or about an implementation: those with an
example are found by `s2 replay` as well, all of them are kept by the engines of this library. A link behind an id leads to the smallest conversation that breaks the rule and its nearest legal neighbour.

)";

}  // namespace

std::string rule_list(std::span<const Rule* const> rules, const Console& console) {
  constexpr std::size_t column = 32;
  std::string out;
  std::string_view family;
  for (const Rule* rule : rules) {
    if (family_of(*rule) != family) {
      family = family_of(*rule);
      out += (out.empty() ? "" : "\n") + console.paint(Ink::strong, std::string(family) + ": ") +
             std::string(title_of(family)) + '\n';
    }
    std::string term(rule->id);
    term.resize(11, ' ');
    const std::string severity(word_for(rule->severity));
    const std::string left =
        term + severity + std::string(9 - severity.size(), ' ') + std::string(word_for(rule->scope));
    const std::string painted = console.paint(Ink::strong, term) + console.paint(ink_of(rule->severity), severity) +
                                left.substr(term.size() + severity.size());
    out += entry(left, rule->says, column, page_width(console), painted);
  }
  return out;
}

std::string rule_page(const Rule& rule, const Console& console) {
  const std::size_t width = page_width(console);
  std::string out = console.paint(Ink::good, rule.id) + '\n' + wrapped(std::string(rule.says) + '.', width, 2) + '\n';
  const auto row = [&](std::string_view term, std::string_view text) {
    out += entry(term, text, 14, width, console.paint(Ink::strong, term));
  };
  const std::string_view family = family_of(rule);
  row("family", std::string(family) + ": " + std::string(title_of(family)));
  row("severity", weight_of(rule));
  row("scope", word_for(rule.scope));
  row("answer", word_for(rule.effect));
  row("source", rule.cites);
  return out + example(rule, console);
}

std::string rule_json(const Rule& rule) {
  const std::string_view text = case_of(rule.id);
  return JsonLine()
      .member("rule", rule.id)
      .member("family", family_of(rule))
      .member("severity", word_for(rule.severity))
      .member("severity_lenient", word_for(severity_of(rule, Strictness::lenient)))
      .member("severity_strict", word_for(severity_of(rule, Strictness::strict)))
      .member("scope", word_for(rule.scope))
      .member("answer", word_for(rule.effect))
      .member("source", rule.cites)
      .member("says", rule.says)
      .member_or_null("case", text.empty() ? std::nullopt : std::optional(text))
      .str();
}

std::string rule_markdown(std::span<const Rule* const> rules) {
  std::string out(markdown_head);
  out += counts(rules) + '\n';
  std::string_view family;
  for (const Rule* rule : rules) {
    if (family_of(*rule) != family) {
      family = family_of(*rule);
      out +=
          "\n## " + std::string(family) + ": " + std::string(title_of(family)) +
          "\n\n| Rule | Severity | Scope | Answer | A right message, or side | Source |\n|---|---|---|---|---|---|\n";
    }
    out += "| " + linked(*rule) + " | " + weight_of(*rule) + " | " + std::string(word_for(rule->scope)) + " | " +
           std::string(word_for(rule->effect)) + " | " + cell(rule->says) + " | " + cell(rule->cites) + " |\n";
  }
  return out;
}

}  // namespace s2::app
