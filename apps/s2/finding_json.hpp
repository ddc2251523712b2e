#pragma once
// Findings in what the program prints for other programs: the same members wherever one stands.

#include "json_line.hpp"

#include <s2/base/finding.hpp>

#include <span>
#include <string>

namespace s2::app {

/// The members of a finding: rule, severity, pointer, value and text.
inline JsonLine& add_finding(JsonLine& line, const Finding& finding) {
  return line.member("rule", finding.rule)
      .member("severity", finding.severity == Severity::error ? "error" : "warning")
      .member("pointer", finding.pointer)
      .member("value", finding.value)
      .member("text", finding.text);
}

/// A finding as an object of its own.
inline std::string finding_json(const Finding& finding) {
  JsonLine line;
  return add_finding(line, finding).str();
}

/// Findings as a list of objects.
inline std::string findings_json(std::span<const Finding> findings) {
  std::string list = "[";
  for (const Finding& finding : findings) {
    if (list.size() > 1) list += ',';
    list += finding_json(finding);
  }
  return list + ']';
}

}  // namespace s2::app
