#pragma once
// Help: the pages behind --help, laid out from the verbs and their options.

#include "verb.hpp"

#include <span>
#include <string>
#include <string_view>

namespace s2::app {

/// The page of the program: what it is and what it can do.
std::string overview(std::span<const Verb> verbs, const Console& console);

/// The page of a verb: synopsis, description, options (sorted), exit codes, examples.
std::string help_page(const Verb& verb, const CLI::App& options, const Console& console);

/// Name and version of the program, e.g. "s2 0.1.0".
std::string_view program_version();

}  // namespace s2::app
