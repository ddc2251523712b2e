// s2 rules: the catalogue that messages are judged by.

#include "rules.hpp"

#include "catalogue/rule_pages.hpp"
#include "catalogue/rule_words.hpp"
#include "choice.hpp"
#include "suggest.hpp"

#include <memory>
#include <ostream>
#include <vector>

namespace s2::app {
namespace {

struct Options {
  RuleFilter filter;
  bool json = false;
  bool markdown = false;
};

int show(const Options& options, Console& console) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : all_rules()) {
    if (options.filter.wants(rule)) rules.push_back(&rule);
  }
  if (rules.empty()) {
    const auto& id = options.filter.id;
    const std::string_view meant = id ? nearest_rule(*id) : std::string_view();
    if (!id || same_letters(*id, meant)) return wrong_usage(console, "rules", "no rule is like that");
    return wrong_usage(console, "rules",
                       "there is no rule '" + *id + "'" +
                           (meant.empty() ? std::string("; s2 rules lists all there are")
                                          : "; did you mean '" + std::string(meant) + "'?"));
  }
  if (options.json) {
    for (const Rule* rule : rules) console.out << rule_json(*rule) << '\n';
  } else if (options.markdown) {
    console.out << rule_markdown(rules);
  } else if (options.filter.id) {
    console.out << rule_page(*rules.front(), console);
  } else {
    console.out << rule_list(rules, console);
  }
  return done;
}

Choices<std::string> family_choices() {
  Choices<std::string> choices;
  for (const RuleFamily& family : rule_families()) choices.emplace_back(family.id, std::string(family.id));
  return choices;
}

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  RuleFilter& filter = options->filter;
  app.add_option("ID", filter.id, "a rule, in either letter case; all of them unless told");
  add_choice(app, "--family", filter.family, family_choices(), "only rules of one family, e.g. FRBC")
      ->option_text("NAME");
  add_choice(app, "--scope", filter.scope,
             Choices<Scope>{{"message", Scope::message}, {"session", Scope::session}, {"engine", Scope::engine}},
             "only rules of one scope: message, session or engine")
      ->option_text("SCOPE");
  add_choice(app, "--severity", filter.severity,
             Choices<Severity>{{"error", Severity::error}, {"warning", Severity::warning}},
             "only rules of one severity: error or warning")
      ->option_text("SEVERITY");
  auto* json = app.add_flag("--json", options->json, "print one JSON object per rule, with its example");
  app.add_flag("--markdown", options->markdown, "print a page of Markdown with a table for each family")
      ->excludes(json);
  return [options](Console& console) { return show(*options, console); };
}

}  // namespace

Verb rules_verb() {
  return {
      .name = "rules",
      .summary = "print the rules that messages are judged by",
      .operands = "[ID]",
      .description =
          "Prints the rule catalogue: of each rule its id, its severity, what it needs in order to be judged, and in "
          "one sentence what a right message does. With ID, all about that rule: the answer that a message gets that "
          "breaks it, where the rule comes from, what the levels of strictness make of it, and as an example the "
          "smallest conversation that breaks it with its nearest legal neighbour.\n"
          "\n"
          "An error refuses the message, a warning does not. Rules of scope message need nothing but the message and "
          "are judged by s2 validate; those of scope session need the conversation before it; those of scope engine "
          "are about what a side does not do, or about an implementation. Ids never change their meaning.",
      .exit_codes = {{"0", "done"}, {"2", "could not run: wrong usage, no such rule, output that cannot be written"}},
      .examples = {{"s2 rules", "list all rules"},
                   {"s2 rules OM-015", "print a rule with its example"},
                   {"s2 rules --family FRBC --severity error", "list what refuses a message about a storage"},
                   {"s2 rules --json | jq -r '[.rule, .says] | @tsv'", "make a table of your own"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
