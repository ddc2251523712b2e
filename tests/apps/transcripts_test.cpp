// Runs the transcripts of tests/data/program: command lines, and what they print.

#include "shell.hpp"

#include <source_dir.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace s2 {
namespace {

const std::filesystem::path folder = tests::source_dir() / "tests/data/program";

// The transcript with what the commands in it print now.
std::string played(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream out;
  bool in_preamble = true;
  for (std::string line; std::getline(in, line);) {
    const bool is_command = line.starts_with("$ ");
    if (is_command || in_preamble || line.starts_with('#')) out << line << '\n';
    if (!is_command) continue;
    in_preamble = false;
    const auto ran = tests::run_in(folder, line.substr(2));
    out << ran.output;
    if (!ran.output.empty() && ran.output.back() != '\n') out << "<no line feed>\n";
    out << "[exit " << ran.exit_code << "]\n\n";
  }
  return out.str();
}

std::string contents(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

TEST(Transcripts, EveryCommandPrintsWhatTheTranscriptSays) {
  std::size_t transcripts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".transcript") continue;
    ++transcripts;
    const std::string now = played(entry.path());
    if (std::getenv("S2_RECORD_TRANSCRIPTS") != nullptr) std::ofstream(entry.path()) << now;
    EXPECT_EQ(now, contents(entry.path())) << entry.path();
  }
  EXPECT_GE(transcripts, 5U);
}

}  // namespace
}  // namespace s2
