#include "requirements.hpp"

#include <algorithm>
#include <functional>
#include <regex>

namespace s2::tests {
namespace {

void each_line(std::string_view text, const std::function<void(std::string_view)>& visit) {
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    visit(text.substr(from, end - from));
    from = end + 1;
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// A heading without the number of its section.
std::string without_number(const std::string& heading) {
  const bool is_numbered = heading[0] >= '0' && heading[0] <= '9';
  return is_numbered ? heading.substr(heading.find(' ') + 1) : heading;
}

// Whether a word names something of the list: C-141, A-24, X-05, K-01.
bool is_reference(std::string_view word) {
  return word.size() >= 4 && word[0] >= 'A' && word[0] <= 'Z' && word[1] == '-' &&
         std::all_of(word.begin() + 2, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The words of "// C-141, C-142"; empty when the line is anything else.
std::vector<std::string> ids_in_comment(std::string_view line) {
  std::vector<std::string> ids;
  line = trimmed(line);
  if (!line.starts_with("// ")) return {};
  line.remove_prefix(3);
  while (true) {
    const auto comma = std::min(line.find(','), line.size());
    const std::string_view word = trimmed(line.substr(0, comma));
    if (!is_reference(word)) return {};
    ids.emplace_back(word);
    if (comma == line.size()) return ids;
    line.remove_prefix(comma + 1);
  }
}

// "Suite.Name" of the test that begins with this text; empty when none does.
std::string test_that_begins(std::string_view text) {
  static const std::regex test(R"((?:TEST|TEST_F|TEST_P|TYPED_TEST|TYPED_TEST_P)\(\s*(\w+),\s*(\w+)\))");
  std::match_results<std::string_view::const_iterator> found;
  const std::string_view beginning = text.substr(0, 400);
  const auto at_once = std::regex_constants::match_continuous;
  if (!std::regex_search(beginning.begin(), beginning.end(), found, test, at_once)) return {};
  return found[1].str() + '.' + found[2].str();
}

}  // namespace

std::vector<Requirement> read_requirements(std::string_view digest) {
  std::vector<Requirement> rows;
  std::string section;
  each_line(digest, [&](std::string_view line) {
    static const std::regex row(R"(^\| (C-\d+) \| ([^|]*) \| ([^|]*) \| (.*) \|$)");
    if (line.starts_with("### ") || line.starts_with("#### ")) section = line.substr(line.find(' ') + 1);
    std::match_results<std::string_view::const_iterator> found;
    if (!std::regex_search(line.begin(), line.end(), found, row)) return;
    rows.push_back({found[1], found[2], found[3], found[4], section});
  });
  return rows;
}

void read_tests(std::string_view text, std::string_view file, Shown& shown) {
  std::vector<std::string> pending;
  std::size_t number = 0;
  std::size_t offset = 0;
  each_line(text, [&](std::string_view line) {
    ++number;
    const std::string_view rest = text.substr(offset);
    offset += line.size() + 1;
    if (auto ids = ids_in_comment(line); !ids.empty()) {
      pending.insert(pending.end(), ids.begin(), ids.end());
      return;
    }
    if (pending.empty()) return;
    const std::string test = test_that_begins(rest);
    if (test.empty()) shown.dangling.push_back(std::string(file) + ':' + std::to_string(number - 1));
    for (const auto& id : pending) {
      if (id[0] == 'C' && !test.empty()) shown.tests[id].insert(test);
    }
    pending.clear();
  });
}

std::map<std::string, std::string> read_reasons(std::string_view text) {
  std::map<std::string, std::string> reasons;
  each_line(text, [&](std::string_view line) {
    constexpr std::string_view begin = "// not testable: ";
    const auto colon = line.find(':', begin.size());
    if (!line.starts_with(begin) || colon == line.npos) return;
    reasons.emplace(line.substr(begin.size(), colon - begin.size()), trimmed(line.substr(colon + 1)));
  });
  return reasons;
}

std::vector<std::string> Conformance::missing() const {
  std::vector<std::string> ids;
  for (const auto& row : requirements) {
    const bool is_known = shown.tests.contains(row.id) || reasons.contains(row.id);
    if (!is_known) ids.push_back(row.id);
  }
  return ids;
}

std::vector<std::string> Conformance::mistakes() const {
  std::vector<std::string> mistakes;
  const auto exists = [&](const std::string& id) {
    return std::any_of(requirements.begin(), requirements.end(), [&](const auto& row) { return row.id == id; });
  };
  for (const auto& place : shown.dangling)
    mistakes.push_back(place + ": requirements are named, and no test stands below");
  for (const auto& [id, tests] : shown.tests) {
    if (!exists(id)) mistakes.push_back(id + " is named by " + *tests.begin() + " and does not exist");
    if (reasons.contains(id)) mistakes.push_back(id + " is called not testable and named by " + *tests.begin());
  }
  for (const auto& [id, reason] : reasons) {
    if (!exists(id)) mistakes.push_back(id + " is called not testable and does not exist");
    if (reason.empty()) mistakes.push_back(id + " is called not testable without a reason");
  }
  return mistakes;
}

std::string Conformance::page() const {
  std::size_t tested = 0;
  std::string rows;
  std::string section;
  for (const auto& row : requirements) {
    if (row.section != section) {
      section = row.section;
      rows += "\n## " + without_number(section) + "\n\n| Id | Level | Source | Requirement | Shown by |\n";
      rows += "|---|---|---|---|---|\n";
    }
    std::string by;
    if (const auto found = shown.tests.find(row.id); found != shown.tests.end()) {
      ++tested;
      for (const auto& test : found->second) by += (by.empty() ? "`" : ", `") + test + '`';
    } else if (const auto reason = reasons.find(row.id); reason != reasons.end()) {
      by = "not testable: " + reason->second;
    } else {
      by = "not shown";
    }
    rows += "| " + row.id + " | " + row.level + " | " + row.source + " | " + row.text + " | " + by + " |\n";
  }
  return "# Conformance with S2 Connect 1.0.0\n\n"
         "Every requirement of S2 Connect as we read it, and the tests that show it. `test_connect` and its neighbours "
         "in\n"
         "`tests/` name the requirements they show in a comment above each test; this page is written from those "
         "comments.\n"
         "Source: P = specification text, O = its OpenAPI files, AC = its page of accepted crypto algorithms, J = S2 "
         "JSON, D =\n"
         "decided here because the standard is silent, contradictory or unsafe. References to sections and to A-, K- "
         "and X-\n"
         "numbers lead into the list of requirements itself, which like the official files lies outside this "
         "repository.\n\n"
         "**" +
         std::to_string(tested) + " of " + std::to_string(requirements.size()) + " are shown by tests, " +
         std::to_string(reasons.size()) + " cannot be.**\n" + rows;
}

}  // namespace s2::tests
