// The official walkthrough messages through the real program.

#include "shell.hpp"

#include <source_dir.hpp>

#include <gtest/gtest.h>

#include <cstdlib>

namespace s2 {
namespace {

TEST(Examples, AllOfficialMessagesAreAccepted) {
  const char* told = std::getenv("S2_SPEC_DIR");
  const std::filesystem::path spec = told != nullptr ? told : tests::source_dir() / "../shared/spec";
  if (!std::filesystem::exists(spec / "examples")) {
    const char* required = std::getenv("S2_REQUIRE_SPEC");
    if (required != nullptr && std::string_view(required) == "1") FAIL() << "no examples in " << spec;
    GTEST_SKIP() << "no official files in " << spec;
  }
  const auto people = tests::run_in(spec, "s2 validate examples | tail -n 1; s2 validate examples > /dev/null");
  EXPECT_EQ(people.exit_code, 0);
  EXPECT_EQ(people.output.substr(0, people.output.find(',')), "46 messages in 46 files: none refused");
  const auto programs = tests::run_in(spec, "s2 validate --json examples | grep -c '\"verdict\":\"ok\"'");
  EXPECT_EQ(programs.output, "46\n");
  const auto printed = tests::run_in(spec, "cat examples/*/*.json | s2 fmt --compact - | s2 validate - > /dev/null");
  EXPECT_EQ(printed.exit_code, 0);
}

}  // namespace
}  // namespace s2
