#pragma once
// The requirements of S2 Connect, and which tests show them: read from the list of requirements and from the tests'
// text.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace s2::tests {

/// One row of the list.
struct Requirement {
  std::string id;       ///< e.g. "C-141"
  std::string level;    ///< MUST, SHOULD, MAY …
  std::string source;   ///< P, O, AC, J: the standard; D: decided by us
  std::string text;     ///< what is required
  std::string section;  ///< heading it stands below, e.g. "4.8 Pairing exchange"
};

/// The rows of a list of requirements, in its order.
std::vector<Requirement> read_requirements(std::string_view digest);

/// What the tests say.
struct Shown {
  std::map<std::string, std::set<std::string>> tests;  ///< by requirement: "Suite.Name" of the tests that show it
  std::vector<std::string> dangling;                   ///< "file:line" of comments with ids and no test below
};

/// Adds what a file of tests says: ids in comment lines of nothing else, just above a test.
///
///     // C-141, C-142
///     TEST(PairingServer, …
void read_tests(std::string_view text, std::string_view file, Shown& shown);

/// Lines "// not testable: C-268: reason", by requirement.
std::map<std::string, std::string> read_reasons(std::string_view text);

/// Everything that is known of a requirement, for the page.
struct Conformance {
  std::vector<Requirement> requirements;       ///< in their order
  Shown shown;                                 ///< by tests
  std::map<std::string, std::string> reasons;  ///< why no test can show it

  /// The requirements that nothing is said about.
  std::vector<std::string> missing() const;
  /// What is said about requirements that do not exist, about untestable ones that a test shows, and about nothing.
  std::vector<std::string> mistakes() const;
  /// The page, in Markdown.
  std::string page() const;
};

}  // namespace s2::tests
