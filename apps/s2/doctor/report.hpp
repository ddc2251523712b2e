#pragma once
// Report: verdicts as they are read by people, and by programs.

#include "checks.hpp"
#include "console.hpp"

#include <string>
#include <vector>

namespace s2::app {

/// A line or more for each verdict, with its remedy below, and a line that sums up.
std::string text_report(const std::vector<Verdict>& verdicts, const Console& console);

/// One JSON object a line: check, verdict, text, remedy (null when there is none).
std::string json_report(const std::vector<Verdict>& verdicts);

}  // namespace s2::app
