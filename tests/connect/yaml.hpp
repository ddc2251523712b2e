#pragma once
// A reader for the YAML in which the OpenAPI files of S2 Connect are written, and for no other: block maps and lists,
// plain and quoted scalars, lists in brackets, literal blocks.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::tests {

/// A value: a scalar, a list, or a map in its order.
struct Yaml {
  std::string scalar = {};                                 ///< text without its quotes
  std::vector<Yaml> items = {};                            ///< of a list
  std::vector<std::pair<std::string, Yaml>> members = {};  ///< of a map

  /// The member of this name; nullptr when there is none.
  const Yaml* find(std::string_view name) const;
  /// The member of this name; an empty value, and a failed test, when there is none.
  const Yaml& at(std::string_view name) const;
  /// What a path of names leads to, e.g. {"paths", "/nodes", "get"}.
  const Yaml& at(std::initializer_list<std::string_view> path) const;
};

/// Reads a file.
Yaml read_yaml(std::string_view text);

}  // namespace s2::tests
