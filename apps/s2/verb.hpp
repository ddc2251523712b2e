#pragma once
// Verb: one thing the program can do, with all that its help page says.

#include "console.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace s2::app {

/// A term and what it means, for the tables of a help page.
struct Explained {
  std::string_view term;
  std::string_view text;
};

/// What runs once the options are read; returns an ExitCode.
using Action = std::function<int(Console&)>;

/// One verb. A new verb is a file that returns one of these, and a line in main.cpp.
struct Verb {
  std::string_view name;              ///< as typed
  std::string_view summary;           ///< what it does, for the overview; begins with a verb, no full stop
  std::string_view operands;          ///< what follows the options in the synopsis, e.g. "[FILE|DIR|-]..."
  std::string_view description;       ///< paragraphs, separated by an empty line
  std::vector<Explained> exit_codes;  ///< what 0, 1, 2 mean here
  std::vector<Explained> examples;    ///< command lines and what they do
  Action (*set_up)(CLI::App& app);    ///< declares options and operands; --help and --color are there already
};

/// The sentence of a wrong option value or operand that only the action can judge: complains with a pointer to the help
/// page and returns could_not_run.
int wrong_usage(Console& console, std::string_view verb, std::string_view sentence);

}  // namespace s2::app
