#pragma once
// Program: from the command line to a verb.

#include "verb.hpp"

#include <span>
#include <string>
#include <vector>

namespace s2::app {

/// Runs the verb that the arguments name (without the program's own name) and returns the exit code.
int run_program(std::span<const Verb> verbs, std::vector<std::string> arguments, Console& console);

}  // namespace s2::app
