#pragma once
// Analysed: a file report made of lines.

#include <source_dir.hpp>

#include <replay/analysis.hpp>

#include <s2/recording.hpp>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app::tests {

/// Lines as a file gives them; the last has no line feed when `torn`.
inline FileReport analysed(const std::vector<std::string>& lines, AnalysisOptions options = {}, bool torn = false) {
  options.picture = true;
  FileReport report;
  report.source = "test.s2log";
  Analysis analysis(options, report);
  Walk walk(options.walk, analysis);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Record record;
    record.line = i + 1;
    record.text = lines[i];
    record.bytes = lines[i].size();
    record.torn = torn && i + 1 == lines.size();
    walk.take(std::move(record));
  }
  walk.finish();
  return report;
}

/// The lines of a file in tests/data/program/replay.
inline std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream file(s2::tests::source_dir() / "tests/data/program/replay" / name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace s2::app::tests
