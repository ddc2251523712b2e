#pragma once
// Cases: the example of each rule, compiled into the program: what breaks it, and the nearest legal neighbour.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// A file of tests/data/rules, or of the folder omissions in it, as it stands in the repository.
struct EmbeddedCase {
  std::string_view rule;  ///< its name without ending: the id of the rule
  std::string_view text;  ///< everything in it
};

/// All of them, by id. The definition is made by catalogue/embed.cmake when the program is built.
std::span<const EmbeddedCase> embedded_cases();

/// The text of the case of a rule; empty when there is none.
std::string_view case_of(std::string_view rule);

/// A case in parts, for people.
struct CaseParts {
  std::vector<std::string_view> comment;   ///< the comment at its head, without the number signs
  std::vector<std::string_view> settings;  ///< start, profile, level, given, at, found, companions: as written
  std::vector<std::string_view> breaks;    ///< the lines of the conversation that breaks the rule
  std::vector<std::string_view> legal;     ///< the lines of the legal neighbour
};

/// Takes a case apart. The format is described in tests/data/rules/README.md.
CaseParts parts_of(std::string_view text);

}  // namespace s2::app
