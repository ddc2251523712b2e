#pragma once
// Shell: runs a command line with the program s2 in reach, the way a user would.

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace s2::tests {

/// What came of a command.
struct Ran {
  std::string output;  ///< what it wrote to both streams, in order
  int exit_code = -1;  ///< of the last command; 128 + n when signal n ended it
};

/// Runs a command with sh in a folder. `s2` is the program of this build; colours are off and the terminal is 80 wide.
inline Ran run_in(const std::filesystem::path& folder, const std::string& command) {
  const std::string bin = std::filesystem::path(S2_PROGRAM).parent_path().string();
  const std::string line = "cd '" + folder.string() + "' && unset NO_COLOR; PATH='" + bin +
                           "':$PATH COLUMNS=80 LC_ALL=C; export PATH COLUMNS LC_ALL; { " + command + "\n} 2>&1";
  Ran ran;
  FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return ran;
  char buffer[4096];
  for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.output.append(buffer, got);
  const int status = ::pclose(pipe);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace s2::tests
