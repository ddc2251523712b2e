#include "catalogue/cases.hpp"

#include <algorithm>

namespace s2::app {
namespace {

std::string_view trimmed(std::string_view line) {
  const auto from = line.find_first_not_of(" \t\r");
  if (from == line.npos) return {};
  return line.substr(from, line.find_last_not_of(" \t\r") - from + 1);
}

}  // namespace

std::string_view case_of(std::string_view rule) {
  const auto cases = embedded_cases();
  const auto found = std::find_if(cases.begin(), cases.end(), [rule](const auto& one) { return one.rule == rule; });
  return found == cases.end() ? std::string_view() : found->text;
}

CaseParts parts_of(std::string_view text) {
  CaseParts parts;
  std::vector<std::string_view>* into = &parts.settings;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line == "breaks") {
      into = &parts.breaks;
    } else if (line == "legal") {
      into = &parts.legal;
    } else if (line.starts_with('#') && into == &parts.settings) {
      parts.comment.push_back(trimmed(line.substr(1)));
    } else if (!line.empty() && !line.starts_with("rule ")) {
      into->push_back(line);
    }
  }
  return parts;
}

}  // namespace s2::app
