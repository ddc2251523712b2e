// s2 model: the reference of the standard in the terminal.

#include "model.hpp"

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

Action set_up(CLI::App&) {
  return [](Console& console) { return list_types(console); };
}

}  // namespace

Verb model_verb() {
  return {
      .name = "model",
      .summary = "show what the messages of S2 consist of",
      .operands = "",
      .description =
          "Lists every message, component and enumeration of S2 JSON with a line of explanation, grouped by "
          "control type.",
      .exit_codes = {{"0", "the list was printed"}, {"2", "wrong usage, or the output could not be written"}},
      .examples = {{"s2 model", "list everything there is"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
