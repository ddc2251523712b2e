#include "session_script.hpp"

#include <fstream>

namespace s2::interop {

Result<Script> read_script(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) return Unexpected{Finding{"S2CPP-SCRIPT", Severity::error, "", path.string(), "It cannot be read."}};
  Script script;
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    ScriptStep step{line.substr(0, tab), tab == std::string::npos ? "" : line.substr(tab + 1)};
    if (step.word == "details") {
      script.details = step.argument;
    } else {
      script.steps.push_back(std::move(step));
    }
  }
  return script;
}

std::string at_time(std::string frame, std::string_view now) {
  constexpr std::string_view mark = "@now";
  for (auto at = frame.find(mark); at != std::string::npos; at = frame.find(mark, at)) {
    frame.replace(at, mark.size(), now);
  }
  return frame;
}

}  // namespace s2::interop
