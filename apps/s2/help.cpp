#include "help.hpp"

#include "text_layout.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace s2::app {
namespace {

// Wider lines than this are hard to read.
constexpr std::size_t widest = 100;

std::size_t page_width(const Console& console) { return std::min(console.width, widest); }

std::string heading(std::string_view title, const Console& console) {
  return '\n' + console.paint(Ink::strong, title) + '\n';
}

// Rows side by side, their texts in one column.
std::string table(std::span<const Explained> rows, const Console& console) {
  std::size_t column = 0;
  for (const auto& row : rows) column = std::max(column, columns_of(row.term));
  column = std::min(column + 4, page_width(console) / 3);
  std::string out;
  for (const auto& row : rows)
    out += entry(row.term, row.text, column, page_width(console), console.paint(Ink::strong, row.term));
  return out;
}

// "-h, --help", "--color WHEN", "FILE".
std::string term_of(const CLI::Option& option) {
  std::string term;
  for (const auto& name : option.get_snames()) term += (term.empty() ? "-" : ", -") + name;
  for (const auto& name : option.get_lnames()) term += (term.empty() ? "--" : ", --") + name;
  if (term.empty()) return option.get_name(true);
  if (!option.get_option_text().empty()) term += ' ' + option.get_option_text();
  return term;
}

// Options by their long name; operands first.
std::string sort_key(const CLI::Option& option) {
  if (option.get_positional()) return "";
  return option.get_lnames().empty() ? option.get_snames().front() : option.get_lnames().front();
}

std::string options_table(const CLI::App& app, const Console& console) {
  auto options = app.get_options();
  std::stable_sort(options.begin(), options.end(),
                   [](const CLI::Option* a, const CLI::Option* b) { return sort_key(*a) < sort_key(*b); });
  std::vector<std::string> terms;
  terms.reserve(options.size());
  std::vector<Explained> rows;
  for (const CLI::Option* option : options) {
    terms.push_back(term_of(*option));
    rows.push_back({terms.back(), option->get_description()});
  }
  return table(rows, console);
}

std::string examples_of(const Verb& verb, const Console& console) {
  std::string out;
  for (const auto& example : verb.examples) {
    out += "  " + console.paint(Ink::strong, example.term) + '\n' + wrapped(example.text, page_width(console), 6);
  }
  return out;
}

std::string synopsis(const Verb& verb) {
  std::string line = "s2 " + std::string(verb.name) + " [options]";
  if (!verb.operands.empty()) line += ' ' + std::string(verb.operands);
  return line;
}

}  // namespace

std::string_view program_version() { return "s2 " S2_VERSION; }

std::string overview(std::span<const Verb> verbs, const Console& console) {
  std::vector<Explained> rows;
  for (const auto& verb : verbs) rows.push_back({verb.name, verb.summary});
  const Explained options[] = {
      {"-h, --help", "print this page; s2 VERB --help prints the page of a verb"},
      {"--version", "print the version of the program and of the S2 JSON it speaks"},
      {"--color WHEN", "colours: auto (on a terminal, unless NO_COLOR is set), always, never"}};
  const Explained codes[] = {{"0", "done"},
                             {"1", "something was refused"},
                             {"2", "could not run: wrong usage, an unreadable file, unwritable output"}};
  const std::size_t width = page_width(console);
  return wrapped("s2 - the S2 energy-flexibility standard (EN 50491-12-2) at work", width) +
         heading("Synopsis", console) + "  s2 VERB [options] [operands]\n" + heading("Verbs", console) +
         table(rows, console) + heading("Options", console) + table(options, console) + heading("Exit codes", console) +
         table(codes, console) + '\n' + wrapped("Each verb explains itself: s2 VERB --help.", width);
}

std::string help_page(const Verb& verb, const CLI::App& options, const Console& console) {
  const std::size_t width = page_width(console);
  std::string page = wrapped("s2 " + std::string(verb.name) + " - " + std::string(verb.summary), width);
  page += heading("Synopsis", console) + wrapped(synopsis(verb), width, 2);
  page += heading("Description", console) + wrapped(verb.description, width, 2);
  page += heading("Options", console) + options_table(options, console);
  page += heading("Exit codes", console) + table(verb.exit_codes, console);
  if (!verb.examples.empty()) page += heading("Examples", console) + examples_of(verb, console);
  return page;
}

}  // namespace s2::app
