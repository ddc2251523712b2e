// s2 model: the reference of the standard in the terminal.

#include "model.hpp"

#include "model/reference_page.hpp"
#include "model/types.hpp"
#include "text_layout.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

constexpr std::size_t name_column = 44;

// All types of one group, one line each.
void print_group(std::string_view group, Console& console) {
  console.out << console.paint(Ink::strong, group) << '\n';
  for (const NamedType& named : all_types()) {
    if (named.group() != group) continue;
    const std::string text = std::string(named.message                        ? ""
                                         : named.type->shape == Shape::object ? "component: "
                                                                              : "enumeration: ") +
                             std::string(named.type->text);
    console.out << entry(named.type->name, text, std::min(name_column, console.width / 2), console.width,
                         named.message ? console.paint(Ink::good, named.type->name) : std::string());
  }
}

int list_types(Console& console) {
  for (const std::string_view group : {"Common", "PEBC", "PPBC", "OMBC", "FRBC", "DDBC"}) {
    if (group != "Common") console.out << '\n';
    print_group(group, console);
  }
  return done;
}

int show_type(const std::string& name, Console& console) {
  const NamedType* named = find_type(name);
  if (named != nullptr) {
    console.out << reference_page(*named, console);
    return done;
  }
  const std::string_view meant = nearest_type(name);
  return wrong_usage(console, "model",
                     "there is no type '" + name + "'" +
                         (meant.empty() ? std::string("; s2 model lists all there are")
                                        : "; did you mean '" + std::string(meant) + "'?"));
}

Action set_up(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  app.add_option("TYPE", *name, "a message, component or enumeration, e.g. FRBC.Instruction; letter case is ignored");
  return [name](Console& console) { return name->empty() ? list_types(console) : show_type(*name, console); };
}

}  // namespace

Verb model_verb() {
  return {
      .name = "model",
      .summary = "show what the messages of S2 consist of",
      .operands = "[TYPE]",
      .description =
          "Without TYPE, lists every message, component and enumeration of S2 JSON with a line of explanation, grouped "
          "by control type. With TYPE, shows its page: who sends it, its fields with type, size, unit, bounds and "
          "presence in each version, the values of an enumeration, where it is used, and an example.\n"
          "\n"
          "The pages come from the tables that the library reads and writes messages with.",
      .exit_codes = {{"0", "the list or page was printed"},
                     {"2", "wrong usage, no such type, or output that cannot be written"}},
      .examples = {{"s2 model", "list everything there is"},
                   {"s2 model frbc.instruction", "show what an instruction for Fill Rate Based Control consists of"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
